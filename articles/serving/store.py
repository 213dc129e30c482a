"""The pages of one generation, bounded in bytes, least recently used out first."""

import heapq
import itertools
import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from articles.serving.keys import Key
from articles.serving.pages import Answer, Page

_VARIANTS_OF_A_PATH = 100
_REMEMBERED_READS = 1000


@dataclass(frozen=True, slots=True)
class Generation:
    """What a page is true for: build, site version and local date."""

    build: str
    version: int
    day: date


class Store:
    """Pages by key. Reading takes no lock: a dictionary is replaced, never emptied.

    `budget` counts bytes of packed bodies with an allowance for the objects
    around them. A path keeps at most a hundred variants by parameters, so that
    made-up values of a known parameter cannot push out the library.
    """

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._lock = threading.Lock()
        self._clock = itertools.count(1)
        self._reads: dict[Key, float] = {}
        self._variants: Counter[str] = Counter()
        self.generation: Generation | None = None
        self.pages: dict[Key, Page] = {}
        self.size = 0

    def used(self, page: Page) -> None:
        """Count a hit. Not locked: a count lost between threads does no harm."""
        page.used = next(self._clock)
        page.hits += 1

    def put(self, key: Key, page: Page, generation: Generation | None) -> bool:
        """Keep a page made in this generation; False if it is over or has no room."""
        with self._lock:
            if generation is None or generation != self.generation:
                return False
            if page.size > self._budget // 4 or self._too_many_variants(key):
                return False
            self._forget(key)
            page.used = next(self._clock)
            self.pages[key] = page
            self.size += page.size
            if key.query:
                self._variants[key.path] += 1
            self._make_room(key)
            return True

    def answer(self, key: Key, page: Page, coding: str) -> Answer:
        """A page in a coding that it is not kept in. Gzip is kept from now on."""
        made = page.make(coding)
        if coding == "gzip":
            with self._lock:
                if coding not in page.answers:
                    page.answers[coding] = made
                    page.size += len(made.body)
                    if self.pages.get(key) is page:
                        self.size += len(made.body)
                        self._make_room(key)
        return made

    def reset(self, generation: Generation) -> None:
        """Drop everything; from now on pages of this generation are kept."""
        with self._lock:
            earlier = {key: count / 2 for key, count in self._reads.items()}
            self._reads = self._counted(earlier)
            self.generation = generation
            self.pages = {}
            self._variants.clear()
            self.size = 0

    def most_read(self, limit: int) -> list[Key]:
        """The keys read most, those of earlier generations included."""
        with self._lock:
            reads = self._counted(self._reads)
        return [key for key in _highest(reads, limit) if reads[key]]

    def is_full(self) -> bool:
        """Whether one page more would probably push one out."""
        return self.size >= self._budget * 0.9

    def _counted(self, earlier: dict[Key, float]) -> dict[Key, float]:
        """Reads by key; a change of generation halves those before it."""
        counts = dict(earlier)
        for key, page in self.pages.items():
            counts[key] = counts.get(key, 0) + page.hits
        return {key: counts[key] for key in _highest(counts, _REMEMBERED_READS)}

    def _too_many_variants(self, key: Key) -> bool:
        full = self._variants[key.path] >= _VARIANTS_OF_A_PATH if key.query else False
        return full and key not in self.pages

    def _make_room(self, newest: Key) -> None:
        """Down to 95 % at once, so that a full store does not sort at each page."""
        if self.size <= self._budget:
            return
        for key in self._oldest():
            if self.size <= self._budget * 0.95:
                return
            if key != newest:
                self._forget(key)

    def _oldest(self) -> Iterable[Key]:
        return sorted(self.pages, key=lambda key: self.pages[key].used)

    def _forget(self, key: Key) -> None:
        page = self.pages.pop(key, None)
        if page is not None:
            self.size -= page.size
            if key.query:
                self._variants[key.path] -= 1


def _highest(counts: dict[Key, float], limit: int) -> list[Key]:
    return heapq.nlargest(limit, counts, key=lambda key: counts[key])
