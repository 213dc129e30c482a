"""What needs somebody today, and where every text stands in every language.

Each list is a few queries, whatever the size of the library: a list gives its first
rows and how many there are.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from articles.models import (
    Article,
    CareItem,
    Country,
    DeskEvent,
    DraftDigest,
    DraftSave,
    EditionUse,
    PlannedPublication,
    Publication,
    SignOff,
)
from articles.models.record import language_codes
from articles.reviewing import State, outdated_pages, states
from articles.source_links import broken

SHOWN = 5
REVIEWS_AHEAD = datetime.timedelta(days=60)
PAGE = 50


@dataclass(frozen=True)
class Row:
    """One line of a list: which text, since when, and a detail in the data's words."""

    subject: str
    language: str = ""
    since: datetime.datetime | datetime.date | None = None
    detail: str = ""

    @property
    def key(self) -> str:
        return self.subject.partition(":")[2]


@dataclass(frozen=True)
class Listed:
    """The first rows of a list, and how many there are in all."""

    rows: Sequence[Row]
    total: int


def danger_differs(languages: Iterable[str], shown: int = SHOWN) -> Listed:
    """Signs of care cards that a language lacks, and countries without a number."""
    rows = [
        Row(f"care-card:{card}", language, detail=sign)
        for language in languages
        for card, sign in CareItem.objects.filter(
            Q(**{f"sign_{language}": ""}) | Q(**{f"sign_{language}": None})
        ).values_list("card__key", "key")
    ]
    rows += [
        Row(f"country:{key}")
        for key, numbers in Country.objects.values_list("key", "emergency")
        if not numbers
    ]
    return Listed(rows[:shown], len(rows))


def cards_to_renew(shown: int = SHOWN) -> Listed:
    """Live pages that show a care card otherwise than the desk says it now."""
    now = DraftDigest.objects.filter(
        subject=OuterRef("used"), language=OuterRef("edition__language")
    )
    uses = (
        EditionUse.objects.filter(
            used__startswith="care-card:", edition__publication__isnull=False
        )
        .annotate(now=Subquery(now.values("digest")[:1]))
        .exclude(now=F("digest"))
        .order_by("used", "edition__article", "edition__language")
    )
    rows = [
        Row(f"article:{article}", language, since, card)
        for article, language, since, card in uses.values_list(
            "edition__article", "edition__language", "edition__published_at", "used"
        )[:shown]
    ]
    return Listed(rows, uses.count())


def waiting_for_review(languages: Iterable[str], shown: int = SHOWN) -> Listed:
    """Texts somebody asked to have reviewed, as they still are, unanswered."""
    unchanged = DraftDigest.objects.filter(
        subject=OuterRef("subject"),
        language=OuterRef("language"),
        digest=OuterRef("digest"),
    )
    answered = DeskEvent.objects.filter(
        subject=OuterRef("subject"),
        language=OuterRef("language"),
        digest=OuterRef("digest"),
        kind__in=[DeskEvent.Kind.REFUSED, DeskEvent.Kind.ASKED],
        pk__gt=OuterRef("pk"),
    )
    signed = SignOff.objects.standing().filter(digest=OuterRef("digest"))
    asked = (
        DeskEvent.objects.filter(
            kind=DeskEvent.Kind.ASKED, language__in=list(languages)
        )
        .filter(Exists(unchanged), ~Exists(answered), ~Exists(signed))
        .order_by("id")
    )
    rows = [Row(event.subject, event.language, event.at) for event in asked[:shown]]
    return Listed(rows, asked.count())


def outdated(languages: Iterable[str], shown: int = SHOWN) -> Listed:
    """Live translations that do not follow their original; pages with an emergency
    card first."""
    emergency = EditionUse.objects.filter(
        edition=OuterRef("edition"), used__startswith="care-card:"
    )
    pages = (
        outdated_pages()
        .filter(language__in=list(languages))
        .annotate(has_card=Exists(emergency))
        .order_by("-has_card", "edition__published_at")
    )
    rows = [
        Row(f"article:{article}", language, since)
        for article, language, since in pages.values_list(
            "article", "language", "edition__published_at"
        )[:shown]
    ]
    return Listed(rows, pages.count())


