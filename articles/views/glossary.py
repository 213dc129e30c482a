"""The glossary, and the page of each of its terms."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse

from articles import fixed_pages
from articles.languages import initial, sort_key
from articles.models.edition_use import EditionUse
from articles.models.record import language_codes
from articles.rendering import typeset_text
from articles.views import errors
from articles.views.answer import page
from articles.views.names import in_address
from articles.views.site import Site, absolute, fixed_address
from articles.views.structured import as_json

PAGE = "glossary"
MOST_USES = 100
"""Articles that the page of a term names; a word that is everywhere helps nobody."""


def glossary(request: HttpRequest, site: Site, language: str) -> HttpResponse:
    """Every term with its meaning, in the order of the alphabet."""
    terms = sorted(
        (
            shown_term(key, text, language)
            for key, text in site.reference.terms(language)
        ),
        key=lambda term: sort_key(term["plain"], language),
    )
    groups = [
        {"letter": letter, "anchor": f"letter-{in_address(letter)}", "terms": [*group]}
        for letter, group in groupby(
            terms, key=lambda term: initial(term["plain"], language)
        )
    ]
    context = {
        "title": typeset_text(fixed_pages.title(PAGE), language=language),
        "letters": [
            {"letter": group["letter"], "address": f"#{group['anchor']}"}
            for group in groups
        ],
        "groups": groups,
    }
    addresses = {code: fixed_address(PAGE, code) for code in language_codes()}
    return page(
        request, site, language, "reading/glossary.html", context, addresses=addresses
    )


def term(request: HttpRequest, site: Site, language: str, word: str) -> HttpResponse:
    """One term, and the articles that use it."""
    text = dict(site.reference.terms(language)).get(word)
    if text is None:
        return errors.not_found_page(request, site, language)
    shown = shown_term(word, text, language)
    context = {
        "title": shown["plain"],
        "term": shown,
        "crumb": {
            "address": fixed_address(PAGE, language),
            "name": typeset_text(fixed_pages.title(PAGE), language=language),
        },
        "uses": _uses(site, language, word),
        "structured": as_json(
            {
                "@context": "https://schema.org",
                "@type": "DefinedTerm",
                "name": text["plain"],
                "alternateName": text["professional"],
                "description": text["definition"],
                "inLanguage": language,
                "url": absolute(shown["address"]),
                "inDefinedTermSet": absolute(fixed_address(PAGE, language)),
            }
        ),
    }
    addresses = {code: term_address(word, code) for code in language_codes()}
    return page(
        request, site, language, "reading/term.html", context, addresses=addresses
    )


def term_address(key: str, language: str) -> str:
    return f"{fixed_address(PAGE, language)}{key}/"


def shown_term(key: str, text: Any, language: str) -> dict[str, str]:
    """A term as pages show it; the medical word only if it is another one."""
    plain, professional = (
        typeset_text(text[name], language=language)
        for name in ("plain", "professional")
    )
    return {
        "key": key,
        "plain": plain,
        "professional": professional if professional != plain else "",
        "definition": typeset_text(text["definition"], language=language),
        "address": term_address(key, language),
    }


def _uses(site: Site, language: str, key: str) -> list[tuple[str, str]]:
    """Address and title of the live pages that link to a term."""
    shelves = {topic.key: topic.address for topic in site.reference.topics(language)}
    uses = (
        EditionUse.objects.filter(
            used=f"term:{key}",
            edition__language=language,
            edition__publication__isnull=False,
        )
        .select_related("edition")
        .defer("edition__content", "edition__parts")
        .order_by("edition__title")[:MOST_USES]
    )
    return [
        (
            f"{shelves[use.edition.topic]}{use.edition.slug}/",
            typeset_text(use.edition.title, language=language),
        )
        for use in uses
        if use.edition.topic in shelves
    ]
