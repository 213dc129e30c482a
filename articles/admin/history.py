"""What a tab said before: saves and Editions, compared and brought back."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from articles.admin.autosave import as_data
from articles.admin.named import Named, named, row_keys
from articles.admin.place import Place
from articles.admin.tabs import tabs
from articles.admin.writing import form_of
from articles.differences import Piece, compare
from articles.drafting import StaleSaveError, restore, save_text
from articles.models import Autosave, DraftSave, Edition, SignOff
from articles.models.record import Content

PER_PAGE = 50


@dataclass(frozen=True)
class Version:
    """One thing this tab said: a save, an Edition, or what the desk holds now.

    `ref` names it in addresses ("save-12", "edition-3", "unsaved-4", "now").
    """

    ref: str
    words: str
    at: datetime.datetime | None = None
    by: str = ""
    why: str = ""
    signed: bool = False
    origin: str = ""
    pk: int = 0

    @property
    def kind(self) -> str:
        return self.ref.partition("-")[0]


def history(place: Place) -> HttpResponse:
    """Everything this tab said, newest first, with what to compare and restore."""
    saves = Paginator(_saves(place), PER_PAGE).get_page(
        place.request.GET.get("page", "1")
    )
    signed = _signed(place)
    rows = [_of_save(save, signed) for save in saves]
    if saves.number == 1:
        rows += [_of_edition(edition) for edition in _editions(place)]
    rows.sort(key=lambda row: row.at.timestamp() if row.at else 0, reverse=True)
    context = {
        "tabs": tabs(place),
        "versions": rows,
        "page": saves,
        "has_live": _live(place) is not None,
    }
    title = _("History: %(title)s") % {"title": place.name}
    return place.page("desk/history.html", context, title=title)


def compare_versions(place: Place) -> HttpResponse:
    """Two versions, word by word; without a choice, what is live against now."""
    asked = place.request.GET
    before, before_content = _version(place, asked.get("from") or "live")
    after, after_content = _version(place, asked.get("to") or "now")
    context = {
        "tabs": tabs(place),
        "before": before,
        "after": after,
        "changes": list(changes(place, before_content, after_content)),
        "gone": _gone(place, after_content) if after.kind != "now" else [],
        "restorable": after.kind in ("save", "edition")
        and bool(place.language)
        and place.may_write,
        "token": place.token(),
    }
    return place.page("desk/compare.html", context, title=_("What differs"))


@dataclass(frozen=True)
class Change:
    label: str
    pieces: list[Piece]


def changes(
    place: Place, before: Content | None, after: Content | None
) -> Iterator[Change]:
    """Each text that differs, in reading order."""
    old = {text.name: text for text in named(place.record, place.language, before)}
    for text in named(place.record, place.language, after):
        value = old.pop(text.name, Named("", "", "")).value
        if value != text.value:
            yield Change(text.label, compare(value, text.value))
    for text in old.values():
        if text.value:
            yield Change(text.label, compare(text.value, ""))


def restore_version(place: Place) -> HttpResponse:
    """Bring one language back, as a new save that cites where it came from."""
    place.must_write()
    sent = place.request.POST
    ref, seen = sent.get("version", ""), sent.get("token", "")
    if not place.language or not ref.startswith(("save-", "edition-")):
        raise Http404
    try:
        restored = _restore(place, ref, seen)
    except StaleSaveError:
        words = _("Somebody saved this text meanwhile. Compare again, then restore.")
        messages.error(place.request, words)
        return HttpResponseRedirect(place.address("history"))
    except (ValidationError, IntegrityError):
        words = _(
            "This version cannot come back: its address belongs to another page now."
        )
        messages.error(place.request, words)
        return HttpResponseRedirect(place.address("history"))
    done = _("Restored as a new save.") if restored else _("Nothing had changed.")
    messages.success(place.request, done)
    return HttpResponseRedirect(place.address())


def _restore(place: Place, ref: str, seen: str) -> DraftSave | None:
    """A save comes back by itself; an Edition as the text it published."""
    if ref.startswith("save-"):
        save = _save(place, ref.removeprefix("save-"))
        return restore(place.record, save=save, by=place.user, token_seen=seen)
    version, content = _version(place, ref)
    return save_text(
        place.record,
        language=place.language,
        text=content or {},
        by=place.user,
        token_seen=seen,
        note=_("Restored: %(version)s") % {"version": version.words},
    )


def _saves(place: Place) -> Any:
    return DraftSave.objects.filter(
        subject=place.record.subject, language=place.language
    ).select_related("by", "origin")


def _editions(place: Place) -> Any:
    if place.record.kind != "article" or not place.language:
        return Edition.objects.none()
    return Edition.objects.filter(
        article=place.record.key, language=place.language
    ).select_related("published_by")


def _live(place: Place) -> Edition | None:
    live: Edition | None = _editions(place).filter(publication__isnull=False).first()
    return live


def _signed(place: Place) -> set[str]:
    """The digests that a clinician approved and nobody took back."""
    standing = SignOff.objects.standing().filter(
        subject=place.record.subject, language=place.language
    )
    return set(standing.values_list("digest", flat=True))


def _of_save(save: DraftSave, signed: set[str]) -> Version:
    return Version(
        ref=f"save-{save.pk}",
        words=_("Saved text"),
        at=save.at,
        by=save.by.get_username() if save.by else _("loaded from the files"),
        why="" if save.by is None else save.note,
        signed=save.digest in signed,
        origin=f"save-{save.origin_id}" if save.origin else "",
        pk=save.pk,
    )


def _of_edition(edition: Edition) -> Version:
    by = edition.published_by
    return Version(
        ref=f"edition-{edition.number}",
        words=_("Edition %(number)d, published") % {"number": edition.number},
        at=edition.published_at,
        by=by.get_username() if by else "",
        why=edition.what_changed,
        pk=edition.pk,
    )


def edition_text(edition: Edition) -> Content:
    """An Edition's text in the form a save has."""
    content = edition.content
    return {
        **{name: content[name] for name in ("title", "slug", "lead", "also_called")},
        "sections": [
            [section["key"], section["heading"], section["body"]]
            for section in content["sections"]
        ],
    }


