"""One watcher per process: it knows the site version, or that the database is away."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from articles.serving.journal import journal
from articles.serving.pool import Pool
from articles.serving.store import Generation

_SURE_FOR = 1.0  # seconds; a read in time comes each 0.5 s


@dataclass(frozen=True)
class Rhythm:
    """Seconds between two reads, and how long one read may take.

    The first one, which imports and connects, may take longer.
    """

    every: float = 0.5
    patience: float = 0.8
    first: float = 3.0


class Watcher:
    """Reads the version off the request path and tells of changes.

    `read` runs in a thread of its own. One that hangs is not waited for: the
    database counts as away until a read answers in time, and no second read is
    begun while the first one hangs. `changed` is called in the watcher's thread
    with each new generation, `returned` when the database is back unchanged.
    """

    def __init__(
        self,
        *,
        build: str,
        read: Callable[[], int],
        today: Callable[[], date],
        changed: Callable[[Generation], None],
        returned: Callable[[], None],
        rhythm: Rhythm | None = None,
    ) -> None:
        self._build, self._read, self._today = build, read, today
        self._changed, self._returned = changed, returned
        self._rhythm = rhythm or Rhythm()
        self._pool = Pool("site-version", 1)
        self._reading = self._pool.submit(_nothing)
        self._wake = threading.Event()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)
        self.generation: Generation | None = None
        self.away = True
        self.has_failed = False
        self.confirmed_at = time.monotonic()

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread after the read that is on its way."""
        self._stopped = True
        self._wake.set()

    def nudge(self) -> None:
        """Read now: someone met a database that failed."""
        self._wake.set()

    def age(self) -> float:
        """Seconds since the version was last known to be the newest."""
        return time.monotonic() - self.confirmed_at

    def is_sure(self) -> bool:
        """Whether the database answered just now."""
        return not self.away and self.age() < _SURE_FOR

    def poll(self) -> None:
        """One read and what follows from it."""
        began = time.monotonic()
        try:
            number = self._version()
        except Exception as error:
            self._lost(error)
        else:
            self._found(number, began)

    def _run(self) -> None:
        while not self._stopped:
            try:
                self.poll()
            except Exception as error:
                journal.problem("watcher_failed", cause=type(error).__name__)
            self._wake.wait(self._rhythm.every)
            self._wake.clear()

    def _version(self) -> int:
        if not self._reading.done():
            raise TimeoutError("An earlier read hangs.")
        self._reading = reading = self._pool.submit(self._read)
        known = self.generation is not None
        limit = self._rhythm.patience if known else self._rhythm.first
        return int(reading.result(limit))

    def _lost(self, error: Exception) -> None:
        if not self.away or not self.has_failed:
            journal.problem("database_away", cause=type(error).__name__)
        self.away = self.has_failed = True

    def _found(self, number: int, began: float) -> None:
        generation = Generation(self._build, number, self._today())
        away, self.away = self.away, False
        age, self.confirmed_at = self.age(), began
        if away and self.has_failed:
            journal.problem("database_back", after=f"{age:.1f}s", version=number)
        if generation != self.generation:
            self._changed(generation)
            self.generation = generation
        elif away:
            self._returned()


def _nothing() -> int:
    return 0
