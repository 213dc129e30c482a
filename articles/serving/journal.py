"""What the layer in front of Django tells its operator: one line a problem.

A line is `event=<name> key=value …`; it never holds an address, a query, a header
or the message of an exception, so no personal data.
"""

import logging
import threading
import time

_logger = logging.getLogger("articles.serving")


class Journal:
    """Writes each event at most once in `every` seconds and counts the rest."""

    def __init__(self, every: float = 2.0) -> None:
        self._every = every
        self._lock = threading.Lock()
        self._last: dict[str, float] = {}
        self._left_out: dict[str, int] = {}

    def problem(self, event: str, **facts: object) -> None:
        """One warning."""
        self._say(logging.WARNING, event, facts)

    def note(self, event: str, **facts: object) -> None:
        """One line for those who want to follow along."""
        self._say(logging.INFO, event, facts)

    def _say(self, level: int, event: str, facts: dict[str, object]) -> None:
        with self._lock:
            now = time.monotonic()
            if now - self._last.get(event, -self._every) < self._every:
                self._left_out[event] = self._left_out.get(event, 0) + 1
                return
            self._last[event] = now
            left_out = self._left_out.pop(event, 0)
        if left_out:
            facts["repeated"] = left_out
        line = " ".join(f"{name}={value}" for name, value in facts.items())
        _logger.log(level, "event=%s %s", event, line)


journal = Journal()
