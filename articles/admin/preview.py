"""A draft as readers would see it: public templates, public style sheet, no copy."""

from collections.abc import Callable, Mapping
from typing import Any

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.clickjacking import xframe_options_sameorigin

from articles.admin.forms import TextForm
from articles.admin.place import Place
from articles.admin.syntax import problems_of
from articles.composing import compose
from articles.models import Article, CareCard, Edition, Figure, Publication
from articles.models.record import Content
from articles.views.answer import shell_context
from articles.views.article import show
from articles.views.care import care_levels
from articles.views.links import PageLinks, figure_html
from articles.views.site import Site, Topic, current_site

PREVIEWED = ("article", "care-card", "figure")
"""Kinds that readers see on a page, so that it can be shown beside the form."""


def preview(place: Place) -> HttpResponse:
    """What was sent as a page; for a GET, what the desk holds.

    Only this answer may stand in a frame, and only in one of our own. No store and
    no cache keeps it.
    """
    if not place.language or place.record.kind not in PREVIEWED:
        raise Http404
    sent = place.request.method == "POST"
    form = TextForm(
        place.record, place.language, data=place.request.POST if sent else None
    )
    problems = {
        form[name].id_for_label: sentences
        for name, sentences in problems_of(form).items()
    }
    response = _framed(_page)(place.request, place, form.typed(), problems)
    del response["X-Page-Store"]
    del response["Surrogate-Key"]
    response["Cache-Control"] = "no-store"
    return response


def _framed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    framed: Any = csp_replace({"frame-ancestors": [SELF]})(view)
    framed = xframe_options_sameorigin(framed)
    return framed  # type: ignore[no-any-return]


def _page(
    request: HttpRequest,
    place: Place,
    text: Content,
    problems: Mapping[str, list[str]],
) -> HttpResponse:
    with translation.override(place.language):
        site = current_site()
        if isinstance(place.record, Article):
            article = written(place.record, place.language, text)
            return _article(request, site, article, place.language, problems)
        return _part(request, site, place, text)


def _article(
    request: HttpRequest,
    site: Site,
    article: Article,
    language: str,
    problems: Mapping[str, list[str]],
) -> HttpResponse:
    """The page of an article, made from an Edition that is never kept."""
    page = compose(article, language)
    if page is None:
        return render(request, "desk/preview_empty.html", {"language": language})
    content = page.content
    edition = Edition(
        article=article.key, language=language, number=_next(article, language),
        topic=content["topic"], title=content["title"], slug=content["slug"],
        lead=content["lead"], content=content, parts=page.parts,
        source_language=content["source_language"], review_by=article.review_by,
        published_at=timezone.now(), meaning_changed=False,
    )  # fmt: skip
    publication: Any = Publication(
        article=article.key, language=language, slug=content["slug"],
        topic=content["topic"], position=content["position"],
    )  # fmt: skip
    publication.outdated = publication.has_unsigned = False
    publication.signer = ""
    shelf = site.reference.topic(language, content["topic"])
    return show(
        request, site, language, publication, edition,
        shelf or _shelf(article, language),
        template="desk/preview.html", more={"problems": problems},
    )  # fmt: skip


def written(article: Article, language: str, text: Content) -> Article:
    """The article as if it said this text; it is never saved.

    Its sections are prefetched, so that these very rows are read again.
    """
    article.put_text(language, text)
    words = {key: (heading, body) for key, heading, body in text["sections"]}
    for section in article.sections.all():
        heading, body = words[section.key]
        setattr(section, f"heading_{language}", heading)
        setattr(section, f"body_{language}", body)
    return article


def _next(article: Article, language: str) -> int:
    """The number the next Edition will have."""
    editions = Edition.objects.filter(article=article.key, language=language)
    return 1 + (editions.values_list("number", flat=True).first() or 0)


def _shelf(article: Article, language: str) -> Topic:
    """A topic that readers do not have yet."""
    topic = article.topic
    name = getattr(topic, f"name_{language}") or topic.key
    slug = getattr(topic, f"slug_{language}") or topic.key
    return Topic(topic.key, name, slug, "", "", f"/{language}/{slug}/")


def _part(
    request: HttpRequest, site: Site, place: Place, text: Content
) -> HttpResponse:
    """A care card or a drawing on a page of its own."""
    record, language = place.record, place.language
    content = {"key": record.key, **record.structure(), **text}
    links = PageLinks(site=site, language=language, figures={}, sources={})
    context = {
        **shell_context(site, language, {}, {}),
        "indexed": False,
        "title": record.key,
        "levels": care_levels([content], links) if isinstance(record, CareCard) else [],
        "figure": figure_html(content, language) if isinstance(record, Figure) else "",
    }
    return render(request, "desk/preview_part.html", context)
