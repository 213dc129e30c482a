"""Addresses that are no page any more, or only of the past; for those who copy the site."""

from collections.abc import Iterator

from articles import fixed_pages
from articles.models.edition import Edition
from articles.models.old_slug import OldSlug
from articles.models.publication import Publication
from articles.views.site import current_site

Addresses = dict[tuple[str, str], str]
"""The address of a page by its article and language."""


def former_paths() -> Iterator[str]:
    """Withdrawn pages, old Editions, and addresses that lead to a page's new one."""
    shelves, live, gone = _pages()
    yield from gone.values()
    yield from _old_editions(live)
    for old in OldSlug.objects.order_by("pk"):
        if old.kind == "topic":
            yield f"/{old.language}/{old.slug}/"
        elif shelf := shelves.get((old.key, old.language)):
            yield f"{shelf}{old.slug}/"


def _pages() -> tuple[Addresses, Addresses, Addresses]:
    """Where each page's shelf is; the live pages; the withdrawn ones."""
    site = current_site()
    shelves: Addresses = {}
    live: Addresses = {}
    gone: Addresses = {}
    for page in Publication.objects.order_by("pk"):
        shelf = site.reference.topic(page.language, page.topic)
        if shelf:
            name = page.article, page.language
            shelves[name] = shelf.address
            kind = live if page.edition_id else gone
            kind[name] = f"{shelf.address}{page.slug}/"
    return shelves, live, gone


def _old_editions(live: Addresses) -> Iterator[str]:
    rows = Edition.objects.filter(publication=None).order_by("pk")
    for article, language, number in rows.values_list("article", "language", "number"):
        if address := live.get((article, language)):
            word = fixed_pages.word("history", language)
            yield f"{address}{word}/{number}/"
