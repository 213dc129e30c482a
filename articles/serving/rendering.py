"""Misses: a page is rendered once, from a pure request, and kept if it may be."""

from concurrent.futures import Future
from wsgiref.types import WSGIApplication, WSGIEnvironment

from articles.serving.inner import collect, is_final, may_be_kept, pure_request
from articles.serving.keys import Key
from articles.serving.pages import Page, Response
from articles.serving.pool import Flights, Pool
from articles.serving.store import Generation, Store

_MOST_PASSES = 2000
_LONGEST_WAIT = 60.0  # seconds that the warming waits for one page


Rendered = Page | Response
"""What came of a pure request: a Page if it may be shown to all who ask."""


class Renderer:
    """Asks the inner application in a few threads."""

    def __init__(
        self,
        inner: WSGIApplication,
        store: Store,
        threads: int,
        proxy: tuple[str, str] | None = None,
    ) -> None:
        self._inner, self._store, self._proxy = inner, store, proxy
        self._pool = Pool("render", threads)
        self._flights = Flights(self._pool)
        self._passes: tuple[Generation | None, set[Key]] = (None, set())

    def begin(self, key: Key) -> Future[Rendered]:
        """Render a page, or join those who wait for it in this generation."""
        generation = self._store.generation
        return self._flights.join(
            (generation, key), lambda: self._rendered(key, generation)
        )

    def render(self, key: Key) -> None:
        """Keep a page unless it is kept already; for the warming."""
        if key not in self._store.pages:
            self.begin(key).result(_LONGEST_WAIT)

    def submit(self, environ: WSGIEnvironment) -> Future[Response]:
        """The answer to the reader's own request."""
        return self._pool.submit(lambda: collect(self._inner, environ))

    def passes(self, key: Key) -> bool:
        """Whether it is known, in this generation, that Django wants all requests."""
        generation, keys = self._passes
        return key in keys and generation == self._store.generation

    def _rendered(self, key: Key, generation: Generation | None) -> Rendered:
        page = self._store.pages.get(key)
        if page is not None and generation == self._store.generation:
            return page  # kept by a flight that landed since the reader looked
        response = collect(self._inner, pure_request(key, self._proxy))
        if may_be_kept(response, key):
            page = Page(response)
            self._store.put(key, page, generation)
            return page
        if not is_final(response) and response.code < 500:
            self._pass(key, generation)
        return response

    def _pass(self, key: Key, generation: Generation | None) -> None:
        known, keys = self._passes
        if known != generation or len(keys) >= _MOST_PASSES:
            keys = set()
            self._passes = (generation, keys)
        keys.add(key)
