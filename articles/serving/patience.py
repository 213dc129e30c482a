"""How long, and how many at a time, requests wait for Django."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TypeVar

from articles.serving.journal import journal
from articles.serving.watcher import Watcher

T = TypeVar("T")
_LOOK = 0.05  # seconds between two looks at the watcher


class UnavailableError(Exception):
    """Nothing can be had from Django now."""


class Patience:
    """Bounds the server threads that wait for Django.

    While the database answers, a request waits up to `most` seconds. Once it is
    doubtful, a request that finds all places taken is refused at once, one that
    waits is refused `doubt` seconds after it came, and all are when it is known to
    be away; except those `even_away`, which need no database.
    """

    def __init__(
        self,
        watcher: Watcher,
        places: int,
        *,
        doubt: float,
        most: float,
        even_away: bool = False,
    ) -> None:
        self._watcher = watcher
        self._places = threading.BoundedSemaphore(places)
        self._doubt, self._most = doubt, most
        self._even_away = even_away

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place among those who wait; raises UnavailableError."""
        self._take(time.monotonic())
        try:
            yield
        finally:
            self._places.release()

    def wait(self, start: Callable[[], Future[T]]) -> T:
        """The result of a call that runs elsewhere; raises UnavailableError."""
        began = time.monotonic()
        with self.place():
            future = start()
            while True:
                try:
                    return future.result(_LOOK)
                except TimeoutError:
                    if future.done():
                        raise  # the call's own
                self._refuse_if_hopeless(began)

    def _take(self, began: float) -> None:
        while not self._places.acquire(timeout=0 if self._is_doubtful() else _LOOK):
            if self._is_doubtful():
                raise UnavailableError
            self._refuse_if_hopeless(began)

    def _refuse_if_hopeless(self, began: float) -> None:
        waited = time.monotonic() - began
        if waited > self._most:
            journal.problem("overloaded")
        elif not self._is_lost() and not (waited > self._doubt and self._is_doubtful()):
            return
        raise UnavailableError

    def _is_lost(self) -> bool:
        return self._watcher.away and not self._even_away

    def _is_doubtful(self) -> bool:
        return not self._watcher.is_sure()
