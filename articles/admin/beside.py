"""Translating: the original on the left, the one-language form on the right."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.admin.forms import TextForm
from articles.admin.place import Place, title_of
from articles.admin.tabs import tabs
from articles.admin.writing import around, part
from articles.languages import known
from articles.models import Article, Publication
from articles.publishing import PublishRefusedError
from articles.rendering import fill, render
from articles.reviewing import outdated_pages
from articles.translating import (
    Pair,
    confirm_still_correct,
    explain,
    pairs,
    progress,
)
from articles.views.links import PageLinks
from articles.views.site import current_site


def beside(place: Place) -> HttpResponse:
    """Show both languages; save the translation; confirm it, or explain a number."""
    article = place.record
    if not isinstance(article, Article) or place.language in (
        "",
        article.source_language,
    ):
        raise Http404
    if place.request.method != "POST":
        return _show(place, article)
    place.must_write()
    acts = {"confirm": _confirm, "explain": _explain}
    act = acts.get(place.request.POST.get("do", ""))
    if act is None:
        saved = part(place)
        return _back(place, saved) if saved.status_code == 302 else saved
    try:
        messages.success(place.request, act(place, article))
    except PublishRefusedError as error:
        messages.error(place.request, str(error))
        return _show(place, article, status=409)
    return HttpResponseRedirect(place.address("beside"))


def _back(place: Place, saved: HttpResponse) -> HttpResponse:
    """Here again, at the field that was being written."""
    _tab, hash_, field = saved["Location"].partition("#")
    return HttpResponseRedirect(f"{place.address('beside')}{hash_}{field}")


def _confirm(place: Place, article: Article) -> str:
    confirm_still_correct(article=article, language=place.language, by=place.user)
    return _("Confirmed: the translation follows the newest original.")


def _explain(place: Place, article: Article) -> str:
    sent = place.request.POST
    explain(
        article=article, language=place.language, section=sent.get("section", ""),
        reason=sent.get("reason", "").strip(), by=place.user,
    )  # fmt: skip
    return _("Noted. It holds until one of the two texts changes there.")


def _show(place: Place, article: Article, status: int = 200) -> HttpResponse:
    found = pairs(article, place.language)
    form = TextForm(article, place.language, initial={"token": place.token()})
    done, total = progress(found)
    source = article.source_language
    links = PageLinks(site=current_site(), language=source, figures={}, sources={})
    live = Publication.objects.live().filter(
        article=article.key, language=place.language
    )
    context: dict[str, Any] = {
        "tabs": tabs(place),
        **around(place, form),
        "source": known(source),
        "source_head": article.text(source),
        "rows": [_row(pair, form, links) for pair in found],
        "done": done,
        "total": total,
        "outdated": outdated_pages()
        .filter(article=article.key, language=place.language)
        .exists(),
        "is_live": live.exists(),
    }
    title = _("Translate: %(title)s") % {
        "title": f"{title_of(article)} – {known(source).name} → {place.name}"
    }
    return place.page("desk/beside.html", context, title=title, status=status)


def _row(pair: Pair, form: TextForm, links: PageLinks) -> dict[str, Any]:
    names = (f"heading-{pair.key}", f"body-{pair.key}")
    return {
        "pair": pair,
        "shown": _rendered(pair.body, links),
        "fields": [form[name] for name in names if name in form.fields],
    }


def _rendered(body: str, links: PageLinks) -> SafeString:
    """The original as readers see it, without its links."""
    html = fill(render(body, language=links.language).html, links)
    return mark_safe(html)  # noqa: S308 sanitised by render
