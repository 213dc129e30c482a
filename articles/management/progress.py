"""A bar for those who wait."""

import sys
from typing import Any


class ProgressBar:
    """A bar on a terminal, nothing elsewhere."""

    def __init__(self, total: int, stream: Any) -> None:
        self.total, self.done, self.stream = total, 0, stream
        self.shown = sys.stderr.isatty() and total > 0

    def tick(self) -> None:
        self.done += 1
        if self.shown:
            filled = min(40, 40 * self.done // self.total)
            bar = "█" * filled + "·" * (40 - filled)
            self.stream.write(f"\r{bar} {self.done}/{self.total}", ending="")

    def end(self) -> None:
        if self.shown:
            self.stream.write("")
