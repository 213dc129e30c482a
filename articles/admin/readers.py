"""What readers said and searched in vain: words of danger first, then done."""

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import roles
from articles.languages import known
from articles.models import ReaderComment
from articles.unanswered import shown

MOST = 100
DANGER = re.compile(
    r"\b(?:mort|mour|sang|souffle|respir|poitrine|malaise|évanou|caillot|phlébite|"
    r"urgence|dose|danger|suicid|"
    r"død|dø|blod|pust|bryst|besvim|legevakt|farlig|selvmord|"
    r"muert|muri|sangre|aire|respir|pecho|desmay|coágulo|trombo|emergencia|dosis|"
    r"peligro)",
    re.IGNORECASE,
)
"""Beginnings of words that a clinician should see first, in our three languages."""


def show_readers(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Comments nobody has handled, and searches that found nothing."""
    if not may_read(request.user):
        raise PermissionDenied
    if request.method == "POST":
        handled = ReaderComment.objects.filter(pk=_number(request.POST.get("done")))
        handled.update(handled=True)
        messages.success(request, _("Done: it is off the list."))
        return HttpResponseRedirect(reverse("admin:desk_readers"))
    return render(
        request,
        "desk/readers.html",
        {
            **context,
            "title": _("What readers say"),
            "comments": waiting(),
            "searches": [
                {**row, "name": known(row["language"]).name} for row in shown()[:MOST]
            ],
        },
    )


def may_read(user: Any) -> bool:
    return (
        roles.may_write_anything(user)
        or roles.may_sign(user)
        or roles.may_publish(user)
    )


def waiting() -> list[tuple[ReaderComment, bool]]:
    """Comments to handle with whether they name a danger, these first."""
    comments = ReaderComment.objects.waiting()[:MOST]
    marked = [(each, bool(DANGER.search(each.text))) for each in comments]
    return sorted(marked, key=lambda pair: not pair[1])


def _number(value: Any) -> int:
    text = str(value or "")
    return int(text) if text.isdecimal() and len(text) < 16 else 0
