"""A page put together from its parts, as it would be published now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from articles.digest import part_digest
from articles.models import Article, CareCard, DeskRecord, Figure, Level, Source
from articles.models.record import Content
from articles.models.source import CONSENSUS
from articles.rendering import Rendered, render

MOST_DANGEROUS_FIRST = {level: place for place, level in enumerate(Level.values)}


@dataclass(frozen=True)
class Page:
    """One language of one article with all that belongs on its page.

    `content` is what an Edition keeps; `parts` the digest of each part by subject
    (None while it has no text in this language); `bodies` the rendered sections by
    key; `uses` every subject the page names, whether it exists or not.
    """

    article: Article
    language: str
    content: Content
    parts: dict[str, str | None]
    bodies: dict[str, Rendered]
    uses: frozenset[str]
    records: dict[str, DeskRecord] = field(repr=False)

    def named(self, kind: str) -> Iterable[str]:
        """The keys of one kind that the page names, in a fixed order."""
        prefix = f"{kind}:"
        return sorted(
            use.removeprefix(prefix) for use in self.uses if use.startswith(prefix)
        )


def compose(article: Article, language: str) -> Page | None:
    """The page as the desk holds it; None if this language has no text."""
    text = article.text(language)
    if text is None:
        return None
    bodies = {key: render(body, language=language) for key, _, body in text["sections"]}
    cards = _in_order(CareCard, article.care_cards, prefetch="items")
    figures = _in_order(Figure, _keys(bodies, "figure"))
    cited = [*_keys(bodies, "source"), *(key for card in cards for key in card.sources)]
    sources = _in_order(Source, cited)
    aspects = article.aspects()
    content = {
        **article.structure(),
        **text,
        "key": article.key,
        "sections": [
            {"key": key, "aspect": aspects[key], "heading": heading, "body": body}
            for key, heading, body in text["sections"]
        ],
        "care_cards": sorted(
            (_with_text(card, language) for card in cards),
            key=lambda card: MOST_DANGEROUS_FIRST[card["level"]],
        ),
        "figures": {figure.key: _with_text(figure, language) for figure in figures},
        "sources": {source.key: source.structure() for source in sources},
    }
    return Page(
        article=article,
        language=language,
        content=content,
        parts={
            record.subject: part_digest(record, language)
            for record in (article, *cards, *figures)
        },
        bodies=bodies,
        uses=_uses(article, bodies, cited),
        records={record.subject: record for record in (*cards, *figures, *sources)},
    )


def _keys(bodies: dict[str, Rendered], kind: str) -> list[str]:
    """The keys of one kind in order of first appearance on the page."""
    return list(
        dict.fromkeys(
            key.value
            for body in bodies.values()
            for key in body.keys
            if key.kind == kind
        )
    )


def _in_order(model: Any, keys: Iterable[str], prefetch: str = "") -> list[Any]:
    """The records that exist, in the order of their keys here."""
    wanted = list(dict.fromkeys(keys))
    rows = model.objects.filter(key__in=wanted)
    found = {
        row.key: row for row in (rows.prefetch_related(prefetch) if prefetch else rows)
    }
    return [found[key] for key in wanted if key in found]


def _with_text(record: DeskRecord, language: str) -> Content:
    empty: Content = dict.fromkeys(record.text_fields, "")
    if isinstance(record, CareCard):
        empty["items"] = []
    return {
        "key": record.key,
        **record.structure(),
        **(record.text(language) or empty),
    }


def _uses(
    article: Article, bodies: dict[str, Rendered], cited: Iterable[str]
) -> frozenset[str]:
    written = (
        f"{key.kind}:{key.value.partition('#')[0]}"
        for body in bodies.values()
        for key in body.keys
        if key.kind in ("article", "term", "figure")
    )
    return frozenset(
        [
            *written,
            *(f"source:{key}" for key in cited if key != CONSENSUS),
            *(f"care-card:{key}" for key in article.care_cards),
            *(f"article:{key}" for key in article.related),
        ]
    )
