"""What the desk writes again, and what the reading room holds then."""

from typing import Any

from articles.drafting import save_text
from articles.models import Article, OldSlug, PublicationEvent
from tests import builders

BODIES = {"short-answer": "Tirez."}


def rewritten(
    record: Article, language: str = "fr", body: str = "Tirez doucement.", **head: str
) -> Article:
    """The article with another text in one language."""
    text = builders.article_text(record.key, language, {"short-answer": body}, **head)
    save_text(record, language=language, text=text, by=None)
    return builders.fresh(record)


def events() -> list[tuple[Any, ...]]:
    """Every public change: number, kind, subject, language."""
    rows = PublicationEvent.objects.order_by("number")
    return [(each.number, each.kind, each.subject, each.language) for each in rows]


def old_slugs() -> list[tuple[Any, ...]]:
    """Every former address: kind, language, slug, key."""
    return sorted(OldSlug.objects.values_list("kind", "language", "slug", "key"))
