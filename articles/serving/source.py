"""The database, as far as this layer knows it."""

import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import InterfaceError, InternalError, OperationalError, connection
from django.http import HttpRequest

from articles import versions
from articles.serving.inner import FAILED
from articles.serving.journal import journal

AWAY = (OperationalError, InternalError, InterfaceError)


def read_version() -> int:
    """The site version as committed; runs in a thread with its own connection.

    The connection stays open between reads and is thrown away after an error.
    """
    try:
        return versions.current().number
    except Exception:
        connection.close()
        raise


def listed(paths: Callable[[], Iterable[str]]) -> Iterator[str]:
    """The addresses to warm; leaves no connection behind in this thread."""
    with no_connection_left():
        yield from paths()


@contextmanager
def no_connection_left() -> Iterator[None]:
    """Close the connection of this thread, which no request ends for it."""
    try:
        yield
    finally:
        connection.close()


def note_failure(sender: object, request: HttpRequest | None = None, **_: Any) -> None:
    """Receiver of `got_request_exception`: tells the door that it was the database.

    InternalError is what a read-only PostgreSQL raises, OperationalError one that
    is stopped, full or locked.
    """
    error = sys.exc_info()[1]
    if request is not None and isinstance(error, AWAY):
        request.META[FAILED] = cause = type(error).__name__
        state = getattr(error.__cause__, "sqlstate", None)
        journal.problem("database_failed", cause=cause, sqlstate=state)


def is_news(record: logging.LogRecord) -> bool:
    """Filter of Django's log: what the operator cannot mend makes no line.

    A database that failed has had its one line above. Pages not found would be a
    flood, and their addresses are what readers looked for.
    """
    error = record.exc_info[1] if record.exc_info else None
    return record.levelno >= logging.ERROR and not isinstance(error, AWAY)
