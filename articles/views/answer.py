"""From a context to a response: the shell of a page, its headers, its redirects."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from articles import fixed_pages
from articles.languages import known
from articles.models.record import language_codes
from articles.views.site import (
    Site,
    absolute,
    current_site,
    fixed_address,
    home_addresses,
    site_name,
)

P = ParamSpec("P")
PageView = Callable[Concatenate[HttpRequest, Site, str, P], HttpResponse]

SHARED_CACHES = (
    "public, max-age=0, s-maxage=60, stale-while-revalidate=600, stale-if-error=86400"
)
LIST_PAGES = ("a-z", "glossary")
FOOT_PAGES = ("about", "accessibility", "privacy", "imprint")


def reader_page(
    view: PageView[P],
) -> Callable[Concatenate[HttpRequest, str, P], HttpResponse]:
    """A view of `(request, site, language, …)` in that language.

    Unknown query parameters (tracking) and countries lead to the page without them.
    """

    @wraps(view)
    def wrapped(
        request: HttpRequest, language: str, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponse:
        with translation.override(language):
            if set(request.GET) - set(settings.READER_PARAMETERS):
                return moved(request, request.path)
            site = current_site()
            abroad = request.GET.get("country")
            if abroad is not None:
                if abroad not in site.reference.country_keys:
                    return moved(request, request.path, without="country")
                site = replace(site, abroad=abroad)
            return view(request, site, language, *args, **kwargs)

    return cast(
        "Callable[Concatenate[HttpRequest, str, P], HttpResponse]",
        require_safe(wrapped),
    )


def moved(request: HttpRequest, address: str, *, without: str = "") -> HttpResponse:
    """One permanent redirect to the canonical address, known parameters kept."""
    kept = {
        name: request.GET[name]
        for name in settings.READER_PARAMETERS
        if name in request.GET and name != without
    }
    query = f"?{urlencode(kept)}" if kept else ""
    response = HttpResponsePermanentRedirect(f"{address}{query}")
    response["Cache-Control"] = "public, max-age=3600"
    return response


def page(
    request: HttpRequest,
    site: Site,
    language: str,
    template: str,
    context: Mapping[str, Any],
    *,
    addresses: Mapping[str, str] | None = None,
    missing: Mapping[str, str] | None = None,
    status: int = 200,
    indexed: bool = True,
    about: str = "",
) -> HttpResponse:
    """A reader's page in its shell.

    `addresses` are the same page in each language where it is published, this one
    included; `missing` where the switch leads for the others; `about` is the subject
    of the page ("article:first-aid"). Only pages that are found are kept by caches.
    """
    shell = shell_context(site, language, addresses or {}, missing or {})
    indexed = indexed and status == 200
    response = render(
        request,
        template,
        {**shell, "indexed": indexed, **context},
        status=status,
    )
    response["Content-Language"] = language
    if not indexed:
        response["X-Robots-Tag"] = "noindex"
    if status == 200:
        return shared(response, language, about)
    response["Cache-Control"] = "no-store"
    return response


def shared(response: HttpResponse, *keys: str) -> HttpResponse:
    """Mark an answer as the same for all: our store and shared caches may keep it.

    A shared cache can be told to drop the whole "site", or what has one of the keys:
    a language, or a page's subject.
    """
    response["Cache-Control"] = SHARED_CACHES
    response["Surrogate-Key"] = " ".join(("site", *filter(None, keys)))
    response["X-Page-Store"] = "keep"
    return response


def shell_context(
    site: Site,
    language: str,
    addresses: Mapping[str, str],
    missing: Mapping[str, str],
) -> dict[str, Any]:
    """What the frame around every page shows."""
    homes = home_addresses()
    return {
        "site_name": site_name(),
        "language": language,
        "direction": known(language).direction,
        "locale": "_".join(filter(None, (language, known(language).country))),
        "home": homes[language],
        "canonical": absolute(addresses[language]) if language in addresses else "",
        "alternates": [(code, absolute(url)) for code, url in addresses.items()],
        "x_default": absolute("/"),
        "switch": [
            {
                "code": code,
                "name": known(code).name,
                "address": addresses.get(code) or missing.get(code) or homes[code],
                "current": code == language,
            }
            for code in language_codes()
        ],
        "menu_topics": site.reference.topics(language),
        "foot_pages": [(page, fixed_address(page, language)) for page in FOOT_PAGES],
        "list_pages": [(page, fixed_address(page, language)) for page in LIST_PAGES],
        "search_address": fixed_address("search", language),
        "numbers_address": fixed_address("numbers", language),
        "country": site.country(language),
        "country_choices": site.reference.countries(language),
        "version": site.number,
    }


def fixed_word(page: str, language: str) -> str:
    return fixed_pages.word(page, language)
