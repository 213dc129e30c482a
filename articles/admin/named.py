"""The texts of a record, each under the name that its form field has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles.models import Aspect, DeskRecord
from articles.models.record import Content


@dataclass(frozen=True)
class Rows:
    """Where a content keeps its rows, and the columns each of them has."""

    field: str
    columns: tuple[str, ...]


ROWS = {
    "article": Rows("sections", ("heading", "body")),
    "care-card": Rows("items", ("sign",)),
}


@dataclass(frozen=True)
class Named:
    """One text: the name of its field, what people call it, and what it says."""

    name: str
    label: str
    value: str


def named(record: DeskRecord, language: str, content: Content | None) -> list[Named]:
    """A content as texts in reading order; the structure if `language` is empty."""
    if content is None:
        return []
    if not language:
        return list(_of_structure(record, content))
    return list(_of_text(record, content))


def content_of(
    record: DeskRecord, keys: list[str], values: Mapping[str, str]
) -> Content:
    """The canonical content that these named texts make, with rows of these keys."""
    content: Content = {name: values.get(name, "") for name in record.text_fields}
    if rows := ROWS.get(record.kind):
        content[rows.field] = [
            [key, *(values.get(f"{column}-{key}", "") for column in rows.columns)]
            for key in keys
        ]
    return content


def row_keys(record: DeskRecord) -> list[str]:
    """The keys of a record's sections or signs, in order."""
    rows = ROWS.get(record.kind)
    if rows is None:
        return []
    listed = record.structure()[rows.field]
    return [each if isinstance(each, str) else each[0] for each in listed]


def label_of(record: DeskRecord, name: str) -> str:
    """What people call a field of a record."""
    if name == "sections":
        return _("Sections")
    if name == "items":
        return _("Signs")
    field: Any = record._meta.get_field(name)
    return str(capfirst(field.verbose_name))


def row_label(column: str, key: str) -> str:
    """What people call one text of a section or a sign."""
    words = {"heading": _("Heading"), "body": _("Text"), "sign": _("Sign")}
    return f"{words[column]} · {key}"


def _of_text(record: DeskRecord, content: Content) -> Iterator[Named]:
    for name in record.text_fields:
        yield Named(name, label_of(record, name), content.get(name, ""))
    rows = ROWS.get(record.kind)
    for key, *texts in content.get(rows.field, []) if rows else []:
        for column, text in zip(rows.columns, texts, strict=True) if rows else []:
            yield Named(f"{column}-{key}", row_label(column, key), text)


def _of_structure(record: DeskRecord, content: Content) -> Iterator[Named]:
    for name, value in content.items():
        yield Named(name, label_of(record, name), _as_text(value))


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "\n".join(map(_row_as_text, value))
    return "" if value is None else str(value)


def _row_as_text(row: Any) -> str:
    """A key, or a section with its aspect in words."""
    if isinstance(row, str):
        return row
    key, aspect = row
    return f"{key} ({Aspect(aspect).label})"
