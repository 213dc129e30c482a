"""The page of an article: an Edition, with what has to be looked up now."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles import fixed_pages
from articles.models.edition import Edition
from articles.models.edition_use import EditionUse
from articles.models.old_slug import OldSlug
from articles.models.publication import Publication
from articles.models.record import language_codes
from articles.models.rendered import RenderedEdition
from articles.models.sign_off import SignOff
from articles.models.source import CONSENSUS
from articles.rendering import RENDERER_VERSION, fill, render, typeset, typeset_text
from articles.views import errors, glossary, inner
from articles.views.answer import moved, page, reader_page
from articles.views.care import care_levels
from articles.views.links import PageLinks, figure_html
from articles.views.prepared import Prepared
from articles.views.read_next import candidates, cards_of, read_next, shares_cards
from articles.views.sheet import letters_on_paper
from articles.views.site import (
    FIRST_AID,
    WHEN_TO_GET_HELP,
    Site,
    Topic,
    feedback_address,
    fixed_address,
)
from articles.views.structured import article_data


@reader_page
def article(
    request: HttpRequest, site: Site, language: str, topic: str, slug: str
) -> HttpResponse:
    """The live Edition at this address, or the way to what the reader looks for."""
    name = fixed_pages.words(language).get(topic, "")
    if name in inner.VIEWS:
        return inner.VIEWS[name](request, site, language, slug)
    found = page_at(language, slug)
    if found is None:
        return _elsewhere(request, site, language, slug)
    shelf = site.reference.topic(language, found.topic)
    if shelf is None:
        return errors.not_found_page(request, site, language)
    if found.edition is None:
        return errors.withdrawn(request, site, language, found, shelf)
    if shelf.slug != topic:
        return moved(request, f"{shelf.address}{slug}/")
    forms = feedback_address(f"{shelf.address}{slug}/", language)
    more = {"feedback_address": forms}
    return show(request, site, language, found, found.edition, shelf, more=more)


def pages_with_edition(language: str) -> QuerySet[Publication]:
    """Pages of a language with all that one page needs, in one query."""
    parts = EditionUse.objects.filter(edition=OuterRef("edition")).exclude(digest="")
    standing = SignOff.objects.standing().filter(digest=OuterRef("digest"))
    texts = SignOff.objects.standing().filter(
        language=OuterRef("language"), digest=Subquery(_text_digest())
    )
    newer = Edition.objects.filter(
        article=OuterRef("article"),
        language=OuterRef("edition__source_language"),
        meaning_changed=True,
        pk__gt=OuterRef("base"),
    )
    rendered = RenderedEdition.objects.filter(
        edition=OuterRef("edition"), renderer=RENDERER_VERSION
    )
    return (
        Publication.objects.filter(language=language)
        .select_related("edition")
        .annotate(
            rendered=Subquery(rendered.values("sections")[:1]),
            has_unsigned=Exists(parts.filter(~Exists(standing))),
            outdated=Exists(newer),
            signer=Subquery(texts.values("name")[:1]),
            signer_role=Subquery(texts.values("role")[:1]),
            signed_at=Subquery(texts.values("at")[:1]),
        )
    )


_page_at = Prepared(
    lambda language, slug: pages_with_edition(language).filter(slug=slug)
)


def page_at(language: str, slug: str) -> Publication | None:
    """The page with this slug, with all that is shown of it."""
    return next(iter(_page_at(language=language, slug=slug)), None)


def _text_digest() -> QuerySet[Any]:
    """The digest of the text of the page two queries up."""
    return EditionUse.objects.filter(
        edition=OuterRef(OuterRef("edition")),
        used=Concat(Value("article:"), OuterRef(OuterRef("article"))),
    ).values("digest")[:1]


def _elsewhere(
    request: HttpRequest, site: Site, language: str, slug: str
) -> HttpResponse:
    """Where an address leads that no live page has: an old one, or another language."""
    old = OldSlug.objects.filter(kind="article", language=language, slug=slug)
    named = Q(article=slug) | Q(article__in=old.values("key"))
    moved_here = Exists(old.filter(key=OuterRef("article")))
    pages = list(
        Publication.objects.listed().filter(named).annotate(moved_here=moved_here)
    )
    movers = [each for each in pages if each.moved_here]  # type: ignore[attr-defined]
    by_language = {each.language: each for each in movers or pages}
    if language in by_language:
        here = by_language[language]
        shelf = site.reference.topic(language, here.topic)
        if shelf:
            return moved(request, f"{shelf.address}{here.slug}/")
    if by_language and not movers:
        return errors.translation_missing(request, site, language, by_language)
    return errors.not_found_page(request, site, language)


def show(
    request: HttpRequest,
    site: Site,
    language: str,
    publication: Publication,
    edition: Edition,
    shelf: Topic,
    *,
    old: bool = False,
    template: str = "reading/article.html",
    more: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """Put an Edition on its page; `old` marks one that is not live any more.

    The desk shows a draft in the same way, in a `template` with `more` on it.
    """
    around = _pages_around(publication, edition)
    here = {
        each.article: _address(site, each)
        for each in around
        if each.language == language
    }
    addresses = {
        code: _address(site, each)
        for code in language_codes()
        for each in around
        if each.language == code and each.article == edition.article
    }
    panel = site.reference.panel(language) if edition.content["act_now"] else None
    links = PageLinks(
        site=site,
        language=language,
        figures=_figures(edition, panel),
        sources=edition.content["sources"],
        live=here,
        glossary=glossary_address(language),
    )
    context = {
        **_body(edition, links, getattr(publication, "rendered", None)),
        "address": addresses.get(language, ""),
        "topic": shelf,
        "edition": edition,
        "content": edition.content,
        "sheet": letters_on_paper(edition.content),
        "title": typeset_text(edition.title, language=language),
        "lead": typeset_text(edition.lead, language=language),
        "byline": _(edition.content["byline"]),  # the site's own name is translated
        "also_called": [
            typeset_text(name.strip(), language=language)
            for name in edition.content["also_called"].split(";")
            if name.strip()
        ],
        "signature": None if old else _signature(publication),
        "outdated": publication.outdated and not old,  # type: ignore[attr-defined]
        "overdue": edition.review_by <= timezone.localdate(),
        "help_address": here.get(WHEN_TO_GET_HELP),
        "first_aid_address": here.get(FIRST_AID),
        "acts_now": edition.content["act_now"],
        "panel": {"figure": figure_html(panel, language) if panel else ""},
        "related": [
            (here[each.article], typeset_text(each.edition.title, language=language))
            for each in read_next(edition, around)
            if each.edition
        ],
        **_neighbours(publication, around, here, language),
        "history_address": (
            f"{addresses[language]}{fixed_pages.word('history', language)}/"
            if language in addresses
            else ""
        ),
        "old": old,
    }
    missing = {
        code: f"/{code}/{other.slug}/{edition.article}/"
        for code in language_codes()
        if code not in addresses
        and (other := site.reference.topic(code, publication.topic))
    }
    if not old:
        context["structured"] = article_data(edition, context, addresses, site)
    return page(
        request,
        site,
        language,
        template,
        {**context, **(more or {})},
        addresses=addresses,
        missing=missing,
        indexed=not old,
        about=f"article:{edition.article}",
    )


def glossary_address(language: str) -> str:
    """Where terms are explained, each on a page of its own."""
    return fixed_address(glossary.PAGE, language)


def _pages_around(publication: Publication, edition: Edition) -> list[Publication]:
    """Everything this page links to, in one query: the article in each language,
    linked and related pages, and its neighbours on the shelf."""
    linked = (key.partition("#")[0] for key in _linked(edition))
    named = dict.fromkeys((*edition.content["related"], *linked))
    return _around(
        article=edition.article,
        language=publication.language,
        topic=publication.topic,
        position=publication.position,
        named=(*named, FIRST_AID, WHEN_TO_GET_HELP),
        cards=cards_of(edition),
    )


def _query_around(
    *,
    article: str,
    language: str,
    topic: str,
    position: int,
    named: tuple[str, ...],
    cards: tuple[str, ...],
) -> QuerySet[Publication]:
    shelf = Publication.objects.live().filter(language=language, topic=topic)
    before = shelf.filter(position__lt=position).order_by("-position")
    after = shelf.filter(position__gt=position).order_by("position")
    return (
        Publication.objects.listed()
        .annotate(shares_cards=shares_cards(cards))
        .filter(
            Q(article=article)
            | Q(language=language, article__in=named)
            | Q(pk__in=before.values("pk")[:1])
            | Q(pk__in=after.values("pk")[:1])
            | candidates(article, language, topic, cards)
        )
    )


_around = Prepared(_query_around)


def _linked(edition: Edition) -> list[str]:
    return [
        key
        for section in edition.content["sections"]
        for key in re.findall(r"\]\(article:([a-z0-9-]+)", section["body"])
    ]


def _address(site: Site, publication: Publication) -> str:
    shelf = site.reference.topic(publication.language, publication.topic)
    return f"{shelf.address}{publication.slug}/" if shelf else ""


def _neighbours(
    publication: Publication,
    around: list[Publication],
    here: Mapping[str, str],
    language: str,
) -> dict[str, Any]:
    shelf = [
        each
        for each in around
        if each.language == language
        and each.topic == publication.topic
        and each.edition is not None
    ]
    before = [each for each in shelf if each.position < publication.position]
    after = [each for each in shelf if each.position > publication.position]
    nearest = {
        "previous": max(before, key=lambda each: each.position, default=None),
        "next": min(after, key=lambda each: each.position, default=None),
    }
    return {
        name: (here[each.article], typeset_text(each.edition.title, language=language))
        for name, each in nearest.items()
        if each and each.edition
    }


@dataclass(frozen=True)
class Signature:
    """Who signed the text of a page, as readers see it."""

    name: str
    role: str
    at: datetime.datetime


def _signature(publication: Any) -> Signature | None:
    """The signature of a page whose every part is signed; None otherwise."""
    if publication.has_unsigned or not publication.signer:
        return None
    return Signature(publication.signer, publication.signer_role, publication.signed_at)


def _figures(edition: Edition, panel: Mapping[str, Any] | None) -> dict[str, Any]:
    """The drawings of a page; the panel's stands there already, so not once more."""
    return {
        key: figure
        for key, figure in edition.content["figures"].items()
        if panel is None or figure["svg"] != panel["svg"]
    }


