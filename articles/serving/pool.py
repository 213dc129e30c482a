"""A few daemon threads for calls that may hang."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")


class Pool:
    """Runs calls in at most `threads` threads, made when first needed.

    Unlike those of `ThreadPoolExecutor` they are daemons: a call that hangs on a
    database does not keep the process from stopping.
    """

    def __init__(self, name: str, threads: int) -> None:
        self._name = name
        self._most = threads
        self._threads: list[threading.Thread] = []
        self._lock = threading.Lock()
        self._calls: SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = SimpleQueue()

    def submit(self, call: Callable[[], T]) -> Future[T]:
        """Queue a call; the Future gets its result or its exception."""
        future: Future[T] = Future()
        self._calls.put((future, call))
        with self._lock:
            if len(self._threads) < self._most:
                self._threads.append(self._thread())
        return future

    def _thread(self) -> threading.Thread:
        name = f"{self._name}-{len(self._threads)}"
        thread = threading.Thread(target=self._work, name=name, daemon=True)
        thread.start()
        return thread

    def _work(self) -> None:
        while True:
            future, call = self._calls.get()
            if future.set_running_or_notify_cancel():
                _run(future, call)
            del future, call  # else the last page lives as long as the thread idles


def _run(future: Future[Any], call: Callable[[], Any]) -> None:
    try:
        result = call()
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)


class Flights:
    """Single flight: of calls with the same name only one runs at a time."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._lock = threading.Lock()
        self._flying: dict[object, Future[Any]] = {}

    def join(self, name: object, call: Callable[[], T]) -> Future[T]:
        """The Future of the call of this name that is on its way, or of this one."""
        with self._lock:
            future = self._flying.get(name)
            if future is not None:
                return future
            future = self._pool.submit(call)
            self._flying[name] = future
        # Outside the lock: a call that is done already lands in this thread.
        future.add_done_callback(lambda _: self._land(name))
        return future

    def _land(self, name: object) -> None:
        with self._lock:
            self._flying.pop(name, None)
