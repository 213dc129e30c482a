"""What readers say of a page: counted or kept, without a trace of who said it."""

import datetime
import threading
import unicodedata

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models.edition import Edition
from articles.models.reader_comment import ReaderComment
from articles.models.reader_vote import ReaderVote


class FloodError(Exception):
    """More came in than people write: nothing was kept."""


class Meter:
    """Counts what came in to this process, by minute and by day, and never from whom."""

    def __init__(self, *, minute: int, day: int) -> None:
        self._limits = {"minute": minute, "day": day}
        self._lock = threading.Lock()
        self.empty()

    def empty(self) -> None:
        self._counts: dict[str, tuple[datetime.datetime, int]] = {}

    def take(self, now: datetime.datetime) -> None:
        """Count one more; FloodError when a limit is reached."""
        minute = now.replace(second=0, microsecond=0)
        starts = {"minute": minute, "day": minute.replace(hour=0, minute=0)}
        with self._lock:
            counts = {
                name: self._since(name, start) + 1 for name, start in starts.items()
            }
            if any(counts[name] > limit for name, limit in self._limits.items()):
                raise FloodError
            self._counts = {name: (starts[name], counts[name]) for name in starts}

    def _since(self, name: str, start: datetime.datetime) -> int:
        began, count = self._counts.get(name, (start, 0))
        return count if began == start else 0


votes = Meter(minute=120, day=10_000)
comments = Meter(minute=20, day=500)


def vote(*, edition: Edition, number: int, helpful: bool) -> ReaderVote:
    """Count a yes or a no to edition `number` of the page that `edition` is live on."""
    now = timezone.localtime()
    votes.take(now)
    return ReaderVote.objects.create(
        article=edition.article,
        language=edition.language,
        edition=_read(edition, number),
        helpful=helpful,
        day=now.date(),
    )


def comment(*, edition: Edition, number: int, kind: str, text: str) -> ReaderComment:
    """Keep a remark or the report of an error.

    ValidationError says in the reader's language what is wrong with the text.
    """
    text = _clean(text)
    if not text:
        raise ValidationError(_("Write something first."))
    if len(text) > ReaderComment.LONGEST:
        raise ValidationError(
            _("Your text is too long: %(length)s characters. At most %(most)s fit.")
            % {"length": len(text), "most": ReaderComment.LONGEST}
        )
    now = timezone.localtime()
    comments.take(now)
    return ReaderComment.objects.create(
        article=edition.article,
        language=edition.language,
        edition=_read(edition, number),
        kind=kind if kind in ReaderComment.Kind.values else ReaderComment.Kind.COMMENT,
        text=text,
        day=now.date(),
    )


def _read(edition: Edition, number: int) -> int:
    """The edition a reader had in front of them; one that never was is the live one."""
    return number if 1 <= number <= edition.number else edition.number


def _clean(text: str) -> str:
    """The text without what cannot be seen; a line end is one character."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    seen = (
        each
        for each in text
        if each == "\n" or unicodedata.category(each) not in ("Cc", "Cs", "Cf")
    )
    return "".join(seen).strip()
