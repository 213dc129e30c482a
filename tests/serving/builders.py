"""A door with a fake Django behind it and a version that tests set by hand."""

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from typing import Any

from django.core.wsgi import get_wsgi_application

from articles.serving import source, wiring
from articles.serving.assembly import Limits, Site, assemble
from articles.serving.door import Door, Parts, Rooms
from articles.serving.inner import FAILED
from articles.serving.keys import Addresses, starts
from articles.serving.store import Generation
from articles.serving.unavailable import Notices
from articles.serving.watcher import Rhythm
from articles.views.paths import every_path

HTML = [("Content-Type", "text/html; charset=utf-8")]
KEEP = [*HTML, ("X-Page-Store", "keep"), ("Cache-Control", "public, max-age=0")]
CODES = ("fr", "nb", "es")
ORIGIN = "https://legs.example"


@dataclass
class Answer:
    """What came out of the door."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def code(self) -> int:
        return int(self.status[:3])

    def __getitem__(self, name: str) -> str | None:
        return {k.lower(): v for k, v in self.headers}.get(name.lower())


@dataclass
class FakeDjango:
    """Answers each GET with a page that names its path and version.

    `special` maps a path to (status, headers, body). `failing` is a database that
    refuses, `gate` one that hangs until it is set.
    """

    special: dict[str, tuple[str, list[tuple[str, str]], bytes]] = field(
        default_factory=dict
    )
    number: int = 1
    seen: list[dict[str, Any]] = field(default_factory=list)
    failing: bool = False
    gate: threading.Event | None = None
    entered: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    closed: int = 0

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        self.seen.append(environ)
        self.entered.release()
        if self.gate is not None:
            self.gate.wait(5)
        if self.failing:
            environ[FAILED] = "OperationalError"
            start_response("500 Internal Server Error", HTML)
            return _Parts([b"broken"], self)
        status, headers, body = self.special.get(
            environ["PATH_INFO"], ("200 OK", KEEP, self.page(environ))
        )
        start_response(status, list(headers))
        return _Parts([body], self)

    def page(self, environ: dict[str, Any]) -> bytes:
        query = environ["QUERY_STRING"]
        text = f"<h1>{environ['PATH_INFO']}?{query} v{self.number}</h1>"
        return (text + "<p>calm legs</p>" * 200).encode()

    def asked_for(self, path: str) -> int:
        return sum(environ["PATH_INFO"] == path for environ in self.seen)


class _Parts(list[bytes]):
    def __init__(self, parts: Iterable[bytes], django: FakeDjango) -> None:
        super().__init__(parts)
        self._django = django

    def close(self) -> None:
        self._django.closed += 1


@dataclass
class House:
    """A door and all that tests turn: the version, the day, the database."""

    django: FakeDjango = field(default_factory=FakeDjango)
    paths: tuple[str, ...] = ()
    budget: int = 4_000_000
    quiet: float = 0.0
    doubt: float = 0.15
    patience: float = 0.05
    places: int = 8
    threads: int = 4
    rooms: Rooms = field(
        default_factory=lambda: Rooms(
            offline=("/fr/recherche/",), is_static=lambda p: p == "/static/a.css"
        )
    )
    proxy: tuple[str, str] | None = None
    hosts: tuple[str, ...] = ("legs.example", "other.example", ".wild.example")
    number: int = 1
    day: date = date(2026, 3, 1)
    broken: bool = False
    hanging: threading.Event | None = None

    def __post_init__(self) -> None:
        self.notices = Notices(
            CODES,
            readers=lambda code: f"<h1>closed {code} 112</h1>",
            desk=lambda code: f"<h1>not saved {code}</h1>",
            headers=[("X-Frame-Options", "DENY")],
        )
        self.parts: Parts = assemble(self.django, self._site())
        self.door = Door(self.parts)

    def _site(self) -> Site:
        return Site(
            build="build",
            addresses=Addresses(
                ORIGIN, self.hosts, ("country", "page", "print"), CODES, proxy=self.proxy
            ),
            notices=self.notices,
            read=self._read,
            today=lambda: self.day,
            prepare=self.notices.refresh,
            paths=lambda: self.paths,
            rooms=self.rooms,
            limits=Limits(
                budget=self.budget, quiet=self.quiet, doubt=self.doubt,
                places=self.places, threads=self.threads, reading=3.0, desk=3.0,
            ),
            rhythm=Rhythm(every=0.02, patience=self.patience, first=0.5),
        )  # fmt: skip

    def _read(self) -> int:
        if self.hanging is not None:
            self.hanging.wait(5)
        if self.broken:
            raise ConnectionError
        return self.number

    def publish(self) -> None:
        """A new version, seen by the watcher and warmed."""
        self.number += 1
        self.django.number = self.number
        self.poll()

    def poll(self) -> None:
        """What the watcher's thread does each half second, now, with its warming."""
        self.parts.watcher.poll()
        self.settle()

    def settle(self) -> None:
        self.parts.warming._pool.submit(lambda: None).result(5)

    def lose(self) -> None:
        """The database refuses, and the watcher knows."""
        self.broken = self.django.failing = True
        self.parts.watcher.poll()

    def find(self) -> None:
        self.broken = self.django.failing = False
        self.poll()

    def get(self, address: str, method: str = "GET", **headers: str) -> Answer:
        return ask(self.door, address, method, **headers)


def opened(**kwargs: Any) -> House:
    """A house whose watcher has seen the first version."""
    house = House(**kwargs)
    house.poll()
    return house


def ask(app: Any, address: str, method: str = "GET", **headers: str) -> Answer:
    """One request; header names as in `HTTP_ACCEPT_ENCODING` without the HTTP_."""
    path, _, query = address.partition("?")
    environ: dict[str, Any] = {
        "REQUEST_METHOD": method,
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "legs.example",
        "SERVER_PORT": "8443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "legs.example",
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(),
    }
    environ |= {f"HTTP_{name}": value for name, value in headers.items()}
    started: list[tuple[str, list[tuple[str, str]]]] = []
    parts = app(
        environ, lambda status, given, exc=None: started.append((status, given))
    )
    body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    ((status, given),) = started
    return Answer(status, given, body)


def at_once(count: int, call: Callable[[int], Any]) -> list[Any]:
    """The call made in so many threads that begin together."""
    results: list[Any] = [None] * count
    barrier = threading.Barrier(count)

    def run(place: int) -> None:
        barrier.wait(5)
        results[place] = call(place)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    return results


def until(condition: Callable[[], Any], seconds: float = 5.0) -> None:
    """Wait for another thread to bring something about."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "It did not come about."
        time.sleep(0.002)


def real_door() -> tuple[Parts, Door]:
    """A door before Django, whose pages are rendered in this thread."""
    parts = assemble(get_wsgi_application(), wiring.site())
    render_here(parts)
    parts.store.reset(Generation("build", source.read_version(), date(2026, 3, 1)))
    parts.watcher.away = False
    return parts, Door(parts)


def kept_paths(parts: Parts) -> list[str]:
    """Every address but those that need no database and are asked for each time."""
    offline = parts.rooms.offline
    return [path for path in every_path() if not starts(path, offline)]


def render_here(parts: Parts) -> None:
    """Let Django run in this thread, where a test has its database connection."""

    def submit(call: Callable[[], Any]) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(call())
        return future

    parts.renderer._pool.submit = submit  # type: ignore[method-assign]
