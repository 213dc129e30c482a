"""Several pages at once: all or none. And every page that uses a part."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import Article, DraftDigest, Edition, EditionUse, Publication
from articles.problems import Problem
from articles.publishing import PublishRefusedError, publish, withdraw


@dataclass(frozen=True)
class Wish:
    """One page somebody wants to publish, and what she says of it."""

    article: str
    language: str
    meaning_changed: bool
    what_changed: str
    unsigned_reason: str = ""


def publish_together(wishes: Iterable[Wish], *, by: User | None) -> list[Edition]:
    """Publish pages in one transaction: all of them, or none and every reason.

    Originals go before their translations, so that these follow what is new.
    """
    articles = {
        article.key: article
        for article in Article.objects.filter(key__in={w.article for w in wishes})
    }
    ordered = sorted(
        wishes,
        key=lambda w: (
            w.article,
            w.language != articles[w.article].source_language,
            w.language,
        ),
    )
    problems: list[Problem] = []
    editions: list[Edition] = []
    with transaction.atomic():
        for wish in ordered:
            try:
                with transaction.atomic():
                    editions.append(
                        publish(
                            article=articles[wish.article],
                            language=wish.language,
                            by=by,
                            meaning_changed=wish.meaning_changed,
                            what_changed=wish.what_changed,
                            unsigned_reason=wish.unsigned_reason,
                        )
                    )
            except PublishRefusedError as error:
                problems += [_of_page(wish, each) for each in error.problems]
        if problems:
            transaction.set_rollback(True)
    if problems:
        raise PublishRefusedError(*problems)
    return editions


def _of_page(wish: Wish, problem: Problem) -> Problem:
    where = ", ".join(filter(None, (f"{wish.article} {wish.language}", problem.where)))
    return Problem(problem.code, problem.severity, problem.message, where)


def pages_using(subject: str) -> list[Publication]:
    """The live pages that use a care card, a figure, a source or a term."""
    return list(
        Publication.objects.listed()
        .filter(edition__uses__used=subject)
        .order_by("article", "language")
    )


def pages_to_renew(subject: str) -> list[Publication]:
    """Those that show this part otherwise than the desk says it now.

    A source has no digest of its own in an Edition: all its pages count.
    """
    now = dict(
        DraftDigest.objects.filter(subject=subject).values_list("language", "digest")
    )
    shown = {
        use.edition_id: use.digest
        for use in EditionUse.objects.filter(
            used=subject, edition__publication__isnull=False
        )
    }
    return [
        page
        for page in pages_using(subject)
        if not shown[page.edition_id or 0]
        or shown[page.edition_id or 0] != now.get(page.language)
    ]


def withdraw_users(subject: str, *, by: User | None, reason: str) -> int:
    """Urgent: take away every live page that uses a part; how many there were."""
    with transaction.atomic():
        pages = pages_using(subject)
        if not pages:
            raise PublishRefusedError(
                Problem("withdraw.not-live", "error", _("No live page uses this."))
            )
        for page in pages:
            withdraw(article=page.article, language=page.language, by=by, reason=reason)
    return len(pages)
