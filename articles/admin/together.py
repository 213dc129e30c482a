"""Several pages at once: chosen from a list, published all or none."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles import roles
from articles.admin.place import title_of
from articles.admin.structure import topics
from articles.admin.tabs import state_words
from articles.languages import known
from articles.models import Article
from articles.models.record import language_codes
from articles.publishing import PublishRefusedError
from articles.renewing import Wish, publish_together
from articles.reviewing import Live, Text, states

MOST = 200
"""Articles of a topic that are offered on one page."""


def show_together(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """What could be published in a topic, and the form that publishes what is ticked."""
    if not roles.may_publish(request.user):
        raise PermissionDenied
    refused: tuple[Any, ...] = ()
    if request.method == "POST":
        try:
            editions = publish_together(list(_wishes(request)), by=request.user)  # type: ignore[arg-type]
        except PublishRefusedError as error:
            refused = error.problems
        else:
            words = _("%(count)d pages published.") % {"count": len(editions)}
            messages.success(request, words)
            return HttpResponseRedirect(request.get_full_path())
    chosen = request.GET.get("topic", "")
    listed = topics()
    if not chosen and listed:
        chosen = listed[0][0]
    return render(
        request,
        "desk/together.html",
        {
            **context,
            "title": _("Publish several at once"),
            "topics": listed,
            "chosen": chosen,
            "rows": _candidates(chosen),
            "refused": refused,
            "ticked": set(request.POST.getlist("page")),
            "typed": request.POST,
        },
        status=409 if refused else 200,
    )


def _wishes(request: HttpRequest) -> Any:
    sent = request.POST
    known_keys = set(
        Article.objects.filter(
            key__in={each.partition(" ")[0] for each in sent.getlist("page")}
        ).values_list("key", flat=True)
    )
    for ticked in sent.getlist("page"):
        key, _space, language = ticked.partition(" ")
        if key in known_keys and language in language_codes():
            yield Wish(
                article=key,
                language=language,
                meaning_changed=sent.get("meaning") == "yes",
                what_changed=sent.get("what_changed", "").strip()[:200],
                unsigned_reason=sent.get("unsigned_reason", "").strip()[:200],
            )


def _candidates(topic: str) -> list[dict[str, Any]]:
    """Texts of a topic that are not live as they are."""
    articles = list(
        Article.objects.filter(topic__key=topic).order_by("position", "key")[:MOST]
    )
    found = states(articles, language_codes())
    rows = []
    for article in articles:
        for code in language_codes():
            state = found[article.key, code]
            if state.text is Text.MISSING or state.live is Live.LIVE:
                continue
            words, look = state_words(state)
            rows.append(
                {
                    "value": f"{article.key} {code}",
                    "title": title_of(article),
                    "language": known(code).name,
                    "words": words,
                    "look": look,
                }
            )
    return rows
