"""Every write of the desk: one record, one language, nothing lost.

Each save locks its record, compares the token of what the writer had before her,
writes only the columns of that language, and keeps what was written as a DraftSave.
"""

import re
from collections.abc import Iterable
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model

from articles.digest import digest, part_digest, token
from articles.models import (
    Article,
    CareCard,
    CareItem,
    DeskRecord,
    DraftDigest,
    DraftSave,
    Section,
    Topic,
    Use,
)
from articles.models.record import Content, language_codes
from articles.rendering import render

Record = TypeVar("Record", bound=DeskRecord)
Person = User | None

LONGEST_SUBJECT = 120

LOADED = "loaded"
"""The note of a save made by `load_content`."""


class StaleSaveError(Exception):
    """Somebody saved the same columns meanwhile; both texts are kept.

    `theirs` is what the desk holds now, `mine` what was refused.
    """

    def __init__(self, theirs: Content | None, mine: Content) -> None:
        super().__init__("These columns were saved by somebody else meanwhile.")
        self.theirs = theirs
        self.mine = mine


@transaction.atomic
def create(
    model: type[Record], *, key: str, structure: Content, by: Person, note: str = ""
) -> Record:
    """A new record with its structure and no text yet."""
    record = model(key=key)
    record.put_structure(structure)
    record.full_clean()
    record.save(force_insert=True)
    _arrange(record, structure)
    _remember_structure(record)
    _keep(record, "", structure, by=by, note=note)
    return record


@transaction.atomic
def save_structure(
    record: Record,
    *,
    structure: Content,
    by: Person,
    token_seen: str | None = None,
    note: str = "",
) -> DraftSave | None:
    """Save what is the same in all languages; None if nothing changed.

    Raises StaleSaveError if `token_seen` is given and no longer true, and
    ValidationError for a value that its column can't hold.
    """
    record = _locked(record)
    if token_seen not in (None, token(record, "")):
        raise StaleSaveError(record.structure(), structure)
    if record.structure() == structure:
        return None
    _write(record, record.put_structure(structure))
    _arrange(record, structure)
    rebuild_digests(record)
    return _keep(record, "", structure, by=by, note=note)


@transaction.atomic
def save_text(
    record: Record,
    *,
    language: str,
    text: Content,
    by: Person,
    token_seen: str | None = None,
    origin: DraftSave | None = None,
    note: str = "",
) -> DraftSave | None:
    """Save one language of one record; None if nothing changed.

    Only the columns of `language` are written. Sections or signs that the record
    does not have are ignored: they stay in the DraftSave they came from. Raises
    StaleSaveError if `token_seen` is given and no longer true, and ValidationError
    for a text that its column can't hold or a slug that is taken.
    """
    text = tidied(record, text)
    record = _locked(record)
    if token_seen not in (None, token(record, language)):
        raise StaleSaveError(record.text(language), text)
    before = record.text(language)
    _write(record, record.put_text(language, text))
    _save_rows(record, language, text)
    after = record.text(language)
    if after == before:
        return None
    _remember(record, language)
    return _keep(record, language, after or {}, by=by, origin=origin, note=note)


def restore(
    record: Record, *, save: DraftSave, by: Person, token_seen: str | None = None
) -> DraftSave | None:
    """Bring back what an earlier save said, as a new save that cites it."""
    return save_text(
        record,
        language=save.language,
        text=save.content,
        by=by,
        token_seen=token_seen,
        origin=save,
    )


def rebuild_digests(record: DeskRecord) -> None:
    """Compute the cached digests and uses of one record anew."""
    for language in language_codes():
        _remember(record, language)
    _remember_structure(record)


def tidied(record: DeskRecord, text: Content) -> Content:
    """A text as it is kept: as a file of the library would give it back.

    Line ends are "\\n", nothing has space around it, and what stands on one line
    of an article's file is one line.
    """
    one_line = isinstance(record, Article)
    rows = text.get("sections" if one_line else "items", [])
    tidy: Content = {
        name: _tidy(value, one_line=one_line)
        for name, value in text.items()
        if isinstance(value, str)
    }
    if isinstance(record, Article):
        tidy["sections"] = [
            [key, _tidy(heading, one_line=True), _tidy(body, one_line=False)]
            for key, heading, body in rows
        ]
    if isinstance(record, CareCard):
        tidy["items"] = [[key, _tidy(sign, one_line=False)] for key, sign in rows]
    return tidy


def _tidy(value: str, *, one_line: bool) -> str:
    # A database has no place for NUL.
    value = value.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    if one_line:
        return re.sub(r"[ \t]*+\n\s*+", " ", value.strip(" \t\n")).strip(" \t")
    return value.strip("\n")


def _write(record: DeskRecord, columns: list[str]) -> None:
    """Save exactly these columns of a record."""
    _check(record, columns)
    record.save(update_fields=columns)


