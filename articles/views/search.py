"""The search page: everything it needs is in memory, so it asks no database."""

import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import fixed_pages, unanswered
from articles.models.record import language_codes
from articles.rendering import typeset_text
from articles.searching import index
from articles.searching.engine import GET_HELP, HELP, Engine, Found, Hit
from articles.views.answer import page
from articles.views.care import care_levels
from articles.views.glossary import shown_term
from articles.views.links import PageLinks
from articles.views.site import (
    Reference,
    Site,
    current_site,
    fixed_address,
    site_in_memory,
)

PAGE = "search"
LONGEST = 200
"""Characters of a query that are read and shown again."""


@require_safe
def search(request: HttpRequest, language: str) -> HttpResponse:
    """The form, and what answers `q`. Only the page without `q` is ever kept."""
    with translation.override(language):
        if set(request.GET) - {"q", *settings.READER_PARAMETERS}:
            return _without_the_rest(request)
        library = index.library()
        site = _site(library, request.GET.get("country", ""))
        engine = library.engines.get(language) if library else None
        context = {
            "title": typeset_text(fixed_pages.title(PAGE), language=language),
            "broken": engine is None,
        }
        if "q" not in request.GET:
            return _answer(request, site, language, context)
        query = legible(request.GET["q"])
        if engine and query:
            context |= _results(site, language, engine, query)
            if not context["hits"]:
                unanswered.note(language, query)
        context |= {"query": query, "asked": bool(query)}
        return _not_kept(_answer(request, site, language, context, indexed=False))


def addresses() -> tuple[str, ...]:
    """Where the search is, in each language."""
    return tuple(fixed_address(PAGE, code) for code in language_codes())


def legible(query: str) -> str:
    """What was typed, on one line, without characters that cannot be seen."""
    seen = (
        " " if unicodedata.category(letter) in ("Cc", "Zl", "Zp") else letter
        for letter in query[:LONGEST]
        if unicodedata.category(letter) not in ("Cf", "Cs", "Co", "Cn")
    )
    return " ".join(unicodedata.normalize("NFC", "".join(seen)).split())


def _site(library: index.Library | None, country: str) -> Site:
    """The site as it was when the index was made; no database is asked."""
    if library is None:
        return _site_without_index()
    version = library.version
    site = Site(version.number, version.changed_at, Reference(version.reference))
    if country in site.reference.country_keys:
        return replace(site, abroad=country)
    return site


def _site_without_index() -> Site:
    try:
        return current_site()
    except DatabaseError:
        return site_in_memory()


def _answer(
    request: HttpRequest,
    site: Site,
    language: str,
    context: Mapping[str, Any],
    *,
    indexed: bool = True,
) -> HttpResponse:
    addresses = {code: fixed_address(PAGE, code) for code in language_codes()}
    return page(
        request, site, language, "reading/search.html", context,
        addresses=addresses, indexed=indexed,
    )  # fmt: skip


def _not_kept(response: HttpResponse) -> HttpResponse:
    """What somebody looks for is kept by no cache, the page store included."""
    response["Cache-Control"] = "no-store"
    del response["X-Page-Store"]
    del response["Surrogate-Key"]
    return response


def _without_the_rest(request: HttpRequest) -> HttpResponse:
    kept = [(name, request.GET[name]) for name in ("q", *settings.READER_PARAMETERS)
            if name in request.GET]  # fmt: skip
    query = f"?{urlencode(kept)}" if kept else ""
    return HttpResponsePermanentRedirect(f"{request.path}{query}")


def _results(site: Site, language: str, engine: Engine, query: str) -> dict[str, Any]:
    found = engine.find(query)
    help_page = engine.page(HELP)
    shown: dict[str, Any] = {
        "hits": _shown_hits(site, language, found.hits),
        "levels": _levels(site, language, found),
        "terms": _shown_terms(site, language, found.terms),
        "read_as": found.read_as,
        "help_address": (
            f"{_address(site, language, help_page)}#{GET_HELP}" if help_page else ""
        ),
    }
    if not found.hits:
        suggestion = engine.suggestion(query)
        shown["suggestion"] = suggestion
        shown["suggestion_address"] = _search_address(language, suggestion)
        shown["offers"] = _offers(language, query)
    return shown


def _shown_hits(site: Site, language: str, hits: list[Hit]) -> list[dict[str, str]]:
    topics = {topic.key: topic.name for topic in site.reference.topics(language)}
    return [
        {
            "address": _address(site, language, hit),
            "title": typeset_text(hit.title, language=language),
            "heading": typeset_text(hit.heading, language=language),
            "topic": topics[hit.topic],
            "snippet": mark_safe(hit.snippet),  # noqa: S308 escaped by the search
        }
        for hit in hits
        if hit.topic in topics
    ]


def _address(site: Site, language: str, hit: Hit) -> str:
    topic = site.reference.topic(language, hit.topic)
    section = f"#{hit.section}" if hit.section else ""
    return f"{topic.address}{hit.slug}/{section}" if topic else ""


def _levels(site: Site, language: str, found: Found) -> list[dict[str, Any]]:
    """The cards of red flags; their sources stand on the pages themselves."""
    links = PageLinks(site=site, language=language, figures={}, sources={})
    return care_levels([{**card, "sources": []} for card in found.cards], links)


def _shown_terms(site: Site, language: str, keys: list[str]) -> list[dict[str, str]]:
    texts = dict(site.reference.terms(language))
    return [shown_term(key, texts[key], language) for key in keys if key in texts]


def _offers(language: str, query: str) -> list[dict[str, str]]:
    """The same query in other languages that have an answer, in their own words."""
    offers = []
    for code in language_codes():
        engine = index.current(code) if code != language else None
        if engine and engine.find(query).hits:
            with translation.override(code):
                # Translators: name your own language here, not English.
                words = _("Results in English for “%(query)s”") % {"query": query}
            offers.append(
                {
                    "code": code,
                    "address": _search_address(code, query),
                    "words": typeset_text(words, language=code),
                }
            )
    return offers


def _search_address(language: str, query: str) -> str:
    return f"{fixed_address(PAGE, language)}?{urlencode({'q': query})}"
