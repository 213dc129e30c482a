"""What to read next: the author's choice, then pages that are close to this one."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models.edition import Edition
from articles.models.edition_use import EditionUse
from articles.models.publication import Publication
from articles.views.site import WHEN_TO_GET_HELP

ENOUGH = 3
_MOST_ASKED = 6  # candidates of each kind, so that large shelves cost the same


def cards_of(edition: Edition) -> tuple[str, ...]:
    """The care cards of a page, by their subjects."""
    return tuple(f"care-card:{card['key']}" for card in edition.content["care_cards"])


def candidates(article: str, language: str, topic: str, cards: tuple[str, ...]) -> Q:
    """Pages of the same language that could fill up the author's choice."""
    others = Publication.objects.live().filter(language=language)
    others = others.exclude(article__in=(article, WHEN_TO_GET_HELP))
    shelf = others.filter(topic=topic).order_by("position", "pk")
    warned = others.filter(edition__in=_with_cards(cards).values("edition"))
    warned = warned.order_by("pk")
    return Q(pk__in=shelf.values("pk")[:_MOST_ASKED]) | Q(
        pk__in=warned.values("pk")[:_MOST_ASKED]
    )


def shares_cards(cards: tuple[str, ...]) -> Exists:
    """Whether a page shows one of these care cards."""
    return Exists(_with_cards(cards).filter(edition=OuterRef("edition")))


def read_next(edition: Edition, around: list[Publication]) -> list[Publication]:
    """The author's choice in her order; if that is less than three pages, more.

    Then come those of the shelf with the same care cards, the rest of the shelf,
    and other pages with the same care cards.
    """
    order = {key: place for place, key in enumerate(edition.content["related"])}
    here = [each for each in around if each.language == edition.language]
    chosen = [each for each in here if each.article in order]
    chosen.sort(key=lambda each: order[each.article])
    others = [
        each
        for each in here
        if each.article not in (*order, edition.article, WHEN_TO_GET_HELP)
        and _closeness(each, edition)
    ]
    others.sort(key=lambda each: (-_closeness(each, edition), each.position, each.pk))
    return [*chosen, *others[: max(ENOUGH - len(chosen), 0)]]


def _closeness(page: Publication, edition: Edition) -> int:
    shared: bool = page.shares_cards  # type: ignore[attr-defined]
    return 2 * (page.topic == edition.topic) + shared


def _with_cards(cards: tuple[str, ...]) -> QuerySet[EditionUse]:
    return EditionUse.objects.filter(used__in=cards)
