"""The indexes of this process, kept at the site version.

Behind the page store a watcher calls `follow` with each new version, and the index
is brought up to it in a thread of its own; queries then need no database. Without
a watcher (tests, runserver) each search looks whether the version has changed.
"""

import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from articles.models.record import language_codes
from articles.searching.engine import Engine
from articles.searching.pages import (
    Version,
    changed_since,
    read_pages,
    read_version,
)

logger = logging.getLogger("articles.searching")

WHOLE = 300
"""Pages of a language up to which it is indexed anew after each change (0.1 s).

Above, only the changed pages are replaced; new compounds are then split from the
next start on.
"""
_RETRY = 5.0  # seconds between attempts to build what failed


@dataclass(frozen=True)
class Library:
    """What can be searched: one engine a language, at one site version."""

    version: Version
    engines: Mapping[str, Engine]


@dataclass
class _State:
    library: Library | None = None
    is_followed: bool = False
    wanted: int = -1
    thread: threading.Thread | None = None
    failed_at: float = -_RETRY


_state = _State()
_building = threading.Lock()
_starting = threading.Lock()


def current(language: str) -> Engine | None:
    """The index of a language; None if it could not be built yet."""
    here = library()
    return here.engines.get(language) if here else None


def library() -> Library | None:
    """All that can be searched now; None if it could not be built yet."""
    if not _state.is_followed:
        _try_refresh()
    elif _state.library is None:
        _start()
    return _state.library


def follow(number: int) -> None:
    """A watcher has seen this site version: bring the index to it, in a thread.

    Called with each look at the version; what failed is tried again, but not at once.
    """
    if number != _state.wanted:
        _state.failed_at = -_RETRY
    _state.is_followed, _state.wanted = True, number
    if _is_behind():
        _start()


def refresh() -> None:
    """Bring the index to the site version now; raises what the database raises."""
    with _building:
        before = _state.library
        now = read_version(before.version if before else Version())
        if before is None:
            _state.library = Library(now, _whole(now))
        elif now.number != before.version.number:
            _state.library = Library(now, _renewed(before, now))


def forget() -> None:
    """Start as a new process does (tests)."""
    global _state
    _state = _State()


def _whole(now: Version) -> dict[str, Engine]:
    return {language: _build(language, now) for language in language_codes()}


def _build(language: str, now: Version) -> Engine:
    return Engine(language, read_pages(language, now), now.terms(language))


def _renewed(before: Library, now: Version) -> dict[str, Engine]:
    """The engines of the new version; those of languages that did not change stay."""
    changed = changed_since(before.version, now)
    is_reworded = now.reference_id != before.version.reference_id
    engines = {}
    for language in language_codes():
        engine = before.engines.get(language)
        articles = changed.get(language, set())
        if engine is None or ((articles or is_reworded) and engine.size <= WHOLE):
            engine = _build(language, now)
        elif articles or is_reworded:
            engine.replace(articles, read_pages(language, now, articles))
            engine.learn(now.terms(language))
        engines[language] = engine
    return engines


def _try_refresh() -> bool:
    """Whether the index is at the newest version; a failure is told to the log."""
    try:
        refresh()
    except Exception as error:
        logger.warning("event=search_index_behind cause=%s", type(error).__name__)
        return False
    return True


def _start() -> None:
    """Begin to catch up, unless a thread is at it or has just failed."""
    with _starting:
        is_at_it = _state.thread is not None and _state.thread.is_alive()
        if is_at_it or time.monotonic() - _state.failed_at < _RETRY:
            return
        _state.thread = threading.Thread(
            target=_catch_up, name="search-index", daemon=True
        )
        _state.thread.start()


def _catch_up() -> None:
    try:
        while _is_behind():
            if not _try_refresh():
                _state.failed_at = time.monotonic()
                return
    finally:
        connection.close()


def _is_behind() -> bool:
    here = _state.library
    return here is None or here.version.number < _state.wanted
