"""Everything the database holds in one portable file, and back.

A backup is gzipped JSON lines: a head; for each table a line with its name and
columns, then one line a row; at the end a count and the SHA-256 of all lines before.
It holds password hashes and second steps: keep it as you keep those. Sessions and
the counters of failed sign-ins are not in it.
"""

import datetime
import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Field, Model, QuerySet
from modeltranslation.translator import translator

FORMAT = 1
_BATCH = 500
_FILLED_BY_MIGRATE = frozenset(
    {"auth.Group", "auth.Group_permissions", "auth.Permission",
     "contenttypes.ContentType"}
)  # fmt: skip

Tick = Callable[[], None]
Line = dict[str, Any] | list[Any]


class BackupError(Exception):
    """A backup that cannot be read back, said in a sentence."""


def tables() -> list[type[Model]]:
    """The models whose rows are kept, in a fixed order."""
    kept = (
        model
        for model in apps.get_models(include_auto_created=True)
        if model is not Session and model._meta.managed and not model._meta.proxy
    )
    return sorted(kept, key=lambda model: model._meta.label)


def columns(model: type[Model]) -> "list[Field[Any, Any]]":
    """What is kept of a row: all but the base columns of translated fields."""
    base: Iterable[str] = ()
    if model in translator.get_registered_models():
        base = translator.get_options_for_model(model).get_field_names()
    return [each for each in model._meta.concrete_fields if each.name not in base]


def _nothing() -> None:
    pass


# --- There ---------------------------------------------------------------------------


def back_up(path: Path, *, tick: Tick = _nothing) -> int:
    """Write the file; the number of rows. `tick` is called after each table.

    All rows are as they were at one moment. A file that was there stays until the
    new one is whole; only its owner may read it.
    """
    unfinished = path.with_name(f"{path.name}.part")
    with _one_moment(), _open_private(unfinished) as file:
        rows = _write(file, tick)
    os.replace(unfinished, path)
    return rows


def _write(file: gzip.GzipFile, tick: Tick) -> int:
    digest, rows = hashlib.sha256(), 0
    for line in _lines(tick):
        data = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode()
        file.write(data + b"\n")
        digest.update(data)
        rows += isinstance(line, list)
    file.write(json.dumps(_end(rows, digest.hexdigest())).encode() + b"\n")
    return rows


def _lines(tick: Tick) -> Iterator[Line]:
    yield {"backup": FORMAT, "migrations": _migrations()}
    for model in tables():
        names = [each.attname for each in columns(model)]
        yield {"table": model._meta.label, "columns": names}
        # A plain QuerySet: modeltranslation's own would rename the columns.
        rows: QuerySet[Any, Any] = QuerySet(model).order_by("pk").values_list(*names)
        for row in rows.iterator(chunk_size=_BATCH):
            yield [_plain(value) for value in row]
        tick()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _end(rows: int, digest: str) -> dict[str, Any]:
    return {"rows": rows, "sha256": digest}


def _migrations() -> list[str]:
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction that does not see what others change meanwhile."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


