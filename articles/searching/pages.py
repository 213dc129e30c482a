"""Reading from the database what the index holds: Editions, care cards, glossary."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import OuterRef, Subquery

from articles.languages import known
from articles.models.edition import Edition
from articles.models.event import PublicationEvent
from articles.models.record import language_codes
from articles.models.reference import ReferenceEdition
from articles.models.rendered import RenderedEdition
from articles.models.site_version import SiteVersion
from articles.rendering import RENDERER_VERSION, fill, plain_text, render, typeset

_TERM = re.compile(r"\]\(term:([a-z0-9-]+)\)")

Terms = Sequence[tuple[str, Mapping[str, str]]]


@dataclass(frozen=True)
class Passage:
    """What one result can lead to: a section, or "" for the top of its page."""

    section: str
    heading: str
    text: str
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Page:
    """An article in one language as the search knows it."""

    article: str
    edition: int
    topic: str
    slug: str
    title: str
    also_called: str
    passages: tuple[Passage, ...]
    start: bool = False
    care_cards: tuple[Mapping[str, Any], ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Version:
    """The site version and its reference data, as committed."""

    number: int = 0
    changed_at: datetime.datetime | None = None
    reference_id: int | None = None
    reference: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def terms(self, language: str) -> Terms:
        return [
            (entry["key"], entry["text"][language])
            for entry in self.reference.get("terms", [])
            if language in entry["text"]
        ]

    def number_words(self, language: str) -> dict[str, str]:
        """The phone numbers of the language's home country, as texts say them."""
        home = known(language).country.lower()
        for entry in self.reference.get("countries", []):
            if entry["key"] == home:
                return {"emergency": entry["emergency"][0], "advice": entry["advice"]}
        return {}


def read_version(known_already: Version) -> Version:
    """The site version now; its reference data is read only when it has changed."""
    row = SiteVersion.objects.filter(pk=1).first()
    if row is None:
        return Version()
    reference = known_already.reference
    if row.reference_id and row.reference_id != known_already.reference_id:
        found = ReferenceEdition.objects.filter(pk=row.reference_id)
        reference = found.values_list("content", flat=True).first() or {}
    return Version(row.number, row.changed_at, row.reference_id, reference)


def read_pages(
    language: str, version: Version, articles: Iterable[str] | None = None
) -> Iterator[Page]:
    """The live pages of a language, or those of them that are named."""
    rows = _live(language)
    if articles is not None:
        rows = rows.filter(article__in=list(articles))
    rendered = RenderedEdition.objects.filter(
        edition=OuterRef("pk"), renderer=RENDERER_VERSION
    )
    rows = rows.annotate(html=Subquery(rendered.values("sections")[:1]))
    words = _Words(version.number_words(language))
    starts = {topic["start"] for topic in version.reference.get("topics", [])}
    for edition in rows.order_by("pk").iterator(chunk_size=500):
        yield _page(edition, words, starts)


def changed_since(before: Version, now: Version) -> dict[str, set[str]]:
    """The articles that were published or withdrawn in between, by language."""
    changed: dict[str, set[str]] = {language: set() for language in language_codes()}
    events = PublicationEvent.objects.filter(
        number__gt=before.number,
        number__lte=now.number,
        kind__in=(PublicationEvent.Kind.PUBLISHED, PublicationEvent.Kind.WITHDRAWN),
    )
    for subject, language in events.values_list("subject", "language"):
        changed.setdefault(language, set()).add(subject.partition(":")[2])
    return changed


def _live(language: str) -> Any:
    return Edition.objects.filter(language=language, publication__isnull=False).defer(
        "parts"
    )


def _page(edition: Any, words: "_Words", starts: set[str]) -> Page:
    content = edition.content
    html = dict(edition.html or _rendered(edition))
    return Page(
        article=edition.article,
        edition=edition.pk,
        topic=edition.topic,
        slug=edition.slug,
        title=edition.title,
        also_called=content["also_called"],
        passages=(
            Passage("", "", edition.lead),
            *(
                Passage(
                    section["key"],
                    section["heading"],
                    plain_text(fill(html[section["key"]], words)),
                    tuple(_TERM.findall(section["body"])),
                )
                for section in content["sections"]
            ),
        ),
        start=edition.article in starts,
        care_cards=tuple(content["care_cards"]),
    )


def _rendered(edition: Edition) -> list[tuple[str, str]]:
    """A text that the present renderer has not rendered yet."""
    language = edition.language
    return [
        (
            section["key"],
            typeset(render(section["body"], language=language).html, language=language),
        )
        for section in edition.content["sections"]
    ]


@dataclass(frozen=True)
class _Words:
    """Late values of a text that is read for its words: phone numbers, no links."""

    numbers: Mapping[str, str]

    def article(self, key: str, fragment: str) -> None:
        return None

    def term(self, key: str) -> None:
        return None

    def source(self, key: str) -> None:
        return None

    def figure(self, key: str) -> None:
        return None

    def number(self, kind: str) -> tuple[str, str]:
        return self.numbers.get(kind, ""), ""

    def word(self, kind: str) -> str:
        return ""
