"""What a page said before: its Editions, and an old one marked as old."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from articles import fixed_pages
from articles.models.edition import Edition
from articles.models.event import PublicationEvent
from articles.models.publication import Publication
from articles.rendering import typeset_text
from articles.views import errors
from articles.views.answer import moved, page, reader_page
from articles.views.article import page_at, show
from articles.views.site import Site, Topic


@reader_page
def history(
    request: HttpRequest, site: Site, language: str, topic: str, slug: str, word: str
) -> HttpResponse:
    """Every Edition of a page with its date and what changed."""
    found = Publication.objects.filter(language=language, slug=slug).first()
    shelf = _shelf(site, language, found)
    if not found or not shelf or word != fixed_pages.word("history", language):
        return errors.not_found_page(request, site, language)
    address = f"{shelf.address}{slug}/"
    if shelf.slug != topic:
        return moved(request, f"{address}{word}/")
    editions = list(
        Edition.objects.filter(article=found.article, language=language)
        .defer("content", "parts")
        .order_by("-number")
    )
    context = {
        "title": typeset_text(
            _("History: %(title)s") % {"title": editions[0].title}, language=language
        ),
        "topic": shelf,
        "address": address,
        "live": found.edition_id,
        "withdrawn_because": found.withdrawn_because,
        "editions": editions,
        "events": PublicationEvent.Kind,
    }
    return page(
        request, site, language, "reading/history.html", context,
        addresses={language: f"{address}{word}/"}, about=f"article:{found.article}",
    )  # fmt: skip


@reader_page
def old_edition(
    request: HttpRequest, site: Site, language: str, topic: str, slug: str,
    word: str, number: int,
) -> HttpResponse:  # fmt: skip
    """One Edition as it was, marked as old, not indexed; the live one is the page."""
    found = page_at(language, slug)
    shelf = _shelf(site, language, found)
    if not found or not shelf or word != fixed_pages.word("history", language):
        return errors.not_found_page(request, site, language)
    edition = Edition.objects.filter(
        article=found.article, language=language, number=number
    ).first()
    if edition is None or found.edition_id is None:
        return errors.not_found_page(request, site, language)
    if edition.pk == found.edition_id:
        return moved(request, f"{shelf.address}{slug}/")
    found.rendered = None  # type: ignore[attr-defined]
    return show(request, site, language, found, edition, shelf, old=True)


def _shelf(site: Site, language: str, found: Publication | None) -> Topic | None:
    return site.reference.topic(language, found.topic) if found else None
