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


class UnavailableError(Exception):
    """Nothing can be had from Django now."""


class Patience:
    """Bounds the server threads that wait for Django.

    While the database answers, a request waits up to `most` seconds. Once it is
    doubtful, a request that finds all places taken is refused at once, and one
    that waits is refused `doubt` seconds after it came.
    """

    def __init__(
        self, watcher: Watcher, places: int, *, doubt: float = 1.8, most: float = 30.0
    ) -> None:
        self._watcher = watcher
        self._places = threading.BoundedSemaphore(places)
        self._doubt, self._most = doubt, most

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place among those who wait; raises UnavailableError."""
        if not self._places.acquire(timeout=0) and not self._queue():
            raise UnavailableError
        try:
            yield
        finally:
            self._places.release()

    def wait(self, start: Callable[[], Future[T]]) -> T:
        """The result of a call that runs elsewhere; raises UnavailableError."""
        began = time.monotonic()
        with self.place():
            future = start()
            try:
                left = self._doubt - (time.monotonic() - began)
                return future.result(max(left, 0.0))
            except TimeoutError:
                if not future.done():
                    return self._wait_on(future)
                raise

    def _wait_on(self, future: Future[T]) -> T:
        """It takes long: wait on as long as the database answers others."""
        until = time.monotonic() + self._most - self._doubt
        while self._watcher.is_sure() and time.monotonic() < until:
            try:
                return future.result(0.25)
            except TimeoutError:
                if future.done():
                    raise
        raise UnavailableError

    def _queue(self) -> bool:
        if not self._watcher.is_sure():
            return False
        if self._places.acquire(timeout=self._doubt):
            return True
        journal.problem("overloaded")
        return False