def _version(place: Place, ref: str) -> tuple[Version, Content | None]:
    """A version by its name; "live" falls back to an empty text."""
    kind, _dash, number = ref.partition("-")
    if kind == "save":
        save = _save(place, number)
        return _of_save(save, _signed(place)), save.content
    if kind == "edition" and number.isdigit():
        edition = get_object_or_404(_editions(place), number=number)
        return _of_edition(edition), edition_text(edition)
    if ref == "live":
        live = _live(place)
        if live is None:
            return Version("live", _("Nothing is live")), None
        return _of_edition(live), edition_text(live)
    if kind == "unsaved" and number.isdigit():
        return _unsaved(place, int(number))
    if ref == "now":
        record, language = place.record, place.language
        content = record.text(language) if language else record.structure()
        return Version("now", _("What the desk holds now")), content
    raise Http404


def _unsaved(place: Place, pk: int) -> tuple[Version, Content | None]:
    """One of her own unsaved texts, as its form reads it."""
    row = get_object_or_404(
        Autosave, pk=pk, by=place.user, subject=place.record.subject,
        language=place.language,
    )  # fmt: skip
    form = form_of(place, as_data(row.content, row.token))
    return Version(f"unsaved-{pk}", _("Your unsaved text"), row.at), form.typed()


def _save(place: Place, number: str) -> DraftSave:
    if not number.isdigit():
        raise Http404
    save: DraftSave = get_object_or_404(_saves(place), pk=number)
    return save


def _gone(place: Place, content: Content | None) -> list[Named]:
    """The texts of a version whose section this record has no more."""
    have = row_keys(place.record)
    texts = named(place.record, place.language, content) if place.language else []
    return [
        text
        for text in texts
        if "-" in text.name and text.name.partition("-")[2] not in have and text.value
    ]
