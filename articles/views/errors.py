"""Pages for what is not there: each says what happened and the way on."""

import logging
from collections.abc import Mapping
from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from articles.languages import best
from articles.models.publication import Publication
from articles.models.record import language_codes
from articles.views.answer import page, shell_context
from articles.views.site import Site, Topic, current_site, site_in_memory

logger = logging.getLogger("articles.views")


def language_of(request: HttpRequest) -> str:
    """The language of a path, or the one chosen at the desk, else the browser's.

    Else the first of the site.
    """
    first = request.path.lstrip("/").partition("/")[0]
    codes = language_codes()
    if first in codes:
        return first
    if chosen := getattr(request, "LANGUAGE_CODE", ""):
        return str(chosen)
    return best(request.headers.get("Accept-Language", ""), codes) or codes[0]


def not_found_page(request: HttpRequest, site: Site, language: str) -> HttpResponse:
    return page(request, site, language, "reading/not_found.html", {}, status=404)


def translation_missing(
    request: HttpRequest,
    site: Site,
    language: str,
    pages: Mapping[str, Publication],
) -> HttpResponse:
    """404 in the language asked for, with the languages the page exists in."""
    shelf = site.reference.topic(language, next(iter(pages.values())).topic)
    readable, addresses = _readable(site, pages)
    return page(
        request, site, language, "reading/translation_missing.html",
        {"readable": readable, "topic": shelf}, missing=addresses, status=404,
    )  # fmt: skip


def withdrawn(
    request: HttpRequest,
    site: Site,
    language: str,
    publication: Publication,
    shelf: Topic,
) -> HttpResponse:
    """410: why the page is gone, and where to go on: another language has it maybe."""
    others = Publication.objects.listed().filter(article=publication.article)
    pages = {each.language: each for each in others}
    readable, addresses = _readable(site, pages)
    return page(
        request, site, language, "reading/withdrawn.html",
        {"reason": publication.withdrawn_because, "topic": shelf, "readable": readable},
        missing=addresses, status=410,
    )  # fmt: skip


def _readable(
    site: Site, pages: Mapping[str, Publication]
) -> tuple[list[tuple[str, str, str]], dict[str, str]]:
    """`(language, address, title)` of each page, and the addresses alone."""
    addresses = {
        code: f"{there.address}{each.slug}/"
        for code, each in pages.items()
        if (there := site.reference.topic(code, each.topic))
    }
    listed = [
        (code, addresses[code], edition.title)
        for code in language_codes()
        if code in addresses and (edition := pages[code].edition)
    ]
    return listed, addresses


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 for any address; in a language, whatever happens."""
    language = language_of(request)
    with translation.override(language):
        return not_found_page(request, current_site(), language)


def server_error(request: HttpRequest) -> HttpResponse:
    """500 in the reader's language; plain words if even its page cannot be made."""
    language = language_of(request)
    try:
        return HttpResponse(server_error_page(language), status=500)
    except Exception:  # the last page of all must not fail
        logger.exception("The error page itself could not be made.")
        return HttpResponse("500 · 112", content_type="text/plain", status=500)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(_plain(language_of(request), "bad_request"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse(_plain(language_of(request), "forbidden"), status=403)


def server_error_page(language: str) -> str:
    return _plain(language, "server_error")


def unavailable_page(language: str) -> str:
    """The 503 of a page that is not stored while the database is away."""
    return _plain(language, "unavailable")


def pages_by_status(language: str) -> dict[int, str]:
    """The error pages that a web server in front of the site, or without it, needs."""
    return {
        404: _plain(language, "not_found"),
        410: _plain(language, "gone"),
        500: server_error_page(language),
        503: unavailable_page(language),
    }


def desk_unavailable_page(language: str) -> str:
    """What editors see while nothing can be saved."""
    return _plain(language, "desk_unavailable")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page was open too long."""
    return HttpResponse(_plain(language_of(request), "form_expired"), status=403)


def _plain(language: str, name: str) -> str:
    """A page that needs no database: then its frame shows what is remembered."""
    with translation.override(language):
        site = _site_if_possible()
        context: dict[str, Any] = {
            **shell_context(site, language, {}, {}),
            "indexed": False,
            "what": name,
        }
        return render_to_string("reading/plain_error.html", context)


def _site_if_possible() -> Site:
    try:
        return current_site()
    except DatabaseError:
        return site_in_memory()
