"""The parts put together from the settings. Import it once Django is set up."""

import time
from collections.abc import Iterable
from wsgiref.types import WSGIApplication

from csp.utils import build_policy
from django.conf import settings
from django.core.signals import got_request_exception
from django.utils import timezone
from django.utils.module_loading import import_string

from articles.serving import source
from articles.serving.desk import Desk
from articles.serving.door import Door, Parts, Rooms
from articles.serving.journal import journal
from articles.serving.keys import Addresses
from articles.serving.pages import Headers
from articles.serving.patience import Patience
from articles.serving.rendering import Renderer
from articles.serving.store import Generation, Store
from articles.serving.unavailable import Notices, PageMaker
from articles.serving.warming import Warming
from articles.serving.watcher import Watcher

_THREADS = 4
_PLACES = 8


def in_front_of(inner: WSGIApplication) -> WSGIApplication:
    """The application a server runs: warmed and watching, if the settings say so.

    Called in each worker when it imports `wsgi.py`, before it takes traffic.
    """
    if not settings.PAGE_STORE:
        return inner
    parts = make_parts(inner)
    got_request_exception.connect(source.note_failure)
    open_door(parts, settings.PAGE_STORE_WARM_SECONDS)
    return Door(parts)


def open_door(parts: Parts, seconds: float) -> None:
    """Learn the version and warm the store, for at most so many seconds."""
    until = time.monotonic() + seconds
    watcher = parts.watcher
    watcher.start()
    while not parts.warming.over and time.monotonic() < until:
        if watcher.away and watcher.has_failed:
            parts.warming.prepare()
            return
        time.sleep(0.02)


def make_parts(inner: WSGIApplication) -> Parts:
    """Everything, not yet started."""
    addresses = _addresses()
    notices = _notices(addresses.codes)
    store = Store(settings.PAGE_STORE_BYTES)
    renderer = Renderer(inner, store, _THREADS, addresses.proxy)
    watcher = Watcher(
        build=settings.BUILD,
        read=source.read_version,
        today=timezone.localdate,
        changed=lambda generation: _changed(generation, store, warming),
        returned=lambda: _returned(store, warming),
    )
    warming = Warming(
        store=store,
        watcher=watcher,
        prepare=lambda: _prepare(notices),
        paths=_paths,
        keys=addresses.keys,
        render=renderer.render,
    )
    return Parts(
        inner=inner,
        addresses=addresses,
        store=store,
        watcher=watcher,
        warming=warming,
        renderer=renderer,
        notices=notices,
        patience=Patience(watcher, _PLACES),
        offline=Patience(watcher, _PLACES),
        desk=Desk(inner, watcher, Patience(watcher, _PLACES)),
        rooms=_rooms(),
    )


def _changed(generation: Generation, store: Store, warming: Warming) -> None:
    first = store.generation is None
    store.reset(generation)
    journal.note("version", number=generation.version)
    if first:
        warming.warm_all()
    else:
        warming.warm_again(store.most_read(1000))


def _returned(store: Store, warming: Warming) -> None:
    if not warming.warm:
        warming.warm_again(store.most_read(1000))


def _prepare(notices: Notices) -> None:
    with source.no_connection_left():
        notices.refresh()


def _paths() -> Iterable[str]:
    return source.listed(import_string(settings.PAGE_STORE_PATHS))


def _rooms() -> Rooms:
    return Rooms(
        desk=settings.PAGE_STORE_DESK,
        static=(settings.STATIC_URL,),
        offline=settings.PAGE_STORE_OFFLINE,
    )


def _addresses() -> Addresses:
    return Addresses(
        origin=settings.SITE_ORIGIN,
        hosts=tuple(settings.ALLOWED_HOSTS),
        parameters=settings.READER_PARAMETERS,
        codes=tuple(code for code, _ in settings.LANGUAGES),
        proxy=settings.SECURE_PROXY_SSL_HEADER,
    )


def _notices(codes: tuple[str, ...]) -> Notices:
    return Notices(
        codes,
        readers=_page(settings.PAGE_STORE_UNAVAILABLE),
        desk=_page(settings.PAGE_STORE_DESK_UNAVAILABLE),
        headers=_security_headers(),
    )


def _page(name: str) -> PageMaker:
    return lambda language: str(import_string(name)(language))


def _security_headers() -> Headers:
    """Django's middleware does not see these answers; its settings hold for them."""
    headers = [
        ("Content-Security-Policy", build_policy()),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", settings.X_FRAME_OPTIONS),
        ("Referrer-Policy", settings.SECURE_REFERRER_POLICY),
    ]
    if settings.SECURE_HSTS_SECONDS:
        value = f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
        headers.append(("Strict-Transport-Security", value))
    return headers
