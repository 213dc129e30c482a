"""The form of one language of one record: its columns, and no others."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model, TextField
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.admin.named import ROWS, content_of, label_of, named, row_keys, row_label
from articles.models import CareItem, DeskRecord, Section
from articles.models.record import Content

NOTE = 160
"""Characters of a writer's word on why she saved."""

_FOLDED = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ß": "ss", "’": " ", "'": " "})
_ROW_MODELS: dict[str, type[Model]] = {"article": Section, "care-card": CareItem}


@dataclass(frozen=True)
class Row:
    """One section or sign on the form: its key, what it is about, its fields."""

    key: str
    about: str
    fields: list[forms.BoundField]


class PlainText(forms.CharField):
    """Text as it was typed: one kind of line end, no zero bytes, no empty ends."""

    def to_python(self, value: Any) -> str:
        return plain(value)


def plain(value: Any) -> str:
    """Text as it was typed, without zero bytes and spaces at its ends."""
    text = str(value or "").replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


class RecordForm(forms.Form):
    """What every tab's form has: the token of what stood there, and a reason."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    note = forms.CharField(required=False, max_length=NOTE)

    def __init__(self, record: DeskRecord, language: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.record, self.tab = record, language
        self.fields["note"].label = _("Why, in a few words (not needed)")

    def content(self) -> Content:
        """What the form says, in canonical form. Only after `is_valid()`."""
        raise TypeError

    def typed(self) -> Content:
        """What the form says as far as it can be read, valid or not."""
        raise TypeError

    def strays(self) -> dict[str, str]:
        """Texts that were typed for fields this record does not have any more."""
        return {}

    def field_errors(self) -> Iterator[tuple[forms.BoundField, str]]:
        for bound in self:
            for error in bound.errors:
                yield bound, str(error)


class TextForm(RecordForm):
    """One language of a record, its sections or signs in order."""

    def __init__(self, record: DeskRecord, language: str, **kwargs: Any) -> None:
        super().__init__(record, language, **kwargs)
        self.keys = row_keys(record)
        for name in record.text_fields:
            label = label_of(record, name)
            self.fields[name] = _field(type(record), name, language, label)
        for name, column, key in self._row_names():
            model = _ROW_MODELS[record.kind]
            label = row_label(column, key)
            self.fields[name] = _field(model, column, language, label)
        text = record.text(language)
        self.initial = {
            **{each.name: each.value for each in named(record, language, text)},
            **self.initial,
        }

    def _row_names(self) -> Iterator[tuple[str, str, str]]:
        rows = ROWS.get(self.record.kind)
        for key in self.keys:
            for column in rows.columns if rows else ():
                yield f"{column}-{key}", column, key

    def head(self) -> list[forms.BoundField]:
        """The fields above the sections."""
        return [self[name] for name in self.record.text_fields]

    def rows(self) -> list[Row]:
        """Sections or signs in order, each with its fields."""
        about = _abouts(self.record)
        fields: dict[str, list[forms.BoundField]] = {key: [] for key in self.keys}
        for name, _column, key in self._row_names():
            fields[key].append(self[name])
        return [Row(key, about.get(key, ""), fields[key]) for key in self.keys]

    def clean(self) -> dict[str, Any]:
        if "slug" in self.fields and "slug" not in self.errors:
            self._clean_slug()
        return self.cleaned_data

    def _clean_slug(self) -> None:
        """An address is made from the title if none is given, and is ours alone."""
        title = self.cleaned_data.get(self.record.text_fields[0], "")
        given = self.cleaned_data["slug"]
        slug = given or slugify(title.lower().translate(_FOLDED))[:80].strip("-")
        column = f"slug_{self.tab}"
        others = type(self.record)._default_manager.exclude(pk=self.record.pk)
        taken = bool(slug) and others.filter(**{column: slug}).exists()
        if taken and given:
            self.add_error("slug", _("This address belongs to another page."))
        self.cleaned_data["slug"] = "" if taken else slug

    def content(self) -> Content:
        return content_of(self.record, self.keys, self.cleaned_data)

    def typed(self) -> Content:
        values = {name: plain(self[name].value()) for name in self.fields}
        return content_of(self.record, self.keys, values)

    def strays(self) -> dict[str, str]:
        rows = ROWS.get(self.record.kind)
        prefixes = tuple(f"{column}-" for column in rows.columns) if rows else ()
        return {
            name: str(text)
            for name, text in self.data.items()
            if name.startswith(prefixes) and name not in self.fields and str(text).strip()
        } if prefixes else {}  # fmt: skip


def _abouts(record: DeskRecord) -> dict[str, str]:
    """What each section is about, in words."""
    if record.kind != "article":
        return {}
    return {
        section.key: section.get_aspect_display()
        for section in record.ordered_sections()  # type: ignore[attr-defined]
    }


def _field(model: type[Model], name: str, language: str, label: str) -> forms.Field:
    """The form field of one column; nothing is required of a draft."""
    column: Any = model._meta.get_field(f"{name}_{language}")
    if isinstance(column, TextField):
        rows = 14 if name == "body" else 3
        widget: forms.Widget = forms.Textarea(attrs={"rows": rows})
    else:
        widget = forms.TextInput()
    widget.attrs["lang"] = language
    kind = forms.SlugField if name == "slug" else PlainText
    return kind(
        label=label,
        required=False,
        widget=widget,
        max_length=column.max_length,
        help_text=_help(name),
    )


def _help(name: str) -> str:
    """One sentence under a field."""
    return {
        "slug": _("The end of the page's address. Left empty, the title makes it."),
        "lead": _("What the page gives its reader, in thirty words at most."),
        "also_called": _("Other names, with ; between them."),
        "synonyms": _("One to a line."),
        "avoid": _("One to a line."),
        "labels": _("One to a line: key: label"),
        "sign": _("Starts in lower case and has no full stop."),
    }.get(name, "")
