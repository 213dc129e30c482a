"""A save that came too late: both texts side by side, and a choice for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from articles.admin.autosave import hidden, put_aside
from articles.admin.named import Named, label_of, named, row_label
from articles.admin.place import Place
from articles.admin.tabs import tabs
from articles.differences import Piece, compare
from articles.digest import token_of
from articles.models import DeskRecord, DraftSave
from articles.models.record import Content

LAST_SAVES = 50
"""How many saves are searched for the text the writer started from."""


@dataclass(frozen=True)
class Rivals:
    """One text that two people left in different words.

    `mine_changed` says that I changed it since I opened it; if only they did,
    theirs is proposed. `choosable` is False for what only mine still has.
    """

    name: str
    label: str
    theirs: str
    mine: str
    pieces: list[Piece]
    choice: str
    choosable: bool = True


def rivals(
    record: DeskRecord, language: str, *, theirs: Content | None, mine: Content | None,
    base: Content | None,
) -> list[Rivals]:  # fmt: skip
    """Every text that differs, in reading order; a structure is chosen as a whole."""
    before = _values(named(record, language, base))
    theirs_by_name = _values(named(record, language, theirs))
    found = []
    for text in _together(
        named(record, language, theirs), named(record, language, mine)
    ):
        their_value = theirs_by_name.get(text.name, "")
        if text.value == their_value:
            continue
        only_they = base is not None and text.value == before.get(text.name, "")
        found.append(
            Rivals(
                name=text.name,
                label=text.label,
                theirs=their_value,
                mine=text.value,
                pieces=compare(their_value, text.value),
                choice="theirs" if only_they else "mine",
                choosable=bool(language),
            )
        )
    return found


def _together(theirs: list[Named], mine: list[Named]) -> Iterable[Named]:
    """My texts in their order, empty where I have none; then what only I have."""
    own = {text.name: text for text in mine}
    for text in theirs:
        yield own.pop(text.name, Named(text.name, text.label, ""))
    yield from own.values()


def _values(texts: list[Named]) -> dict[str, str]:
    return {text.name: text.value for text in texts}


def refused(
    place: Place, data: QueryDict, *, mine: Content, strays: dict[str, str]
) -> HttpResponse:
    """The page after a refused save; what was typed is kept before it is shown."""
    kept = put_aside(place, data)
    found = rivals(
        place.record,
        place.language,
        theirs=_now(place),
        mine=mine,
        base=_base(place, data.get("token", "")),
    )
    found += [_gone(place.record, name, text) for name, text in strays.items()]
    context = {
        "tabs": tabs(place),
        "rivals": found,
        "typed": hidden(data),
        "token": place.token(),
        "kept": kept,
        "last": _last_save(place),
        "gone": bool(strays),
    }
    return place.page(
        "desk/stale.html", context, title=_("Two texts, one place"), status=409
    )


def chosen(place: Place, data: QueryDict) -> QueryDict:
    """What was sent, with theirs where the writer chose theirs."""
    choices = [name for name in data if name.startswith("choice-")]
    if choices:
        theirs = _values(named(place.record, place.language, _now(place)))
        for choice in choices:
            name = choice.removeprefix("choice-")
            if data.pop(choice)[-1] == "theirs":
                data[name] = theirs.get(name, "")
    return data


def _now(place: Place) -> Content | None:
    """What the desk holds."""
    if place.language:
        return place.record.text(place.language)
    return place.record.structure()


def _gone(record: DeskRecord, name: str, text: str) -> Rivals:
    column, _dash, key = name.partition("-")
    label = row_label(column, key) if key else label_of(record, name)
    return Rivals(name, label, "", text, compare("", text), "mine", choosable=False)


def _last_save(place: Place) -> DraftSave | None:
    return (
        DraftSave.objects.filter(subject=place.record.subject, language=place.language)
        .select_related("by")
        .first()
    )


def _base(place: Place, seen: str) -> Content | None:
    """The text the writer had before her, found by her token; None if it is too old."""
    saves = DraftSave.objects.filter(
        subject=place.record.subject, language=place.language
    )
    for save in saves[:LAST_SAVES]:
        content: Any = save.content
        if token_of(place.record.subject, place.language, content) == seen:
            return save.content  # type: ignore[no-any-return]
    return None
