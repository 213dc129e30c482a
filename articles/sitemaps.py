"""sitemap.xml: an index, and one map a language, with alternates."""

from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.models.publication import Publication
from articles.models.record import language_codes
from articles.views.answer import shared
from articles.views.fixed import VIEWS
from articles.views.paths import MAP_PAGE, sitemaps_of
from articles.views.site import (
    Site,
    absolute,
    current_site,
    fixed_address,
    home_addresses,
)

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """One entry for each language's maps."""
    maps = []
    for language in language_codes():
        for number in range(1, sitemaps_of(language) + 1):
            maps.append(
                f"<sitemap><loc>{absolute(f'/sitemap-{language}-{number}.xml')}</loc>"
                "</sitemap>"
            )
    body = f"{HEAD}<sitemapindex {NAMESPACE}>{''.join(maps)}</sitemapindex>\n"
    return _xml([body])


@require_safe
def language_map(request: HttpRequest, language: str, number: int) -> HttpResponse:
    """The addresses of one language, each with the same page in the others."""
    site = current_site()
    rows = (
        Publication.objects.listed()
        .filter(language=language)
        .order_by("pk")[(number - 1) * MAP_PAGE : number * MAP_PAGE]
    )
    articles = [row.article for row in rows]
    if number > 1 and not articles:
        raise Http404
    others: dict[str, dict[str, str]] = {}
    for row in Publication.objects.live().filter(article__in=articles):
        address = _address(site, row)
        if address:
            others.setdefault(row.article, {})[row.language] = address
    entries = [
        _entry(language, _in_order(others[row.article]), row.edition.published_at)
        for row in rows
        if row.edition and language in others.get(row.article, {})
    ]
    fixed = _fixed(site, language) if number == 1 else []
    parts = [f"{HEAD}<urlset {NAMESPACE} {XHTML}>", *fixed, *entries, "</urlset>\n"]
    return _xml(parts)


def _fixed(site: Site, language: str) -> list[str]:
    """Home, topics and fixed pages."""
    entries = [_entry(language, home_addresses())]
    for topic in site.reference.topics(language):
        entries.append(
            _entry(
                language,
                {
                    code: other.address
                    for code in language_codes()
                    if (other := site.reference.topic(code, topic.key))
                },
            )
        )
    for name in VIEWS:
        entries.append(
            _entry(
                language, {code: fixed_address(name, code) for code in language_codes()}
            )
        )
    return entries


def _entry(language: str, addresses: dict[str, str], at: object = None) -> str:
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" '
        f"href={quoteattr(absolute(address))}/>"
        for code, address in addresses.items()
    )
    modified = f"<lastmod>{at:%Y-%m-%d}</lastmod>" if at else ""
    return f"<url><loc>{absolute(addresses[language])}</loc>{modified}{links}</url>"


def _in_order(addresses: dict[str, str]) -> dict[str, str]:
    return {code: addresses[code] for code in language_codes() if code in addresses}


def _address(site: Site, row: Publication) -> str:
    shelf = site.reference.topic(row.language, row.topic)
    return f"{shelf.address}{row.slug}/" if shelf else ""


def _xml(parts: list[str] | Iterator[str]) -> HttpResponse:
    return shared(HttpResponse("".join(parts), content_type="application/xml"))
