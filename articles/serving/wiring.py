"""The page store as the settings want it. Import it once Django is set up."""

import logging
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from wsgiref.types import WSGIApplication

from csp.utils import build_policy
from django.conf import settings
from django.core.signals import got_request_exception
from django.utils import timezone
from django.utils.module_loading import import_string

from articles.serving import source
from articles.serving.assembly import Limits, Site, assemble, open_door
from articles.serving.copy import Copy
from articles.serving.door import Door, Rooms, no_copy
from articles.serving.keys import Addresses, Key
from articles.serving.pages import Headers, Page
from articles.serving.unavailable import Notices, PageMaker

_SWITCH = 0.0005
"""Seconds after which a busy thread lets others on; Python's own 5 ms would make
hits wait that long behind each page that is being rendered."""


def in_front_of(inner: WSGIApplication) -> WSGIApplication:
    """The application a server runs: warmed and watching, if the settings say so.

    Called in each worker when it imports `wsgi.py`, before it takes traffic.
    """
    if not settings.PAGE_STORE:
        return inner
    sys.setswitchinterval(_SWITCH)
    parts = assemble(inner, site())
    got_request_exception.connect(source.note_failure)
    logging.getLogger("django.request").addFilter(source.is_news)
    open_door(parts, settings.PAGE_STORE_WARM_SECONDS)
    return Door(parts)


def site() -> Site:
    """What the settings say about this site."""
    codes = tuple(code for code, _ in settings.LANGUAGES)
    notices = _notices(codes)
    return Site(
        build=settings.BUILD,
        addresses=_addresses(codes),
        notices=notices,
        read=_followed(source.read_version),
        today=timezone.localdate,
        prepare=lambda: _prepare(notices),
        paths=_paths,
        copy=_copy(codes),
        rooms=Rooms(
            desk=settings.PAGE_STORE_DESK,
            offline=tuple(import_string(settings.PAGE_STORE_OFFLINE)()),
            is_static=_is_static,
        ),
        limits=Limits(budget=settings.PAGE_STORE_BYTES),
    )


def _copy(codes: tuple[str, ...]) -> Callable[[Key], Page | None]:
    if not settings.EXPORTED_SITE:
        return no_copy
    return Copy(Path(settings.EXPORTED_SITE), codes)


def _followed(read: Callable[[], int]) -> Callable[[], int]:
    """`read`, telling each version that it sees to those who keep up with it."""
    followers = [import_string(name) for name in settings.PAGE_STORE_FOLLOWERS]

    def read_and_tell() -> int:
        number = read()
        for follow in followers:
            follow(number)
        return number

    return read_and_tell


def _addresses(codes: tuple[str, ...]) -> Addresses:
    return Addresses(
        origin=settings.SITE_ORIGIN,
        hosts=tuple(settings.ALLOWED_HOSTS),
        parameters=settings.READER_PARAMETERS,
        codes=codes,
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


def _is_static(path: str) -> bool:
    """Whether WhiteNoise has this file. One that is missing is an ordinary 404."""
    if not path.startswith(settings.STATIC_URL) or ".." in path:
        return False
    name = path.removeprefix(settings.STATIC_URL)
    return os.path.isfile(os.path.join(settings.STATIC_ROOT, name))


def _prepare(notices: Notices) -> None:
    with source.no_connection_left():
        notices.refresh()


def _paths() -> Iterable[str]:
    return source.listed(import_string(settings.PAGE_STORE_PATHS))


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
