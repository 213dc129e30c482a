"""Form fields that hold a list: lines, keys, ticks, rows in an order."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import Aspect, DeskRecord
from articles.models.record import KEY


class LinesField(forms.Field):
    """Short texts, one to a line; empty lines are left out."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})
        self.widget.attrs["rows"] = 4

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        lines = (line.strip() for line in str(value or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != (initial or [])


class KeysField(LinesField):
    """Keys of records of one kind, one to a line, in the writer's order.

    `also` are keys that need no record.
    """

    def __init__(self, model: type[DeskRecord], *also: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.model, self.also = model, also

    def validate(self, value: Any) -> None:
        super().validate(value)
        have = self.model._default_manager.filter(key__in=value)
        unknown = {*value} - {*have.values_list("key", flat=True)} - {*self.also}
        if unknown:
            raise forms.ValidationError(
                _("There is nothing with the key “%(key)s”.")
                % {"key": ", ".join(sorted(unknown))}
            )


class TickedField(forms.MultipleChoiceField):
    """Ticked keys; those that were ticked before keep the order they had."""

    widget = forms.CheckboxSelectMultiple

    def in_order(self, chosen: list[str], before: list[str]) -> list[str]:
        kept = [key for key in before if key in chosen]
        return [*kept, *(key for key in chosen if key not in kept)]


class RowsWidget(forms.Widget):
    """Keys in an order that buttons change, with what each is about.

    It sends `<name>-key` once a row and, for sections, `<name>-aspect`; the keys to
    be removed as `<name>-remove`; a new one as `<name>-new`. The buttons send `move`
    ("up:steps", "down:steps"). The page draws it: `StructureForm.rows`.
    """

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        keys = data.getlist(f"{name}-key")
        aspects = data.getlist(f"{name}-aspect") or [""] * len(keys)
        rows = [list(pair) for pair in zip(keys, aspects, strict=False)]
        if new := slugify(data.get(f"{name}-new", ""))[:80].strip("-"):
            rows.append([new, data.get(f"{name}-new-aspect", "")])
        removed = {*data.getlist(f"{name}-remove")}
        return moved([row for row in rows if row[0] not in removed], data.get("move"))

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-new"


def moved(rows: list[list[str]], move: str | None) -> list[list[str]]:
    """The rows with one of them a place up or down."""
    way, _colon, key = (move or "").partition(":")
    places = {row[0]: place for place, row in enumerate(rows)}
    here, step = places.get(key), {"up": -1, "down": 1}.get(way)
    if here is None or step is None or not 0 <= here + step < len(rows):
        return rows
    rows[here], rows[here + step] = rows[here + step], rows[here]
    return rows


class RowsField(forms.Field):
    """The rows of a record: `[key, aspect]` for sections, keys for signs."""

    def __init__(self, *, aspects: bool, **kwargs: Any) -> None:
        super().__init__(required=False, widget=RowsWidget(), **kwargs)
        self.aspects: Sequence[tuple[str, Any]] = Aspect.choices if aspects else ()

    def clean(self, value: Any) -> Any:
        keys = [row[0] for row in value]
        for key in keys:
            KEY(key)
        if len({*keys}) < len(keys):
            raise forms.ValidationError(_("Two rows have the same key."))
        if not self.aspects:
            return keys
        if any(aspect not in Aspect.values for _key, aspect in value):
            raise forms.ValidationError(_("Say what each section is about."))
        return value