def _body(
    edition: Edition, links: PageLinks, rendered: list[list[str]] | None
) -> dict[str, Any]:
    """Sections, care cards and sources of an Edition, ready to be shown."""
    language, content = edition.language, edition.content
    html = dict(rendered or render_edition(edition))
    sections = [
        {
            "key": section["key"],
            "heading": typeset_text(section["heading"], language=language),
            "html": mark_safe(fill(html[section["key"]], links)),  # noqa: S308 sanitised
        }
        for section in content["sections"]
    ]
    levels = care_levels(content["care_cards"], links)
    return {"sections": sections, "levels": levels, "sources": _sources(links)}


def render_edition(edition: Edition) -> list[list[str]]:
    """`[key, html]` of each section, rendered now."""
    return [
        [
            section["key"],
            typeset(
                render(section["body"], language=edition.language).html,
                language=edition.language,
            ),
        ]
        for section in edition.content["sections"]
    ]


def _sources(links: PageLinks) -> list[dict[str, Any]]:
    """The source list in the order of the citations."""
    listed: list[dict[str, Any]] = []
    for number, key in enumerate(links.cited, start=1):
        if key == CONSENSUS:
            listed.append({"number": number, "consensus": True})
            continue
        source = links.sources[key]
        address = f"https://doi.org/{source['doi']}" if source["doi"] else source["url"]
        foreign = source["language"] != links.language
        listed.append(
            {
                "number": number,
                "consensus": False,
                **source,
                "address": address,
                "foreign": source["language"] if foreign else "",
            }
        )
    return listed
