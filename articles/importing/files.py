"""One file: its bytes, and a TOML table that is read key by key."""

import datetime
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

MAX_BYTES = 200_000

T = TypeVar("T")


@dataclass(frozen=True)
class FileProblem:
    """What is wrong with a file; `line` counts from 1, 0 is the whole file."""

    code: str
    file: str
    line: int
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}"


class FileError(Exception):
    """Why a file cannot be read; `line` as in FileProblem."""

    def __init__(self, code: str, line: int, message: str) -> None:
        super().__init__(message)
        self.code, self.line, self.message = code, line, message


def read_text(path: Path) -> str:
    """The text of a file; FileError if it is too large or not UTF-8."""
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        message = f"The file is larger than {MAX_BYTES} bytes."
        raise FileError("file.too-large", 0, message)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise FileError("file.encoding", line, "This is not UTF-8.") from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise FileError("file.encoding", line, "A text has no NUL characters.")
    return text.replace("\r\n", "\n")


def read_toml(path: Path) -> "Row":
    """The outermost table of a TOML file; FileError if it is none."""
    text = read_text(path)
    try:
        return Row(tomllib.loads(text), text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise FileError("file.toml", line, f"Not valid TOML: {error}") from None


class Row:
    """A TOML table; what is missing, unknown or of a wrong kind is a FileError.

    `start` is where the table begins in the text of its file.
    """

    def __init__(self, values: dict[str, Any], text: str, start: int = 0) -> None:
        self._values, self._text, self._start = values, text, start
        self._read: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._values

    @property
    def lines(self) -> dict[str, int]:
        """The line of each key of this table."""
        return {key: self._line(key) for key in self._values}

    def text(self, key: str, otherwise: str | None = None) -> str:
        return self._value(key, str, "a text", otherwise)

    def flag(self, key: str) -> bool:
        return self._value(key, bool, "true or false", False)

    def number(self, key: str) -> int:
        return self._value(key, int, "a whole number", None)

    def day(self, key: str) -> datetime.date:
        return self._value(key, datetime.date, "a date, like 2027-11-26", None)

    def texts(self, key: str, otherwise: list[str] | None = None) -> list[str]:
        found: list[Any] = self._value(key, list, "a list of texts", otherwise)
        if not all(isinstance(each, str) for each in found):
            raise self._error("file.value", key, f"{key!r} is a list of texts.")
        return found

    def table(self, key: str) -> "Row":
        """A table inside this one; an empty one if it is not there."""
        values: dict[str, Any] = self._value(key, dict, "a table", {})
        return Row(values, self._text, self._place(key))

    def tables(self, key: str) -> Iterator["Row"]:
        """The tables of an array, `[[key]]`."""
        rows: list[Any] = self._value(key, list, "an array of tables", None)
        places = [
            found.start()
            for found in re.finditer(rf"^\[\[{key}\]\]", self._text, re.MULTILINE)
        ]
        for number, values in enumerate(rows):
            if not isinstance(values, dict):
                raise self._error("file.value", key, f"{key!r} is an array of tables.")
            place = places[number] if len(places) == len(rows) else self._start
            row = Row(values, self._text, place)
            yield row
            row.end()

    def of_each(self, languages: tuple[str, ...]) -> dict[str, str]:
        """A table of one text for each language, as far as it is written."""
        texts = {code: self.text(code) for code in languages if code in self}
        self.end()
        return texts

    def end(self) -> None:
        """Nothing else may stand in this table."""
        for key in self._values:
            if key not in self._read:
                raise self._error(
                    "file.key-unknown", key, f"{key!r} is not known here."
                )

    def _value(self, key: str, kind: type[T], called: str, otherwise: T | None) -> T:
        self._read.add(key)
        value = self._values.get(key, otherwise)
        if value is None:
            raise self._error("file.key-missing", "", f"{key!r} is missing.")
        # A bool is an int and a datetime is a date, but not to a writer.
        if type(value) is not kind:
            raise self._error("file.value", key, f"{key!r} is {called}.")
        return value

    def _error(self, code: str, key: str, message: str) -> FileError:
        return FileError(code, self._line(key), message)

    def _line(self, key: str) -> int:
        return self._text.count("\n", 0, self._place(key)) + 1

    def _place(self, key: str) -> int:
        """Where a key of this table is set, or its own table begins."""
        name = re.escape(key)
        set_here = rf"^[ \t]*(?:[\w-]+\.)*\"?{name}\"?[ \t]*(?:=|\.)"
        table = rf"^\[\[?(?:[\w-]+\.)*{name}(?:\.[\w-]+)*\]"
        found = key and re.compile(f"{set_here}|{table}", re.MULTILINE).search(
            self._text, self._start
        )
        return found.start() if found else self._start