@contextmanager
def _open_private(path: Path) -> Iterator[gzip.GzipFile]:
    path.unlink(missing_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as raw, gzip.GzipFile("", "wb", 6, raw, 0) as file:
        yield file


# --- And back ------------------------------------------------------------------------


def restore(path: Path, *, replace: bool = False, tick: Tick = _nothing) -> int:
    """Make the database what it was; the number of rows. Raises BackupError.

    All in one transaction: a backup that is damaged changes nothing. A database
    that holds anything is refused, unless `replace` says to empty it.
    """
    try:
        with transaction.atomic(), gzip.open(path, "rb") as file:
            _refuse_unless(replace or _is_empty(), "The database is not empty.")
            _empty()
            rows = _read(_checked(file), tick)
            connection.check_constraints()
    except (OSError, EOFError, zlib.error, ValueError) as error:
        raise BackupError(f"The backup cannot be read: {error}") from error
    except DatabaseError as error:
        raise BackupError(f"The database refuses the backup: {error}") from error
    _go_on_counting()
    ContentType.objects.clear_cache()
    return rows


def _is_empty() -> bool:
    """Whether there is nothing but what `migrate` makes."""
    return not any(
        QuerySet(model).exists()
        for model in tables()
        if model._meta.label not in _FILLED_BY_MIGRATE
    )


def _empty() -> None:
    """Straight in SQL: the models refuse to delete what is kept for ever."""
    with connection.cursor() as cursor:
        models: list[type[Model]] = [*tables(), Session]
        for model in models:
            table = connection.ops.quote_name(model._meta.db_table)
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 a table of ours


def _checked(file: Iterable[bytes]) -> Iterator[Line]:
    """The lines of a whole backup; the last one vouches for those before."""
    digest, rows = hashlib.sha256(), 0
    for data in file:
        line = json.loads(data)
        if isinstance(line, dict) and "sha256" in line:
            whole = line == _end(rows, digest.hexdigest())
            _refuse_unless(whole, "The backup is damaged.")
            return
        digest.update(data.removesuffix(b"\n"))
        rows += isinstance(line, list)
        yield line
    raise BackupError("The backup ends too early.")


def _read(lines: Iterator[Line], tick: Tick) -> int:
    _check_head(next(lines))
    models = {model._meta.label: model for model in tables()}
    rows, batch = 0, None
    for line in lines:
        if isinstance(line, dict):
            _refuse_unless(line["table"] in models, f"Unknown: {line['table']}.")
            if batch is not None:
                batch.write()
                tick()
            batch = _Batch(models[line["table"]], line["columns"])
        elif batch is not None:
            batch.add(line)
            rows += 1
    if batch is not None:
        batch.write()
        tick()
    return rows


def _check_head(head: Line) -> None:
    if not isinstance(head, dict) or head.get("backup") != FORMAT:
        raise BackupError("This is no backup of this site.")
    theirs, ours = set(head["migrations"]), set(_migrations())
    if theirs != ours:
        differing = ", ".join(sorted(theirs ^ ours))
        raise BackupError(
            "The backup was made by another version of the site. Restore it with that "
            f"version, then upgrade. These migrations differ: {differing}"
        )


@dataclass
class _Batch:
    """Rows on their way into one table, a few hundred at a time.

    Straight in SQL, since saving would put today's date where a date is kept.
    """

    model: type[Model]
    names: list[str]
    rows: list[list[Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        known = {each.attname: each for each in columns(self.model)}
        label = self.model._meta.label
        _refuse_unless(set(self.names) == set(known), f"Other columns: {label}.")
        kept = [known[name] for name in self.names]
        left_out = [e for e in self.model._meta.concrete_fields if e not in kept]
        self._kept = kept
        self._rest = [_prepared(each, each.get_default()) for each in left_out]
        self._statement = _insert(self.model, [*kept, *left_out])

    def add(self, row: list[Any]) -> None:
        values = [
            _prepared(each, each.to_python(value))
            for each, value in zip(self._kept, row, strict=True)
        ]
        self.rows.append([*values, *self._rest])
        if len(self.rows) >= _BATCH:
            self.write()

    def write(self) -> None:
        if self.rows:
            with connection.cursor() as cursor:
                cursor.executemany(self._statement, self.rows)
            self.rows.clear()


def _prepared(column: "Field[Any, Any]", value: Any) -> Any:
    return column.get_db_prep_save(value, connection)


def _insert(model: type[Model], fields: "list[Field[Any, Any]]") -> str:
    quote = connection.ops.quote_name
    names = ", ".join(quote(each.column or "") for each in fields)
    values = ", ".join(["%s"] * len(fields))
    table = quote(model._meta.db_table)
    return f"INSERT INTO {table} ({names}) VALUES ({values})"  # noqa: S608 our names


def _go_on_counting() -> None:
    """New rows get numbers after those that came back."""
    statements = connection.ops.sequence_reset_sql(no_style(), tables())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _refuse_unless(condition: bool, sentence: str) -> None:
    if not condition:
        raise BackupError(sentence)
