"""What all pages share: topics, terms and the numbers of countries, live as one."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import roles
from articles.admin.place import record_address, title_of
from articles.admin.records_by_subject import records_of
from articles.problems import Problem
from articles.publishing import PublishRefusedError, publish_reference, unpublished


def show_shared(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """What readers do not have yet, and the button that gives them all of it."""
    if not roles.may_publish(request.user):
        raise PermissionDenied
    refused: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            edition = publish_reference(by=request.user)  # type: ignore[arg-type]
        except PublishRefusedError as error:
            refused = error.problems
        else:
            messages.success(request, _done() if edition else _("Nothing had changed."))
            return HttpResponseRedirect(request.path)
    context = {
        **context,
        "title": _("Publish what all pages share"),
        "rows": [
            {
                "kind": capfirst(record._meta.verbose_name),
                "title": title_of(record),
                "address": record_address(record, "change"),
            }
            for record in unpublished()
        ],
        "refused": list(_refused(refused)),
    }
    return render(request, "desk/shared.html", context, status=409 if refused else 200)


def _done() -> str:
    return _("Published: readers see it within two seconds.")


def _refused(problems: tuple[Problem, ...]) -> Iterator[dict[str, str]]:
    """Each problem with the record where it is mended."""
    records = records_of({problem.where for problem in problems})
    for problem in problems:
        record = records[problem.where]
        yield {
            "title": title_of(record),
            "message": problem.message,
            "address": record_address(record, "change"),
        }
