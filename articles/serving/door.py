"""The door: the WSGI application that readers meet before Django."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from articles.serving import health
from articles.serving.desk import Desk
from articles.serving.encodings import choose
from articles.serving.inner import collect, is_final
from articles.serving.keys import Addresses, Asked, Key, language_of, starts
from articles.serving.pages import Headers, Page, Response, matches, without_mark
from articles.serving.patience import Patience, UnavailableError
from articles.serving.pool import Pool
from articles.serving.rendering import Rendered, Renderer
from articles.serving.store import Store
from articles.serving.unavailable import Notices
from articles.serving.warming import Warming
from articles.serving.watcher import Watcher

AGE = "X-Site-Version-Age"
_READS = frozenset({"GET", "HEAD"})


def no_static(path: str) -> bool:
    """Whether a path is a file that Django serves as it is: there are none."""
    return False


@dataclass(frozen=True)
class Rooms:
    """Path prefixes that are not ordinary readers' pages.

    `desk` writes; a path that `is_static` needs no database and is streamed;
    `offline` are readers' paths, such as search, that answer while the database is
    away.
    """

    desk: tuple[str, ...] = ("/desk/",)
    offline: tuple[str, ...] = ()
    is_static: Callable[[str], bool] = no_static


def no_copy(key: Key) -> Page | None:
    """The place for the last exported copy of the site: there is none."""
    return None


@dataclass(frozen=True)
class Parts:
    """What a door is made of; `copy` finds a page of the exported site."""

    inner: WSGIApplication
    addresses: Addresses
    store: Store
    watcher: Watcher
    warming: Warming
    renderer: Renderer
    notices: Notices
    patience: Patience
    offline: Patience
    desk: Desk
    rooms: Rooms = Rooms()
    copy: Callable[[Key], Page | None] = no_copy


class Door:
    """Answers from the store, or asks Django, or says that it cannot be asked."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._store, self._watcher = parts.store, parts.watcher
        self._proxy = parts.addresses.proxy
        self._scheme = parts.addresses.scheme
        self._offline_pool = Pool("offline", 2)

    def __call__(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if method in _READS:
            # The short way: no parsing, no lock. A key that is spelled in another
            # way is found by _read, a little later.
            key = Key(
                environ["wsgi.url_scheme"]
                if self._proxy is None
                else self._scheme(environ),
                environ.get("HTTP_HOST", ""),
                environ.get("PATH_INFO", ""),
                environ.get("QUERY_STRING", ""),
            )
            page = self._store.pages.get(key)
            if page is not None:
                return self._serve(key, page, environ, start_response)
        return self._route(environ, start_response)

    def _serve(
        self,
        key: Key,
        page: Page,
        environ: WSGIEnvironment,
        start_response: StartResponse,
    ) -> list[bytes]:
        """A page of the store, in the reader's coding, or 304."""
        self._store.used(page)
        coding = choose(environ.get("HTTP_ACCEPT_ENCODING", ""))
        answer = page.answers.get(coding) or self._store.answer(key, page, coding)
        condition = environ.get("HTTP_IF_NONE_MATCH")
        if condition is not None and matches(condition, answer.etag):
            start_response("304 Not Modified", self._dated(answer.unchanged))
            return []
        start_response(page.status, self._dated(answer.headers))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def _dated(self, headers: Headers) -> Headers:
        """A copy; while the database is away it says how old the version is."""
        if self._watcher.away and self._watcher.generation is not None:
            return [*headers, (AGE, str(int(self._watcher.age())))]
        return headers.copy()

    def _route(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        path, rooms = environ.get("PATH_INFO", ""), self._parts.rooms
        reads = environ["REQUEST_METHOD"] in _READS
        if reads and path == health.LIVE:
            return self._send(health.alive(), environ, start_response)
        if reads and path == health.READY:
            ready = health.readiness(self._watcher, self._parts.warming)
            return self._send(ready, environ, start_response)
        if rooms.is_static(path):
            return self._parts.inner(environ, start_response)
        desk = starts(path, rooms.desk)
        try:
            if desk and reads:
                response = self._parts.desk.read(environ)
                return self._relay(response, environ, start_response)
            if not reads:
                return self._parts.desk.write(environ, start_response)
            return self._read(environ, start_response)
        except UnavailableError:
            return self._sorry(environ, start_response, desk=desk)

    def _read(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        if starts(environ.get("PATH_INFO", ""), self._parts.rooms.offline):
            return self._read_offline(environ, start_response)
        asked = self._parts.addresses.asked(environ)
        page = self._store.pages.get(asked.key) if asked else None
        if page is None and asked and self._watcher.away:
            page = self._parts.copy(asked.key)
        if asked and page:
            return self._serve(asked.key, page, environ, start_response)
        if self._watcher.away:
            raise UnavailableError
        if asked is None or self._parts.renderer.passes(asked.key):
            return self._ask_whole(environ, start_response)
        return self._render(asked, environ, start_response)

    def _render(
        self, asked: Asked, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """A miss: one of those who ask for this page renders, all get it."""
        renderer = self._parts.renderer
        rendered: Rendered = self._parts.patience.wait(
            lambda: renderer.begin(asked.key)
        )
        if isinstance(rendered, Page):
            return self._serve(asked.key, rendered, environ, start_response)
        final = is_final(rendered) and asked.whole and _is_nobody(environ)
        if final or rendered.failed:
            return self._relay(rendered, environ, start_response)
        return self._ask_whole(environ, start_response)

    def _ask_whole(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Django gets the reader's own request; its answer is never kept."""
        response = self._parts.patience.wait(
            lambda: self._parts.renderer.submit(environ)
        )
        return self._relay(response, environ, start_response)

    def _read_offline(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Threads of its own, so that pages that hang do not hold it up."""

        def begin() -> Future[Response]:
            return self._offline_pool.submit(
                lambda: collect(self._parts.inner, environ)
            )

        response = self._parts.offline.wait(begin)
        return self._relay(response, environ, start_response)

    def _relay(
        self,
        response: Response,
        environ: WSGIEnvironment,
        start_response: StartResponse,
    ) -> list[bytes]:
        if response.failed:
            self._watcher.nudge()
            raise UnavailableError
        return self._send(response, environ, start_response)

    def _send(
        self,
        response: Response,
        environ: WSGIEnvironment,
        start_response: StartResponse,
    ) -> list[bytes]:
        start_response(response.status, self._dated(without_mark(response.headers)))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [response.body]

    def _sorry(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        *,
        desk: bool,
    ) -> list[bytes]:
        notices = self._parts.notices
        language = language_of(environ, self._parts.addresses.codes)
        said = (notices.desk if desk else notices.readers)[language]
        return self._send(said, environ, start_response)


def _is_nobody(environ: WSGIEnvironment) -> bool:
    """Whether nothing in the request says who asks."""
    return "HTTP_COOKIE" not in environ and "HTTP_AUTHORIZATION" not in environ
