"""What was typed and not saved: kept for its writer, offered, thrown away by her."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import formats, timezone
from django.utils.translation import gettext as _

from articles.admin.place import Place
from articles.models import Autosave

_NOT_TYPED = frozenset(
    {"csrfmiddlewaretoken", "token", "move", "at", "seen", "fresh", "edit", "rolls",
     "without", "confirmed"}
)  # fmt: skip


class CollisionError(Exception):
    """The same person types in the same text in two tabs."""


def unsaved(place: Place) -> list[Autosave]:
    """Her unsaved texts of this tab, the newest first."""
    return list(_own(place))


def rolling_version(kept: list[Autosave]) -> int:
    return next((row.version for row in kept if not row.aside), 0)


def _own(place: Place) -> Any:
    return Autosave.objects.filter(
        by=place.user, subject=place.record.subject, language=place.language
    )


def typed(data: QueryDict) -> dict[str, list[str]]:
    """What a form sent, without what no one typed; a zero byte fits no database."""
    return {
        name: [str(value).replace("\0", "") for value in values]
        for name, values in data.lists()
        if name not in _NOT_TYPED and not name.startswith("choice-")
    }


def as_data(content: Mapping[str, list[str]], token: str) -> QueryDict:
    """What a form sent, once more."""
    data = QueryDict(mutable=True)
    for name, values in content.items():
        data.setlist(name, values)
    data["token"] = token
    return data


def hidden(data: QueryDict) -> list[tuple[str, str]]:
    """What was typed as the hidden fields of a page that asks something first."""
    return [(name, value) for name, values in typed(data).items() for value in values]


@transaction.atomic
def keep(
    place: Place, data: QueryDict, *, seen: int | None = None, fresh: bool = False
) -> Autosave:
    """Write the rolling row. Raises CollisionError if it is not at version `seen`.

    Typing that starts anew (`fresh`) puts an older unsaved text aside. A collision
    keeps both texts: what was refused becomes a row aside.
    """
    row = _own(place).select_for_update().filter(aside=False).first()
    if row and seen is not None and row.version != seen:
        raise CollisionError
    content, version = typed(data), row.version if row else 0
    if row and fresh and row.content != content:
        row.aside = True
        row.save(update_fields=["aside"])
        row = None
    row = row or Autosave(
        by=place.user, subject=place.record.subject, language=place.language
    )
    row.content, row.token = content, data.get("token", "")[:64]
    row.version = version + 1
    row.save()
    return row


def put_aside(place: Place, data: QueryDict) -> Autosave:
    """Keep a text that was refused, beside whatever rolls along."""
    content = typed(data)
    same = next((row for row in unsaved(place) if row.content == content), None)
    if same and same.aside:
        return same
    row = same or Autosave(
        by=place.user, subject=place.record.subject, language=place.language
    )
    row.content, row.token, row.aside = content, data.get("token", "")[:64], True
    row.save()
    return row


def forget(place: Place, data: QueryDict) -> None:
    """Her text is saved: what says the same goes, and the row this form rolled.

    A rolling row that this form did not write (`rolls` is another version) holds
    words from elsewhere: it is put aside.
    """
    content, rolls = typed(data), data.get("rolls", "")
    for row in unsaved(place):
        mine = not row.aside and str(row.version) == rolls
        if mine or row.content == content:
            row.delete()
        elif not row.aside:
            row.aside = True
            row.save(update_fields=["aside"])


def autosave(place: Place) -> HttpResponse:
    """Keep what is typed, called by the page every 20 seconds of change."""
    place.must_write()
    data = place.request.POST
    seen = data.get("seen", "0")
    try:
        row = keep(
            place, data, seen=int(seen) if seen.isdigit() else 0, fresh="fresh" in data
        )
    except CollisionError:
        put_aside(place, data)
        words = _(
            "You type in this text in another tab too. Both texts are kept. "
            "Close one of the tabs."
        )
        return JsonResponse({"words": words}, status=409)
    words = _("Kept at %(time)s, not saved yet.") % {
        "time": formats.time_format(timezone.localtime(row.at), "H:i")
    }
    return JsonResponse({"version": row.version, "words": words})


def throw_away(place: Place, kept: int) -> HttpResponse:
    """Delete one of her own unsaved texts."""
    get_object_or_404(_own(place), pk=kept).delete()
    return redirect(place.address())
