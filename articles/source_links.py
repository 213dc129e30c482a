"""Whether the addresses of sources still answer: asked politely, by a command."""

import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator

from django.db.models import QuerySet
from django.utils import timezone

from articles.models import Source, SourceCheck

PAUSE = 1.0
"""Seconds between two questions."""
TIMEOUT = 15
"""Seconds to wait for an answer."""
AGENT = "calm-legs-source-check"

Ask = Callable[[str], tuple[bool, str]]


def check_sources(
    ask: Ask | None = None, pause: float = PAUSE
) -> Iterator[tuple[Source, SourceCheck]]:
    """Ask every source with an address, one after the other."""
    for source in Source.objects.exclude(url="", doi="").order_by("key"):
        good, status = (ask or answer_of)(address_of(source))
        yield source, _note(source, good, status)
        time.sleep(pause)


def address_of(source: Source) -> str:
    return f"https://doi.org/{source.doi}" if source.doi else source.url


def answer_of(address: str) -> tuple[bool, str]:
    """Whether an address answers, and its status in words.

    A site that refuses programs (401, 403, 405, 429) is there all the same.
    """
    if not address.startswith("https://"):
        return False, "no https address"
    request = urllib.request.Request(  # noqa: S310 https, checked above
        address, method="HEAD", headers={"User-Agent": AGENT}
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            return True, str(answer.status)
    except urllib.error.HTTPError as error:
        return error.code in (401, 403, 405, 429), str(error.code)
    except (OSError, ValueError) as error:
        return False, type(error).__name__


def broken() -> QuerySet[SourceCheck]:
    """Sources that failed at least twice in a row."""
    return SourceCheck.objects.filter(
        failures__gte=SourceCheck.SHOWN_FROM
    ).select_related("source")


def _note(source: Source, good: bool, status: str) -> SourceCheck:
    now = timezone.now()
    row = SourceCheck.objects.filter(source=source).first() or SourceCheck(
        source=source
    )
    row.checked_at, row.status = now, status
    row.failing_since = None if good else row.failing_since or now
    row.failures = 0 if good else row.failures + 1
    row.save()
    return row
