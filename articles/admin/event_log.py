"""The event log: read, filtered, and taken away as CSV; never changed."""

import csv
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.models import DeskEvent
from articles.notices import MEANING

COLUMNS = ("at", "by", "kind", "subject", "language", "digest", "reason")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Echo:
    def write(self, value: str) -> str:
        return value


def show_log(request: HttpRequest, context: dict[str, Any]) -> HttpResponseBase:
    """Every act at the desk, newest first; filters stand in the address."""
    user: Any = request.user
    if not user.has_perm("articles.view_deskevent"):
        raise PermissionDenied
    chosen = {
        name: request.GET.get(name, "").strip()[:120]
        for name in ("kind", "text", "who")
    }
    events = _found(chosen)
    if "csv" in request.GET:
        return _as_csv(events)
    query = request.GET.copy()
    query.pop("page", None)
    return render(
        request,
        "desk/event_log.html",
        {
            **context,
            "title": _("Event log"),
            "page": Paginator(events, 50).get_page(request.GET.get("page", "1")),
            "chosen": chosen,
            "kinds": DeskEvent.Kind.choices,
            "query": query.urlencode(),
            "meaning": MEANING,
        },
    )


def _found(chosen: dict[str, str]) -> QuerySet[DeskEvent]:
    events = DeskEvent.objects.select_related("by")
    if chosen["kind"] in DeskEvent.Kind.values:
        events = events.filter(kind=chosen["kind"])
    if chosen["text"]:
        events = events.filter(subject__contains=chosen["text"])
    if chosen["who"]:
        events = events.filter(by__username=chosen["who"])
    return events


def _as_csv(events: QuerySet[DeskEvent]) -> StreamingHttpResponse:
    writer = csv.writer(_Echo())
    lines = (writer.writerow(row) for row in _rows(events))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="event-log.csv"'
    response["Cache-Control"] = "no-store"
    return response


def _rows(events: QuerySet[DeskEvent]) -> Iterator[list[str]]:
    yield list(COLUMNS)
    for event in events.iterator(chunk_size=500):
        values = (
            event.at.isoformat(), event.by.get_username() if event.by else "",
            event.kind, event.subject, event.language, event.digest, event.reason,
        )  # fmt: skip
        yield [_harmless(value) for value in values]


def _harmless(value: str) -> str:
    """A cell that no spreadsheet reads as a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value