def my_drafts(person: User, shown: int = SHOWN) -> Listed:
    """Texts this person wrote last and that are not live as they are, oldest first."""
    newer = DraftSave.objects.filter(
        subject=OuterRef("subject"),
        language=OuterRef("language"),
        pk__gt=OuterRef("pk"),
    )
    live = EditionUse.objects.filter(
        edition__publication__isnull=False,
        edition__language=OuterRef("language"),
        used=OuterRef("subject"),
        digest=OuterRef("digest"),
    )
    saves = (
        DraftSave.objects.filter(by=person)
        .exclude(language="")
        .filter(~Exists(newer), ~Exists(live))
        .order_by("id")
    )
    rows = [
        Row(save.subject, save.language, save.at)
        for save in saves.defer("content")[:shown]
    ]
    return Listed(rows, saves.count())


def reviews_due(languages: Iterable[str], shown: int = SHOWN) -> Listed:
    """Live pages overdue or due within 60 days, the longest overdue first."""
    pages = (
        Publication.objects.live()
        .filter(
            language__in=list(languages),
            edition__review_by__lte=timezone.localdate() + REVIEWS_AHEAD,
        )
        .order_by("edition__review_by", "article", "language")
    )
    rows = [
        Row(f"article:{article}", language, day)
        for article, language, day in pages.values_list(
            "article", "language", "edition__review_by"
        )[:shown]
    ]
    return Listed(rows, pages.count())


def broken_sources(shown: int = SHOWN) -> Listed:
    """Sources that did not answer at least twice, since when, and what they said."""
    checks = broken().order_by("failing_since")
    rows = [
        Row(f"source:{check.source.key}", "", check.failing_since, check.status)
        for check in checks[:shown]
    ]
    return Listed(rows, checks.count())


def planned(shown: int = SHOWN) -> Listed:
    """Publications that wait for their time, the next one first."""
    plans = PlannedPublication.objects.filter(done_at=None)
    rows = [
        Row(f"article:{plan.article}", plan.language, plan.at) for plan in plans[:shown]
    ]
    return Listed(rows, plans.count())


@dataclass(frozen=True)
class MatrixRow:
    """An article with its state in each language."""

    article: Article
    cells: Sequence[tuple[str, State]]


@dataclass(frozen=True)
class Matrix:
    """One page of articles by language."""

    rows: Sequence[MatrixRow]
    languages: Sequence[str]
    page: int
    pages: int


def matrix(
    *, topic: str = "", language: str = "", state: str = "", page: int = 1
) -> Matrix:
    """Articles by language, 50 to a page; filters by topic and by a state's words.

    A `state` is a word of `State` ("draft", "live", "outdated", …) that some shown
    language must have.
    """
    articles: QuerySet[Article] = Article.objects.select_related("topic").order_by(
        "topic__position", "position", "key"
    )
    if topic:
        articles = articles.filter(topic__key=topic)
    languages = [code for code in language_codes() if language in ("", code)]
    if state:
        chosen = _with_state(list(articles), languages, state)
        total = len(chosen)
        shown = chosen[(page - 1) * PAGE : page * PAGE]
    else:
        total = articles.count()
        shown = list(articles[(page - 1) * PAGE : page * PAGE])
    found = states(shown, languages)
    return Matrix(
        rows=[
            MatrixRow(each, [(code, found[each.key, code]) for code in languages])
            for each in shown
        ],
        languages=languages,
        page=page,
        pages=max(1, -(-total // PAGE)),
    )


def _with_state(
    articles: list[Article], languages: list[str], state: str
) -> list[Article]:
    found = states(articles, languages)
    return [
        each
        for each in articles
        if any(state in words_of(found[each.key, code]) for code in languages)
    ]


def words_of(state: State) -> tuple[str, ...]:
    """The words a state is filtered by."""
    words = (state.text.value, state.live.value)
    return (*words, "outdated") if state.outdated else words
