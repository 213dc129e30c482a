"""Queries whose SQL is made once: making a page's takes longer than all the rest of it."""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
Value = str | int | tuple[str, ...]
_NUMBER = 2_000_000_000
"""Whole numbers above it stand in for those that come later."""


@dataclass(frozen=True)
class _Statement(Generic[M]):
    """A query as SQL; `places` says which parameter is which value."""

    queryset: "QuerySet[M]"
    compiler: Any
    sql: str
    parameters: tuple[Any, ...]
    places: dict[int, tuple[str, int]]


class Prepared(Generic[M]):
    """A query with values that come later.

    `build` gets a stand-in for each value by name: text for text, a number for a
    number, a tuple for a tuple. It must not look into them. A statement is kept for
    each length of the tuples. Django has no such thing; what is used of its inside
    is the SQL compiler, as Django 5.2 has it.
    """

    def __init__(self, build: "Callable[..., QuerySet[M]]") -> None:
        self._build = build
        self._kept: dict[tuple[Any, ...], _Statement[M]] = {}

    def __call__(self, **values: Value) -> list[M]:
        """The rows for these values."""
        statement = self._statement(values)
        parameters = list(statement.parameters)
        for place, (name, index) in statement.places.items():
            value = values[name]
            parameters[place] = value[index] if isinstance(value, tuple) else value
        compiler = copy(statement.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: (statement.sql, tuple(parameters))
        queryset = statement.queryset.all()
        queryset.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(queryset)

    def _statement(self, values: dict[str, Value]) -> _Statement[M]:
        shape = (connection.vendor, *map(_length, values.values()))
        if shape not in self._kept:
            self._kept[shape] = self._made(values)
        return self._kept[shape]

    def _made(self, values: dict[str, Value]) -> _Statement[M]:
        standing_in = {
            name: _stand_in(value, name, number)
            for number, (name, value) in enumerate(values.items(), start=1)
        }
        queryset = self._build(**standing_in)
        compiler = queryset.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        known: dict[Any, tuple[str, int]] = {}
        for name, value in standing_in.items():
            for index, each in enumerate(
                value if isinstance(value, tuple) else [value]
            ):
                known[each] = (name, index)
        places = {
            place: known[parameter]
            for place, parameter in enumerate(parameters)
            if isinstance(parameter, str | int) and parameter in known
        }
        return _Statement(queryset, compiler, sql, tuple(parameters), places)


def _length(value: Value) -> int:
    return len(value) if isinstance(value, tuple) else -1


def _stand_in(value: Value, name: str, number: int) -> Value:
    if isinstance(value, tuple):
        return tuple(f"\x01{name} {index}" for index in range(len(value)))
    return f"\x01{name}" if isinstance(value, str) else _NUMBER + number
