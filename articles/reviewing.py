"""Where a text stands, computed from what it says; and who may sign it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from articles.desk_log import log
from articles.digest import part_digest
from articles.models import (
    Article,
    DeskEvent,
    DeskRecord,
    DraftDigest,
    DraftSave,
    Edition,
    Publication,
    PublicationEvent,
    SignOff,
    Use,
)
from articles.versions import event_lock, next_version


class Text(StrEnum):
    """What the desk holds."""

    MISSING = "missing"
    DRAFT = "draft"
    SIGNED = "signed off"


class Live(StrEnum):
    """What readers see, measured against the desk."""

    NEVER = "not published"
    LIVE = "live"
    CHANGED = "changed since published"
    WITHDRAWN = "withdrawn"


Parts = Mapping[str, str | None]
"""The digest of each part of a page by its subject: its text, cards and figures."""


@dataclass(frozen=True)
class State:
    """Where one language of one article stands; nothing of it is stored."""

    text: Text
    live: Live
    outdated: bool = False


class RefusedError(Exception):
    """A sign-off that must not be; the message says why."""


def state_of(
    *,
    draft: Parts | None,
    signed: bool,
    published: Parts | None,
    withdrawn: bool = False,
    outdated: bool = False,
) -> State:
    """The state that follows from the digests.

    `draft` and `published` are the parts of the page at the desk and in the live
    Edition, None where there is no text; `signed` says that a sign-off stands for
    every part of `draft`.
    """
    written = Text.SIGNED if signed else Text.DRAFT
    text = Text.MISSING if draft is None else written
    if withdrawn:
        return State(text, Live.WITHDRAWN)
    if published is None:
        return State(text, Live.NEVER)
    live = Live.LIVE if draft == published else Live.CHANGED
    return State(text, live, outdated)


def states(
    articles: Iterable[Article], languages: Iterable[str]
) -> dict[tuple[str, str], State]:
    """The state of each article in each language, in five queries for any number."""
    keys = [article.key for article in articles]
    drafts = _parts_at_the_desk(keys)
    subjects = {subject for parts in drafts.values() for subject in parts}
    signed = set(
        SignOff.objects.standing()
        .filter(subject__in=subjects)
        .values_list("digest", flat=True)
    )
    pages = {
        (page.article, page.language): page
        for page in Publication.objects.filter(article__in=keys)
        .select_related("edition")
        .defer("edition__content")
    }
    outdated = set(
        outdated_pages().filter(article__in=keys).values_list("pk", flat=True)
    )
    return {
        (key, language): _state(
            drafts.get((key, language)), signed, pages.get((key, language)), outdated
        )
        for key in keys
        for language in languages
    }


def _parts_at_the_desk(keys: list[str]) -> dict[tuple[str, str], Parts]:
    """The parts of each page that has a text, from the caches of the desk."""
    subjects = {f"article:{key}": key for key in keys}
    shown: dict[tuple[str, str], list[str]] = defaultdict(list)
    for use in Use.objects.filter(user__in=subjects):
        if use.used.startswith(("care-card:", "figure:")):
            shown[use.user, use.language].append(use.used)
    named = {part for parts in shown.values() for part in parts}
    digests = {
        (row.subject, row.language): row.digest
        for row in DraftDigest.objects.filter(subject__in=named | subjects.keys())
    }
    return {
        (subjects[subject], language): {
            part: digests.get((part, language))
            for part in (subject, *shown[subject, ""], *shown[subject, language])
        }
        for subject, language in digests
        if subject in subjects
    }


def _state(
    draft: Parts | None,
    signed: set[str],
    page: Publication | None,
    outdated: set[int],
) -> State:
    edition = page.edition if page else None
    return state_of(
        draft=draft,
        signed=draft is not None and signed.issuperset(draft.values()),
        published=edition.parts if edition else None,
        withdrawn=bool(page and not edition),
        outdated=bool(page and page.pk in outdated),
    )


def outdated_pages() -> QuerySet[Publication]:
    """Live translations whose source has changed its meaning since they followed it.

    One that was published before its source follows what is newer than itself.
    """
    newer = Edition.objects.filter(
        article=OuterRef("article"),
        language=OuterRef("edition__source_language"),
        meaning_changed=True,
        pk__gt=Coalesce(OuterRef("base"), OuterRef("edition")),
    )
    return Publication.objects.live().filter(Exists(newer))


def unsigned_parts(parts: dict[str, str | None]) -> list[str]:
    """The subjects of a page's parts that nobody has signed, or no longer."""
    signed = set(
        SignOff.objects.standing()
        .filter(digest__in=[digest for digest in parts.values() if digest])
        .values_list("digest", flat=True)
    )
    return sorted(subject for subject, digest in parts.items() if digest not in signed)


