"""Publishing at a time: planned by a person, carried out by a timer, once."""

import datetime
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk_log import log
from articles.digest import part_digest
from articles.models import Article, DeskEvent, Edition, PlannedPublication
from articles.problems import Problem
from articles.publishing import PublishRefusedError, check_publishable, publish


def plan(
    *,
    article: Article,
    language: str,
    at: datetime.datetime,
    by: User,
    meaning_changed: bool,
    what_changed: str,
    unsigned_reason: str = "",
    safety_critical: bool = False,
) -> PlannedPublication:
    """Plan that this very text goes live at a time.

    Refused like a publication, so that nobody learns at night what is missing;
    a plan already made for this page is replaced.
    """
    if at <= timezone.now():
        raise PublishRefusedError(
            Problem("plan.past", "error", _("This time has passed already."))
        )
    with transaction.atomic():
        check_publishable(
            article=article,
            language=language,
            what_changed=what_changed,
            unsigned_reason=unsigned_reason,
        )
        for earlier in _open(article.key, language):
            _close(earlier, refused_because=_("Replaced by a newer plan."))
        planned = PlannedPublication.objects.create(
            article=article.key,
            language=language,
            digest=part_digest(article, language) or "",
            at=at,
            by=by,
            meaning_changed=meaning_changed,
            safety_critical=safety_critical,
            what_changed=what_changed,
            unsigned_reason=unsigned_reason,
        )
        log(
            kind=DeskEvent.Kind.PLANNED, by=by, subject=article.subject,
            language=language, digest=planned.digest, reason=f"{at:%Y-%m-%d %H:%M %Z}",
        )  # fmt: skip
    return planned


def cancel(*, planned: PlannedPublication, by: User) -> None:
    """Take a plan back before its time; one already carried out stays so."""
    with transaction.atomic():
        row = PlannedPublication.objects.select_for_update().get(pk=planned.pk)
        if row.done_at:
            return
        _close(row, refused_because=_("Cancelled."))
        log(
            kind=DeskEvent.Kind.CANCELLED, by=by, subject=f"article:{row.article}",
            language=row.language, digest=row.digest,
        )  # fmt: skip


def publish_due(now: datetime.datetime | None = None) -> Iterator[PlannedPublication]:
    """Carry out every plan whose time has come, each in its own transaction.

    Late or double runs publish once: a plan is locked, looked at again, and marked
    done in the transaction that publishes it. A text that says something else by
    now, or cannot be published any more, is refused with the reason.
    """
    due = PlannedPublication.objects.filter(done_at=None, at__lte=now or timezone.now())
    for pk in list(due.values_list("pk", flat=True)):
        done = _carry_out(pk)
        if done:
            yield done


def _carry_out(pk: int) -> PlannedPublication | None:
    try:
        with transaction.atomic():
            return _publish_planned(pk)
    except PublishRefusedError as error:
        with transaction.atomic():
            row = PlannedPublication.objects.select_for_update().get(pk=pk)
            if row.done_at:
                return None
            _close(row, refused_because=str(error))
            log(
                kind=DeskEvent.Kind.FAILED, by=row.by, subject=f"article:{row.article}",
                language=row.language, digest=row.digest, reason=str(error),
            )  # fmt: skip
            return row


def _publish_planned(pk: int) -> PlannedPublication | None:
    row = PlannedPublication.objects.select_for_update().get(pk=pk)
    if row.done_at:
        return None
    article = Article.objects.get(key=row.article)
    if part_digest(article, row.language) != row.digest:
        raise PublishRefusedError(
            Problem(
                "plan.changed",
                "error",
                _("The text was changed after it was planned. Plan it again."),
            )
        )
    edition = publish(
        article=article,
        language=row.language,
        by=row.by,
        meaning_changed=row.meaning_changed,
        safety_critical=row.safety_critical,
        what_changed=row.what_changed,
        unsigned_reason=row.unsigned_reason,
    )
    _close(row, edition=edition)
    return row


def _open(article: str, language: str) -> list[PlannedPublication]:
    return list(
        PlannedPublication.objects.select_for_update().filter(
            article=article, language=language, done_at=None
        )
    )


def _close(
    row: PlannedPublication,
    *,
    edition: Edition | None = None,
    refused_because: str = "",
) -> None:
    row.done_at = timezone.now()
    row.edition = edition
    row.refused_because = refused_because
    row.save(update_fields=["done_at", "edition", "refused_because"])
