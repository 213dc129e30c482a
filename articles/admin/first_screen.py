"""What needs you today: lists by role and language, one verb to each row."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import overview, roles
from articles.admin.place import record_address, title_of
from articles.admin.readers import may_read
from articles.admin.records_by_subject import records_of
from articles.languages import known
from articles.models import DeskRecord, ReaderComment
from articles.models.record import language_codes
from articles.overview import Listed, Row


@dataclass(frozen=True)
class Line:
    """One row as a person reads it."""

    title: str
    language: str
    code: str
    since: Any
    detail: str
    verb: str
    address: str


@dataclass(frozen=True)
class Section:
    """One list: its name, what is said when it is empty, and its first lines."""

    key: str
    name: str
    nothing: str
    lines: list[Line]
    total: int

    @property
    def more(self) -> int:
        return self.total - len(self.lines)


Found = tuple[str, str, str, str, str, Listed]
"""Key, name, words when empty, verb, view, rows."""


def sections(request: HttpRequest) -> list[Section]:
    """Every list this person can do something about, danger first."""
    found = list(_lists(request.user))
    subjects = {row.subject for *_words, listed in found for row in listed.rows}
    records = records_of(subjects)
    return [
        Section(
            key,
            name,
            nothing,
            [
                _line(row, verb, view, records[row.subject])
                for row in listed.rows
                if row.subject in records
            ],
            listed.total,
        )
        for key, name, nothing, verb, view, listed in found
    ]


def _lists(user: Any) -> Iterator[Found]:
    mine = [code for code in language_codes() if roles.may_write(user, code)]
    everything = language_codes()
    writes, signs, publishes = bool(mine), roles.may_sign(user), roles.may_publish(user)
    if writes or publishes or roles.may_manage(user):
        yield (
            "danger", _("Safety"), _("Every warning sign stands in every language."),
            _("Add it"), "part", overview.danger_differs(mine or everything),
        )  # fmt: skip
    if publishes:
        yield (
            "renew", _("Pages with an older care card"),
            _("Every page shows its care cards as they are."),
            _("Publish again"), "publication", overview.cards_to_renew(),
        )  # fmt: skip
    if signs:
        yield (
            "review", _("Waiting for your review"), _("Nothing waits for a review."),
            _("Read and decide"), "review", overview.waiting_for_review(everything),
        )  # fmt: skip
    if writes or publishes:
        yield (
            "outdated", _("Outdated translations"), _("No outdated translation."),
            _("See what changed"), "beside", overview.outdated(mine or everything),
        )  # fmt: skip
    if writes:
        yield (
            "drafts", _("Your drafts"), _("You have no open draft."),
            _("Go on"), "part", overview.my_drafts(user),
        )  # fmt: skip
    if publishes:
        yield (
            "planned", _("Planned"), _("Nothing is planned."),
            _("Look"), "publication", overview.planned(),
        )  # fmt: skip
    if writes or signs or publishes:
        yield (
            "due", _("Reviews due"), _("No review is due in the next 60 days."),
            _("Look"), "part", overview.reviews_due(mine or everything),
        )  # fmt: skip
    if roles.may_write_structure(user):
        yield (
            "sources", _("Sources that do not answer"), _("Every source answers."),
            _("Replace"), "part", overview.broken_sources(),
        )  # fmt: skip


def _line(row: Row, verb: str, view: str, record: DeskRecord) -> Line:
    return Line(
        title=title_of(record),
        language=known(row.language).name if row.language else "",
        code=row.language,
        since=row.since,
        detail=row.detail,
        verb=verb,
        address=_address(record, view, row.language),
    )


def _address(record: DeskRecord, view: str, language: str) -> str:
    wanted = view
    if view in ("publication", "beside") and record.kind != "article":
        wanted = "part"
    return record_address(record, wanted, part=language or "structure")


Lists = Callable[[HttpRequest], list[Section]]


def _readers_say() -> str:
    """What readers say, with how much of it waits."""
    comments = ReaderComment.objects.waiting().count()
    return _("What readers say (%(count)d waiting)") % {"count": comments}


def desk_links(user: Any) -> list[tuple[str, str]]:
    """The pages of the desk that belong to no record."""
    links = [
        (reverse("admin:desk_matrix"), _("Every text in every language")),
        (reverse("admin:desk_log"), _("Event log")),
    ]
    if may_read(user):
        links.insert(1, (reverse("admin:desk_readers"), _readers_say()))
    if roles.may_publish(user):
        links[1:1] = [
            (reverse("admin:desk_together"), _("Publish several at once")),
            (reverse("admin:desk_shared"), _("Publish what all pages share")),
        ]
    return links
