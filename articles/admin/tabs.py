"""The tabs of a record, each with its state in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _, ngettext

from articles.admin.place import Place
from articles.admin.structure import STRUCTURELESS, TEXTLESS
from articles.digest import part_digest
from articles.languages import known
from articles.models import (
    Article,
    CareCard,
    DeskRecord,
    DraftDigest,
    Edition,
    Figure,
    Publication,
    ReferenceEdition,
    SignOff,
)
from articles.models.record import language_codes
from articles.reviewing import Live, State, Text, states


@dataclass(frozen=True)
class Tab:
    """One tab: its language (empty for the structure), its name and its state.

    `look` is one word for the style sheet: "good", "work", "warn" or "none".
    """

    language: str
    name: str
    words: str
    look: str
    address: str
    current: bool


def tabs(place: Place) -> list[Tab]:
    """The structure first, then each language."""
    record = place.record
    shown = {} if isinstance(record, TEXTLESS) else record_states([record])
    listed = [] if isinstance(record, STRUCTURELESS) else [("", "", "none")]
    for code in language_codes() if shown else ():
        words, look = shown[record.key, code]
        listed.append((code, words, look))
    return [
        Tab(
            language=code,
            name=known(code).name if code else _("Structure"),
            words=words,
            look=look,
            address=place.address(language=code),
            current=code == place.language,
        )
        for code, words, look in listed
    ]


Shown = dict[tuple[str, str], tuple[str, str]]


def record_states(records: list[Any]) -> Shown:
    """`(words, look)` of each record of one kind in each language.

    The same number of queries for one record and for a hundred.
    """
    if not records:
        return {}
    if isinstance(records[0], Article):
        return _article_states(records)
    if isinstance(records[0], CareCard | Figure):
        return _part_states(records)
    return _reference_states(records)


def _article_states(articles: list[Article]) -> Shown:
    found = states(articles, language_codes())
    days = _days_outdated([key for key, state in found.items() if state.outdated])
    return {key: state_words(state, days.get(key, 0)) for key, state in found.items()}


def state_words(state: State, days: int = 0) -> tuple[str, str]:
    """Where a text stands, in words, and how that looks; `days` it is outdated."""
    if state.live is Live.WITHDRAWN:
        return _("withdrawn"), "warn"
    if state.text is Text.MISSING:
        return _("missing"), "none"
    if state.outdated and not days:
        return _("outdated"), "warn"
    if state.outdated:
        words = ngettext("outdated %(days)d day", "outdated %(days)d days", days)
        return words % {"days": days}, "warn"
    if state.live is Live.CHANGED:
        return _("changed since published"), "work"
    if state.live is Live.LIVE:
        return _("live"), "good"
    signed = state.text is Text.SIGNED
    return (_("signed off, not published") if signed else _("draft")), "work"


def _days_outdated(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Whole days since the original first said something else."""
    wanted = {*keys}
    if not wanted:
        return {}
    pages = [
        page
        for page in Publication.objects.filter(article__in={key for key, _l in wanted})
        .select_related("edition")
        .defer("edition__content", "edition__parts")
        if (page.article, page.language) in wanted
    ]
    newer = list(
        Edition.objects.filter(
            article__in={page.article for page in pages}, meaning_changed=True
        )
        .defer("content", "parts")
        .order_by("pk")
    )
    now, days = timezone.now(), {}
    for page in pages:
        first = next(
            each
            for each in newer
            if each.article == page.article
            and page.edition
            and each.language == page.edition.source_language
            and each.pk > (page.base_id or page.edition_id or 0)
        )
        days[page.article, page.language] = (now - first.published_at).days
    return days


def _part_states(records: list[DeskRecord]) -> Shown:
    """Care cards and figures: parts that a clinician signs."""
    subjects = {record.subject: record.key for record in records}
    drafts = list(DraftDigest.objects.filter(subject__in=subjects))
    signed = {
        *SignOff.objects.standing()
        .filter(subject__in=subjects)
        .values_list("subject", "language", "digest")
    }
    shown = {
        (record.key, code): (_("missing"), "none")
        for record in records
        for code in language_codes()
    }
    for row in drafts:
        is_signed = (row.subject, row.language, row.digest) in signed
        words = (_("signed off"), "good") if is_signed else (_("draft"), "work")
        shown[subjects[row.subject], row.language] = words
    return shown


_SHELVES = {"topic": "topics", "term": "terms", "country": "countries"}


def _reference_states(records: list[DeskRecord]) -> Shown:
    """Topics, terms and countries: what readers see is the newest reference."""
    newest = ReferenceEdition.objects.first()
    entries = newest.content.get(_SHELVES[records[0].kind], []) if newest else []
    live = {entry["key"]: entry["text"] for entry in entries}
    return {
        (record.key, code): _reference_state(record, code, live.get(record.key, {}))
        for record in records
        for code in language_codes()
    }


def _reference_state(
    record: DeskRecord, language: str, live: dict[str, Any]
) -> tuple[str, str]:
    if part_digest(record, language) is None:
        return _("missing"), "none"
    if language not in live:
        return _("draft"), "work"
    if record.text(language) == live[language]:
        return _("live"), "good"
    return _("changed since published"), "work"
