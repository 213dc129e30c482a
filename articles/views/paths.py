"""Every address of the public site, for warming, exporting and maps."""

from collections.abc import Iterator

from django.conf import settings

from articles import fixed_pages
from articles.models.publication import Publication
from articles.models.record import language_codes
from articles.views import inner, search
from articles.views.fixed import VIEWS
from articles.views.site import Site, current_site, fixed_address

MAP_PAGE = 10_000
"""Articles in one sitemap; each has at most as many addresses as there are languages."""


def every_path() -> Iterator[str]:
    """Homes first, then what a frightened reader opens, then all the rest."""
    site = current_site()
    yield "/"
    for language in language_codes():
        yield f"/{language}/"
    for language in language_codes():
        for topic in site.reference.topics(language):
            yield topic.address
        for name in (*VIEWS, search.PAGE):
            yield fixed_address(name, language)
    for language in language_codes():
        yield from _articles(site, language)
    for language in language_codes():
        yield from inner.paths(site, language)
    yield from _for_programs()


def _articles(site: Site, language: str) -> Iterator[str]:
    shelves = {topic.key: topic for topic in site.reference.topics(language)}
    history = fixed_pages.word("history", language)
    rows = Publication.objects.live().filter(language=language)
    for topic_key, slug in rows.order_by("topic", "position").values_list(
        "topic", "slug"
    ):
        if topic_key in shelves:
            address = f"{shelves[topic_key].address}{slug}/"
            yield address
            yield f"{address}{history}/"


def _for_programs() -> Iterator[str]:
    yield "/robots.txt"
    if settings.SECURITY_CONTACT:
        yield "/.well-known/security.txt"
    yield "/sitemap.xml"
    yield "/sw.js"
    for language in language_codes():
        yield f"/{language}/feed.xml"
        yield f"/{language}/manifest.webmanifest"
        for number in range(1, sitemaps_of(language) + 1):
            yield f"/sitemap-{language}-{number}.xml"


def sitemaps_of(language: str) -> int:
    """How many maps there are of a language; at least one."""
    count = Publication.objects.live().filter(language=language).count()
    return max(1, -(-count // MAP_PAGE))
