"""Searches that found nothing: counted in memory, kept as numbers a day.

A query asked once or twice could point to one person, so only what was asked three
times is ever shown, and what looks like a name card is not counted at all.
"""

import logging
import re
import threading
from collections import Counter
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import F, QuerySet, Sum
from django.utils import timezone

from articles.models.unanswered_search import UnansweredSearch

logger = logging.getLogger("articles.unanswered")

FLUSH_AT = 50
MOST = 500
"""Different queries that wait in memory; more of them are a flood and not counted."""
_PERSONAL = re.compile(r"@|(?:\d[\s.-]?){6}|://")


class Waiting:
    """Counts of this process that are not in the database yet."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def add(self, language: str, query: str) -> None:
        """Count one more, and see to it that what waits is written."""
        key = (language, query)
        with self._lock:
            if key in self._counts or len(self._counts) < MOST:
                self._counts[key] += 1
            self._wake(soon=self._counts.total() == FLUSH_AT)

    def _wake(self, *, soon: bool = False) -> None:
        """Have another thread write: whoever searches never waits for the database."""
        seconds = settings.UNANSWERED_FLUSH_SECONDS
        if not seconds or (self._timer and not soon):
            return
        if self._timer:
            self._timer.cancel()
        self._timer = threading.Timer(0 if soon else seconds, _flush_in_thread)
        self._timer.daemon = True
        self._timer.start()

    def take(self) -> Counter[tuple[str, str]]:
        """All that waits; nothing waits any more."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            return counts

    def give_back(self, counts: Counter[tuple[str, str]]) -> None:
        with self._lock:
            for key, count in counts.most_common(MOST - len(self._counts)):
                self._counts[key] += count
            self._wake()


_waiting = Waiting()


def note(language: str, query: str) -> None:
    """Count a search that found nothing; touches no database."""
    query = " ".join(query.replace("\x00", " ").casefold().split())
    query = query[: UnansweredSearch.LONGEST].strip()
    if not query or not query.isprintable() or _PERSONAL.search(query):
        return
    _waiting.add(language, query)


def flush() -> None:
    """Write down what waits; while the database is away it goes on waiting."""
    counts = _waiting.take()
    day = timezone.localdate()
    for (language, query), count in list(counts.items()):
        try:
            row, _made = UnansweredSearch.objects.get_or_create(
                language=language, query=query, day=day
            )
            UnansweredSearch.objects.filter(pk=row.pk).update(count=F("count") + count)
        except DatabaseError:
            logger.warning("Searches without an answer wait for the database.")
            _waiting.give_back(counts)
            return
        del counts[language, query]


def _flush_in_thread() -> None:
    try:
        flush()
    finally:
        connection.close()  # the thread ends here, and nobody else would close it


def shown() -> QuerySet[UnansweredSearch, Any]:
    """`{"language", "query", "times"}` of what was asked often enough, most first."""
    return (
        UnansweredSearch.objects.values("language", "query")
        .annotate(times=Sum("count"))
        .filter(times__gte=UnansweredSearch.SHOWN_FROM)
        .order_by("-times", "language", "query")
    )
