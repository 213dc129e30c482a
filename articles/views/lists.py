"""The gateway, the home of a language, and the page of a topic."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _, override
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from articles import fixed_pages
from articles.languages import best, known
from articles.models.old_slug import OldSlug
from articles.models.publication import Publication
from articles.models.record import language_codes
from articles.rendering import typeset_text
from articles.views import errors, fixed, search
from articles.views.answer import moved, page, reader_page, shared
from articles.views.links import figure_html
from articles.views.site import (
    FIRST_AID,
    WHEN_TO_GET_HELP,
    Site,
    Topic,
    absolute,
    home_addresses,
    site_name,
)
from articles.views.structured import as_json


@require_safe
@vary_on_headers("Accept-Language")
def gateway(request: HttpRequest) -> HttpResponse:
    """Lead to a language the browser accepts, or let the reader choose.

    Our store keeps an answer per language; a shared cache must ask for the redirect
    each time, since many of them look past `Vary`.
    """
    codes = language_codes()
    chosen = best(request.headers.get("Accept-Language", ""), codes)
    if chosen:
        response: HttpResponse = HttpResponseRedirect(f"/{chosen}/")
        response["Cache-Control"] = "no-cache"
        response["X-Page-Store"] = "keep"
        return response
    cards = []
    for code in codes:
        with override(code):
            cards.append(
                {
                    "code": code,
                    "name": known(code).name,
                    "site_name": site_name(),
                    "sentence": typeset_text(
                        _(
                            "Clear answers on calf cramps, twitching and varicose veins."
                        ),
                        language=code,
                    ),
                    "now": typeset_text(_("A cramp right now?"), language=code),
                    "direction": known(code).direction,
                }
            )
    response = render(
        request,
        "reading/gateway.html",
        {
            "cards": cards,
            "language": codes[0],
            "alternates": [
                (code, absolute(url)) for code, url in home_addresses().items()
            ],
            "canonical": absolute("/"),
        },
    )
    return shared(response)


@reader_page
def home(request: HttpRequest, site: Site, language: str) -> HttpResponse:
    """The home of a language: what to do now, the topics, when to get help."""
    pages = {
        each.article: each
        for each in Publication.objects.listed().filter(
            language=language, article__in=(FIRST_AID, WHEN_TO_GET_HELP)
        )
    }
    addresses = {
        key: f"{shelf.address}{each.slug}/"
        for key, each in pages.items()
        if (shelf := site.reference.topic(language, each.topic))
    }
    panel = site.reference.panel(language)
    context = {
        "title": site_name(),
        "first_aid_address": addresses.get(FIRST_AID),
        "help_address": addresses.get(WHEN_TO_GET_HELP),
        "panel": {"figure": figure_html(panel, language) if panel else ""},
        "structured": as_json(
            {
                "@context": "https://schema.org",
                "@type": "WebSite",
                "name": site_name(),
                "url": absolute(f"/{language}/"),
                "inLanguage": language,
            }
        ),
    }
    return page(
        request, site, language, "reading/home.html", context,
        addresses=home_addresses(),
    )  # fmt: skip


def shelf(request: HttpRequest, language: str, word: str) -> HttpResponse:
    """A topic, a fixed page or the search, by its word in this language."""
    name = fixed_pages.words(language).get(word, "")
    if name == search.PAGE:  # goes on without a database, which the others need
        return search.search(request, language)
    return _shelf(request, language, word, name)


@reader_page
def _shelf(
    request: HttpRequest, site: Site, language: str, word: str, name: str
) -> HttpResponse:
    if name in fixed.VIEWS:
        return fixed.VIEWS[name](request, site, language)
    for topic in site.reference.topics(language):
        if topic.slug == word:
            return _topic(request, site, language, topic)
    old = OldSlug.objects.filter(kind="topic", language=language, slug=word).first()
    now = site.reference.topic(language, old.key) if old else None
    if now:
        return moved(request, now.address)
    return errors.not_found_page(request, site, language)


def _topic(
    request: HttpRequest, site: Site, language: str, topic: Topic
) -> HttpResponse:
    pages = [
        {
            "key": each.article,
            "address": f"{topic.address}{each.slug}/",
            "title": typeset_text(each.edition.title, language=language),
            "lead": typeset_text(each.edition.lead, language=language),
        }
        for each in Publication.objects.listed()
        .filter(language=language, topic=topic.key)
        .order_by("position", "slug")
        if each.edition
    ]
    start = next((each for each in pages if each["key"] == topic.start), None)
    help_page = (
        Publication.objects.live()
        .filter(language=language, article=WHEN_TO_GET_HELP)
        .first()
    )
    help_shelf = site.reference.topic(language, help_page.topic) if help_page else None
    context = {
        "title": topic.name,
        "topic": topic,
        "articles": pages,
        "start": start,
        "help_address": (
            f"{help_shelf.address}{help_page.slug}/"
            if help_page and help_shelf
            else None
        ),
        "structured": as_json(
            {
                "@context": "https://schema.org",
                "@type": "CollectionPage",
                "name": topic.name,
                "url": absolute(topic.address),
                "inLanguage": language,
                "description": topic.introduction,
            }
        ),
    }
    addresses = {
        code: other.address
        for code in language_codes()
        if (other := site.reference.topic(code, topic.key))
    }
    return page(
        request, site, language, "reading/topic.html", context,
        addresses=addresses, about=f"topic:{topic.key}",
    )  # fmt: skip
