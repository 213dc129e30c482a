"""The page on which a record is written: one language, or the structure."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from articles.admin.autosave import (
    as_data,
    forget,
    hidden,
    keep,
    put_aside,
    rolling_version,
    unsaved,
)
from articles.admin.forms import RecordForm, TextForm
from articles.admin.named import named
from articles.admin.pickers import PICKERS
from articles.admin.place import Place, live_address, title_of, who_writes
from articles.admin.preview import PREVIEWED
from articles.admin.removal import losses
from articles.admin.stale import chosen, refused
from articles.admin.structure import structure_form
from articles.admin.syntax import problems_of
from articles.admin.tabs import tabs
from articles.drafting import StaleSaveError, save_structure, save_text
from articles.models import Autosave, DraftSave
from articles.models.record import Content

_with_frame: Any = csp_update({"frame-src": [SELF]})
"""The preview stands in a frame on the page of a form, and nowhere else."""


def part(place: Place) -> HttpResponse:
    """Show the form of this tab, or save what it sends."""
    if place.request.method != "POST":
        return _show(place, *_start(place))
    place.must_write()
    data = place.request.POST.copy()
    if "edit" in data or "move" in data:
        kept = keep(place, data)
        return _show(place, form_of(place, data), kept)
    return _save(place, chosen(place, data))


def form_of(place: Place, data: QueryDict | None = None, **more: Any) -> RecordForm:
    """The form of this tab, with what was sent or with what the desk holds."""
    if place.language:
        return TextForm(place.record, place.language, data=data, **more)
    form = structure_form(place.record, data=data, **more)
    if form is None:
        raise TypeError(f"{place.record.kind} has no structure to write.")
    return form


def _start(place: Place) -> tuple[RecordForm, Autosave | None]:
    """The form with what the desk holds, an unsaved text, or an older version."""
    asked = place.request.GET
    mine = {"subject": place.record.subject, "language": place.language}
    if asked.get("unsaved", "").isdigit():
        row = get_object_or_404(Autosave, pk=asked["unsaved"], by=place.user, **mine)
        return form_of(place, as_data(row.content, row.token)), row
    initial: dict[str, Any] = {"token": place.token()}
    if asked.get("version", "").isdigit():
        save = get_object_or_404(DraftSave, pk=asked["version"], **mine)
        initial |= _initial(place, save.content)
    return form_of(place, initial=initial), None


def _initial(place: Place, content: Content) -> dict[str, Any]:
    if not place.language:
        return content
    texts = named(place.record, place.language, content)
    return {text.name: text.value for text in texts}


def _show(
    place: Place, form: RecordForm, continued: Autosave | None = None
) -> HttpResponse:
    context = {
        "tabs": tabs(place),
        **around(place, form, continued),
        "errors": list(form.field_errors()) if form.is_bound else [],
        "who_writes": who_writes(type(place.record), place.language),
        "has_preview": bool(place.language) and place.record.kind in PREVIEWED,
        "live_address": live_address(place.record, place.language),
    }
    template = "desk/text.html" if place.language else "desk/structure.html"
    title = f"{title_of(place.record)} – {place.name}"
    page: HttpResponse = _with_frame(place.page)(template, context, title=title)
    return page


def around(
    place: Place, form: RecordForm, continued: Autosave | None = None
) -> dict[str, Any]:
    """A form with what a page needs so that nothing typed in it is lost."""
    kept = unsaved(place) if place.may_write else []
    if not place.may_write:
        for field in form.fields.values():
            field.disabled = True
    return {
        "form": form,
        "problems": problems_of(form),
        "kept": [row for row in kept if row != continued],
        "seen": rolling_version(kept),
        "fresh": continued is None,
        "at": place.request.POST.get("at", ""),
        "pick_kinds": [(kind, picker.title) for kind, picker in PICKERS.items()],
    }


def _save(place: Place, data: QueryDict) -> HttpResponse:
    form = form_of(place, data)
    if not form.is_valid():
        return _show(place, form, keep(place, data))
    content, strays = form.content(), form.strays()
    if strays and "without" not in data:
        return _refuse(place, data, content, strays)
    gone = [] if place.language or "confirmed" in data else losses(place, content)
    if gone:
        return _confirm(place, data, gone)
    try:
        saved = _write(place, form, content)
    except StaleSaveError:
        return _refuse(place, data, content, strays)
    except (ValidationError, IntegrityError) as error:
        form.add_error(None, _why(error))
        return _show(place, form, keep(place, data))
    forget(place, data)
    if strays:
        put_aside(place, data)
    _say(place, form, saved)
    return _back(place, data)


@transaction.atomic
def _write(place: Place, form: RecordForm, content: Content) -> DraftSave | None:
    said = {
        "by": place.user,
        "token_seen": form.cleaned_data["token"],
        "note": form.cleaned_data["note"],
    }
    if place.language:
        return save_text(place.record, language=place.language, text=content, **said)
    return save_structure(place.record, structure=content, **said)


def _refuse(
    place: Place, data: QueryDict, mine: Content, strays: dict[str, str]
) -> HttpResponse:
    """Both texts, with what the desk holds now."""
    record = type(place.record)._default_manager.get(pk=place.record.pk)
    now = Place(place.request, record, place.language, place.site)
    return refused(now, data, mine=mine, strays=strays)


def _confirm(place: Place, data: QueryDict, gone: list[Any]) -> HttpResponse:
    keep(place, data)
    context = {
        "tabs": tabs(place),
        "losses": gone,
        "typed": hidden(data),
        "token": data.get("token", ""),
    }
    return place.page("desk/remove.html", context, title=_("Take away for good?"))


def _why(error: Exception) -> list[str]:
    if isinstance(error, ValidationError):
        return list(error.messages)
    return [_("Somebody took this address a moment ago.")]


def _say(place: Place, form: RecordForm, saved: DraftSave | None) -> None:
    if saved is None:
        messages.info(place.request, _("Nothing had changed."))
        return
    messages.success(place.request, _("Saved."))
    if problems_of(form):
        messages.warning(
            place.request,
            _("Some lines need mending before publishing: see under the texts."),
        )


def _back(place: Place, data: QueryDict) -> HttpResponse:
    """To the same tab, at the field that was being written."""
    at = data.get("at", "")
    goal = f"#id_{at}" if at.replace("-", "").replace("_", "").isalnum() else ""
    return HttpResponseRedirect(place.address() + goal)
