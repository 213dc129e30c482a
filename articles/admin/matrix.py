"""Every text in every language: where it stands, and what comes next."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from articles.admin.place import record_address, title_of
from articles.admin.structure import topics
from articles.admin.tabs import state_words
from articles.languages import known
from articles.models import Article
from articles.models.record import language_codes
from articles.overview import matrix
from articles.reviewing import Live, State, Text


def show_matrix(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """A table of articles by language; its filters stand in the address."""
    user: Any = request.user
    if not user.has_perm("articles.view_article"):
        raise PermissionDenied
    asked = request.GET
    number = asked.get("page", "1")
    chosen = {name: asked.get(name, "") for name in ("topic", "language", "state")}
    if chosen["language"] not in language_codes():
        chosen["language"] = ""
    found = matrix(
        **chosen, page=int(number) if number.isdigit() and number != "0" else 1
    )
    return render(
        request,
        "desk/matrix.html",
        {
            **context,
            "title": _("Every text in every language"),
            "rows": [_row(row.article, row.cells) for row in found.rows],
            "languages": [known(code) for code in found.languages],
            "found": found,
            "chosen": chosen,
            "topics": topics(),
            "all_languages": [known(code) for code in language_codes()],
            "states": state_choices(),
            "before": _page(asked, found.page - 1),
            "after": _page(asked, found.page + 1) if found.page < found.pages else "",
        },
    )


def state_choices() -> list[tuple[str, str]]:
    """The states a text can be looked for by."""
    return [
        ("missing", _("missing")),
        ("draft", _("draft")),
        ("signed off", _("signed off")),
        ("not published", _("not published")),
        ("live", _("live")),
        ("changed since published", _("changed since published")),
        ("outdated", _("outdated")),
        ("withdrawn", _("withdrawn")),
    ]


def _row(article: Article, cells: Any) -> dict[str, Any]:
    return {
        "title": title_of(article),
        "address": record_address(article, "change"),
        "topic": article.topic,
        "cells": [_cell(article, code, state) for code, state in cells],
    }


def _cell(article: Article, code: str, state: State) -> dict[str, Any]:
    words, look = state_words(state)
    if state.outdated:
        words = _("outdated")
    return {
        "words": words,
        "look": look,
        "original": code == article.source_language,
        "address": record_address(article, _next(article, code, state), part=code),
    }


def _next(article: Article, code: str, state: State) -> str:
    """The page on which the next step is taken."""
    translated = code != article.source_language
    if translated and (state.outdated or state.text is Text.MISSING):
        return "beside"
    if state.text is Text.SIGNED and state.live is not Live.LIVE:
        return "publication"
    return "part"


def _page(asked: QueryDict, number: int) -> str:
    if number < 1:
        return ""
    query = asked.copy()
    query["page"] = str(number)
    return query.urlencode()