def _check(row: Model, columns: list[str]) -> None:
    """Raise ValidationError unless the database can hold these columns."""
    others = _check_values(row, columns)
    row.validate_constraints(exclude=others)


def _check_values(row: Model, columns: list[str]) -> set[str]:
    """As `_check`, without a query; the names of the other columns."""
    others = {field.name for field in row._meta.fields} - set(columns)
    row.clean_fields(exclude=others)
    return others


def _locked(record: Record) -> Record:
    """The record as it is now, nobody else's until the transaction ends."""
    rows = type(record)._default_manager.select_for_update()
    return rows.get(pk=record.pk)


def _arrange(record: DeskRecord, structure: Content) -> None:
    """Make, move and remove the rows that the structure lists."""
    if isinstance(record, Article):
        sections = [
            Section(article=record, key=key, aspect=aspect, position=position)
            for position, (key, aspect) in enumerate(structure["sections"])
        ]
        record.sections.exclude(key__in=[each.key for each in sections]).delete()
        for section in sections:
            _check_values(section, ["key", "aspect"])
        Section.objects.bulk_create(
            sections,
            update_conflicts=True,
            unique_fields=["article", "key"],
            update_fields=["aspect", "position"],
        )
    if isinstance(record, CareCard):
        items = [
            CareItem(card=record, key=key, position=position)
            for position, key in enumerate(structure["items"])
        ]
        for item in items:
            _check_values(item, ["key"])
        record.items.exclude(key__in=structure["items"]).delete()
        CareItem.objects.bulk_create(
            items,
            update_conflicts=True,
            unique_fields=["card", "key"],
            update_fields=["position"],
        )


def _save_rows(record: DeskRecord, language: str, text: Content) -> None:
    """Write this language's columns of the sections or signs, by key."""
    if isinstance(record, Article):
        written = {key: (heading, body) for key, heading, body in text["sections"]}
        sections = list(record.sections.all())
        for section in sections:
            heading, body = written.get(section.key, ("", ""))
            setattr(section, f"heading_{language}", heading)
            setattr(section, f"body_{language}", body)
        columns = [f"heading_{language}", f"body_{language}"]
        for section in sections:
            _check_values(section, columns)
        Section.objects.bulk_update(sections, columns)
    if isinstance(record, CareCard):
        signs = dict(text["items"])
        items = list(record.items.all())
        for item in items:
            setattr(item, f"sign_{language}", signs.get(item.key, ""))
        CareItem.objects.bulk_update(items, [f"sign_{language}"])


def _keep(
    record: DeskRecord,
    language: str,
    content: Content,
    *,
    by: Person,
    origin: DraftSave | None = None,
    note: str = "",
) -> DraftSave:
    """Append to the history."""
    own = part_digest(record, language) if language else None
    return DraftSave.objects.create(
        subject=record.subject,
        language=language,
        content=content,
        digest=own or digest(record.subject, language, content),
        by=by,
        origin=origin,
        note=note,
    )


def _remember(record: DeskRecord, language: str) -> None:
    now = part_digest(record, language)
    row = {"subject": record.subject, "language": language}
    if now is None:
        DraftDigest.objects.filter(**row).delete()
    else:
        DraftDigest.objects.bulk_create(
            [DraftDigest(**row, digest=now)],
            update_conflicts=True,
            unique_fields=["subject", "language"],
            update_fields=["digest"],
        )
    if isinstance(record, Article):
        _remember_uses(record, language, uses_of_text(record, language))


def _remember_structure(record: DeskRecord) -> None:
    if isinstance(record, Article):
        cards = [f"care-card:{key}" for key in record.care_cards]
        related = [f"article:{key}" for key in record.related]
        _remember_uses(record, "", [*cards, *related, f"topic:{record.topic.key}"])
    if isinstance(record, CareCard):
        _remember_uses(record, "", [f"source:{key}" for key in record.sources])
    if isinstance(record, Topic):
        _remember_uses(record, "", [f"article:{record.start}"] if record.start else [])


def uses_of_text(article: Article, language: str) -> list[str]:
    """The subjects that an article's text names in one language."""
    found: dict[str, None] = {}
    for _, _, body in (article.text(language) or {"sections": []})["sections"]:
        for key in render(body, language=language).keys:
            if key.kind in ("article", "term", "figure", "source"):
                found[f"{key.kind}:{key.value.partition('#')[0]}"] = None
    return list(found)


def _remember_uses(record: DeskRecord, language: str, used: Iterable[str]) -> None:
    rows = Use.objects.filter(user=record.subject, language=language)
    # A longer one is no key of anything, and has no place in the index.
    wanted = {each for each in used if len(each) <= LONGEST_SUBJECT}
    have = set(rows.values_list("used", flat=True))
    if have - wanted:
        rows.filter(used__in=have - wanted).delete()
    Use.objects.bulk_create(
        Use(user=record.subject, language=language, used=each)
        for each in sorted(wanted - have)
    )
