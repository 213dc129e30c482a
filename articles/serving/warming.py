"""Rendering pages before readers ask: at the start, and after each change."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from itertools import chain

from articles.serving.journal import journal
from articles.serving.keys import Key
from articles.serving.pool import Pool
from articles.serving.store import Store
from articles.serving.watcher import Watcher

_FIRST = 200  # pages made again at once after a change; the others wait for quiet


class Warming:
    """Warms the store in one thread of its own, so at most one page at a time.

    `prepare` is called first in each run; `paths` lists every address of the site,
    `keys` says what they are kept under, `render` keeps one page. A run stops when the store is full, the database goes
    away or another version comes; the next version, or the return, begins anew.
    """

    def __init__(
        self,
        *,
        store: Store,
        watcher: Watcher,
        prepare: Callable[[], object],
        paths: Callable[[], Iterable[str]],
        keys: Callable[[str], list[Key]],
        render: Callable[[Key], object],
        quiet: float = 3.0,
    ) -> None:
        self._store, self._watcher = store, watcher
        self._prepare = prepare
        self._paths, self._keys, self._render = paths, keys, render
        self._quiet = quiet
        self._pool = Pool("warming", 1)
        self._newer = threading.Event()
        self.warm = False
        self.over = False

    @property
    def stored(self) -> int:
        """How many pages the store holds now."""
        return len(self._store.pages)

    def prepare(self) -> Future[object]:
        """Only the preparation; for a start without a database."""
        return self._pool.submit(self._prepare)

    def warm_all(self) -> Future[None]:
        """Every page, now."""
        return self._begin([], 0.0)

    def warm_again(self, most_read: list[Key]) -> Future[None]:
        """The most read pages now, all others once no version came for a while."""
        return self._begin(most_read[:_FIRST], self._quiet)

    def _begin(self, first: list[Key], quiet: float) -> Future[None]:
        self.warm = False
        self._newer.set()  # ends the run before this one
        newer = self._newer = threading.Event()
        return self._pool.submit(lambda: self._run(first, quiet, newer))

    def _run(self, first: list[Key], quiet: float, newer: threading.Event) -> None:
        began = time.monotonic()
        generation = self._store.generation
        try:
            self._prepare()
            for key in chain(first, self._others(quiet, newer)):
                if newer.is_set() or self._watcher.away or self._store.is_full():
                    break
                self._render(key)
        except Exception as error:
            journal.problem("warm_up_failed", cause=type(error).__name__)
        else:
            self._finished(began, newer)
        finally:
            self.over = self.over or generation is not None

    def _others(self, quiet: float, newer: threading.Event) -> Iterator[Key]:
        if not newer.wait(quiet):
            for path in self._paths():
                yield from self._keys(path)

    def _finished(self, began: float, newer: threading.Event) -> None:
        if newer.is_set() or self._watcher.away:
            return
        self.warm = True
        took = f"{time.monotonic() - began:.1f}s"
        journal.note("warm", pages=len(self._store.pages), took=took)
