"""The few pages somebody in trouble needs, and what keeps them without a connection."""

import json

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import fixed_pages
from articles.languages import known
from articles.models.publication import Publication
from articles.models.record import language_codes
from articles.rendering import typeset_text
from articles.views.answer import page, shared
from articles.views.site import (
    FIRST_AID,
    WHEN_TO_GET_HELP,
    Site,
    current_site,
    fixed_address,
    site_name,
)

FILES = ("css/site.css", "js/reader.js", "icon.svg")
ICONS = (("icon-192.png", "192x192"), ("icon-512.png", "512x512"), ("icon.svg", "any"))


def safety_addresses(site: Site) -> dict[str, dict[str, str]]:
    """By language, where the two pages about what to do now are, if they are live."""
    found: dict[str, dict[str, str]] = {code: {} for code in language_codes()}
    for each in Publication.objects.live().filter(
        article__in=(FIRST_AID, WHEN_TO_GET_HELP)
    ):
        shelf = site.reference.topic(each.language, each.topic)
        if shelf and each.language in found:
            found[each.language][each.article] = f"{shelf.address}{each.slug}/"
    return found


def without_connection(request: HttpRequest, site: Site, language: str) -> HttpResponse:
    """Which pages stay readable; shown in place of the others meanwhile."""
    here = safety_addresses(site)[language]
    context = {
        "title": typeset_text(fixed_pages.title("offline"), language=language),
        "first_aid_address": here.get(FIRST_AID),
        "help_address": here.get(WHEN_TO_GET_HELP),
    }
    addresses = {code: fixed_address("offline", code) for code in language_codes()}
    return page(
        request, site, language, "reading/offline.html", context, addresses=addresses
    )


@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """/sw.js: the list of what is kept, before the script that keeps it.

    Browsers compare it byte for byte, so a new site version brings new copies.
    """
    site = current_site()
    pages = {
        code: [
            f"/{code}/",
            *addresses.values(),
            fixed_address("numbers", code),
            fixed_address("offline", code),
        ]
        for code, addresses in safety_addresses(site).items()
    }
    kept = {
        "version": site.number,
        "files": [static(name) for name in FILES],
        "pages": pages,
        "away": {code: fixed_address("offline", code) for code in pages},
    }
    script = f"const KEPT = {json.dumps(kept)}\nimportScripts({json.dumps(static('js/offline.js'))})\n"
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["X-Page-Store"] = "keep"
    return response


@require_safe
def manifest(request: HttpRequest, language: str) -> HttpResponse:
    """What a phone is told when the site is put on its first screen."""
    with translation.override(language):
        told = {
            "id": f"/{language}/",
            "name": site_name(),
            "short_name": site_name(),
            "description": _(
                "Clear answers on calf cramps, twitching and varicose veins."
            ),
            "lang": language,
            "dir": known(language).direction,
            "start_url": f"/{language}/",
            "scope": f"/{language}/",
            "display": "minimal-ui",
            "background_color": "#fbf7ef",
            "theme_color": "#0c4348",
            "icons": [
                {"src": static(name), "sizes": sizes, "type": _type(name)}
                for name, sizes in ICONS
            ],
        }
    text = json.dumps(told, ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/manifest+json")
    return shared(response, language)


def _type(name: str) -> str:
    return "image/svg+xml" if name.endswith(".svg") else "image/png"