def writers_since_signed(record: DeskRecord, language: str) -> set[int]:
    """Ids of the people who wrote this part since its last signed version.

    They can't sign it. A care card's or figure's structure counts as its text.
    """
    languages = [language] if isinstance(record, Article) else [language, ""]
    saves = DraftSave.objects.filter(subject=record.subject, language__in=languages)
    signed = SignOff.objects.standing().filter(
        subject=record.subject, language=language
    )
    newest = signed.first()
    if newest:
        # A moved section changes the digest without a save of this language.
        approved = Q(digest__in=signed.values("digest")) | Q(at__lte=newest.at)
        last = saves.filter(approved).values_list("pk", flat=True).first()
        saves = saves.filter(pk__gt=last or 0)
    return set(saves.exclude(by=None).values_list("by", flat=True))


@transaction.atomic
def sign_off(
    *, record: DeskRecord, language: str, digest: str, by: User,
    name: str, role: str,
) -> SignOff:  # fmt: skip
    """A clinician approves exactly this digest of one part.

    Raises RefusedError if the part says something else by now, or if she wrote it.
    """
    event_lock()
    record = type(record)._default_manager.select_for_update().get(pk=record.pk)
    if part_digest(record, language) != digest:
        raise RefusedError(
            _("The text has changed since you opened it. Read it again, then sign.")
        )
    if by.pk in writers_since_signed(record, language):
        raise RefusedError(
            _("You wrote this text since it was last signed: somebody else must sign.")
        )
    row = SignOff.objects.create(
        subject=record.subject, language=language, digest=digest, by=by, name=name,
        role=role,
    )  # fmt: skip
    _tell_readers(row, PublicationEvent.Kind.SIGNED, by)
    _log(DeskEvent.Kind.SIGNED, row, by)
    return row


@transaction.atomic
def revoke(*, sign_off: SignOff, by: User, reason: str) -> SignOff:
    """Take a sign-off back, for a reason; its pages say so at once."""
    event_lock()
    if not reason.strip():
        raise RefusedError(_("Say why the sign-off is taken back."))
    if sign_off.revokes_id or SignOff.objects.filter(revokes=sign_off).exists():
        raise RefusedError(_("This sign-off does not stand any more."))
    row = SignOff.objects.create(
        subject=sign_off.subject, language=sign_off.language, digest=sign_off.digest,
        by=by, name=sign_off.name, role=sign_off.role, revokes=sign_off, reason=reason,
    )  # fmt: skip
    _tell_readers(row, PublicationEvent.Kind.REVOKED, by)
    _log(DeskEvent.Kind.REVOKED, row, by)
    return row


@transaction.atomic
def ask_for_review(*, record: DeskRecord, language: str, by: User) -> DeskEvent:
    """Tell the reviewers that this text waits for them; it stays a draft."""
    digest = part_digest(record, language)
    if digest is None:
        raise RefusedError(_("There is no text in this language."))
    return log(
        kind=DeskEvent.Kind.ASKED, by=by, subject=record.subject, language=language,
        digest=digest,
    )  # fmt: skip


@transaction.atomic
def refuse(*, record: DeskRecord, language: str, by: User, reason: str) -> DeskEvent:
    """Send a text back with a sentence that reaches its author."""
    if not reason.strip():
        raise RefusedError(_("Say in a sentence what must be mended."))
    return log(
        kind=DeskEvent.Kind.REFUSED, by=by, subject=record.subject, language=language,
        digest=part_digest(record, language) or "", reason=reason,
    )  # fmt: skip


def _log(kind: str, row: SignOff, by: User) -> None:
    log(
        kind=kind, by=by, subject=row.subject, language=row.language,
        digest=row.digest, reason=row.reason,
    )  # fmt: skip


def _tell_readers(row: SignOff, kind: str, by: User) -> None:
    """A new site version, if a live page shows this part as it was signed."""
    shown = Publication.objects.filter(
        language=row.language,
        edition__uses__used=row.subject,
        edition__uses__digest=row.digest,
    )
    if shown.exists():
        next_version(
            kind=kind, subject=row.subject, language=row.language, by=by,
            reason=row.reason[:300],
        )  # fmt: skip
