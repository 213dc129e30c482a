"""Keys for links, citations, terms and drawings, found by what people call them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from articles.admin.place import title_of
from articles.models import Article, DeskRecord, Figure, Source, Term
from articles.models.record import language_codes
from articles.models.source import CONSENSUS

SHOWN = 20


@dataclass(frozen=True)
class Picker:
    """What is searched, and what is written for it in a text."""

    model: type[DeskRecord]
    title: Any
    fields: tuple[str, ...]
    written: Callable[[str, str], str]


PICKERS = {
    "article": Picker(
        Article, _("Link to a page"), ("title",),
        lambda title, key: f"[{title}](article:{key})",
    ),
    "source": Picker(
        Source, _("Cite a source"), (), lambda title, key: f"[@{key}]"
    ),
    "term": Picker(
        Term, _("Explain a word"), ("plain", "professional"),
        lambda title, key: f"[{title}](term:{key})",
    ),
    "figure": Picker(
        Figure, _("Place a drawing"), ("alt", "caption"),
        lambda title, key: f"![](figure:{key})",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """One key: what it is called, and what to write for it."""

    key: str
    title: str
    written: str


def pick(request: HttpRequest, context: dict[str, Any], kind: str) -> HttpResponse:
    """A page that lists keys; a script asks for its list alone (`part=list`)."""
    picker = PICKERS.get(kind)
    if picker is None:
        raise Http404
    words = request.GET.get("q", "").strip()[:100]
    language = request.GET.get("language", "")
    language = language if language in language_codes() else language_codes()[0]
    context = {
        **context,
        "title": picker.title,
        "kind": kind,
        "q": words,
        "language": language,
        "choices": choices(picker, words, language),
        "pickers": PICKERS,
    }
    only_list = request.GET.get("part") == "list"
    template = "desk/pick_list.html" if only_list else "desk/pick.html"
    return render(request, template, context)


def choices(picker: Picker, words: str, language: str) -> list[Choice]:
    """The first records that have every word, in two queries at most."""
    found = matching(picker.model, picker.fields, words)[:SHOWN]
    listed = [
        Choice(row.key, title, picker.written(title, row.key))
        for row in found
        for title in [_title(row, picker, language)]
    ]
    if picker.model is Source and words.lower() in CONSENSUS:
        general = str(_("General clinical knowledge, without one source"))
        listed.insert(0, Choice(CONSENSUS, general, f"[@{CONSENSUS}]"))
    return listed


def _title(row: DeskRecord, picker: Picker, language: str) -> str:
    if isinstance(row, Source):
        return f"{row.authors}. {row.title}" + (f" ({row.year})" if row.year else "")
    first = picker.fields[0]
    return getattr(row, f"{first}_{language}", "") or title_of(row)


def matching(
    model: type[DeskRecord], fields: tuple[str, ...], words: str
) -> QuerySet[Any]:
    """Records with each word in their key or in a text of any language.

    SQLite folds the case of ASCII only, so that a word is looked for as it was
    typed, in lower case and with a capital.
    """
    columns = [
        "key",
        *(f"{name}_{code}" for name in fields for code in language_codes()),
        *(("authors", "title", "container") if model is Source else ()),
    ]
    rows = model._default_manager.order_by("key")
    for word in words.split():
        forms = {word, word.lower(), word.capitalize()}
        either = Q()
        for column in columns:
            for form in forms:
                either |= Q((f"{column}__icontains", form))
        rows = rows.filter(either)
    return rows
