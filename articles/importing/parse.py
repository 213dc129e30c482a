"""Reading the files of docs/content.md; pure: no database, no Django."""

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

MAX_BYTES = 200_000
HEAD = ("title", "slug", "lead", "also_called")
_FRONT = re.compile(r"---\n(.*?)\n---\n\n?(.*)\Z", re.DOTALL)
_HEADING = re.compile(r"^## (.*)$", re.MULTILINE)
_KEYED = re.compile(r"(.*\S) \{#([a-z0-9]+(?:-[a-z0-9]+)*)\}\Z")


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


@dataclass
class Parsed:
    """One record as its files say it: kind, key, structure, text by language.

    `files` names the file of each language ("" is the structure's).
    """

    kind: str
    key: str
    structure: dict[str, Any]
    texts: dict[str, dict[str, Any]]
    files: dict[str, str] = field(default_factory=dict)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)


class _FileError(Exception):
    def __init__(self, code: str, line: int, message: str) -> None:
        super().__init__(message)
        self.code, self.line, self.message = code, line, message


def parse_library(
    root: Path, languages: tuple[str, ...]
) -> tuple[list[Parsed], list[FileProblem]]:
    """All records under `root`, in the order they can be loaded, and what is wrong.

    A file with a problem gives no record or no text; the others are read all the same.
    """
    records: list[Parsed] = []
    problems: list[FileProblem] = []

    def collect(path: Path, read: Callable[[Path], Iterator[Parsed]]) -> None:
        try:
            records.extend(read(path))
        except _FileError as error:
            name = path.relative_to(root).as_posix()
            problems.append(FileProblem(error.code, name, error.line, error.message))

    reader = _Reader(root, languages, problems)
    for name, read in (
        ("topics.toml", reader.topics),
        ("sources.toml", reader.sources),
        ("countries.toml", reader.countries),
    ):
        if (root / name).exists():
            collect(root / name, read)
    for folder, read in (
        ("terms", reader.term),
        ("figures", reader.figure),
        ("care_cards", reader.care_card),
    ):
        for path in sorted((root / folder).glob("*.toml")):
            collect(path, read)
    for path in sorted((root / "articles").glob("*/article.toml")):
        collect(path, reader.article)
    return records, problems


def read_text(path: Path) -> str:
    """The text of a file; a clear error if it is too large or not UTF-8."""
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise _FileError(
            "file.too-large", 0, f"The file is larger than {MAX_BYTES} bytes."
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _FileError("file.encoding", line, "This is not UTF-8.") from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise _FileError("file.encoding", line, "A text has no NUL characters.")
    return text.replace("\r\n", "\n")


def parse_text(text: str) -> tuple[dict[str, Any], dict[str, int]]:
    """One language of an article: its text in canonical form, and section lines."""
    front = _FRONT.match(text)
    if not front:
        raise _FileError("text.front-matter", 1, "The file starts with --- lines.")
    head = dict.fromkeys(HEAD, "")
    for number, line in enumerate(front[1].split("\n"), start=2):
        name, colon, value = line.partition(":")
        if not colon or name not in head:
            raise _FileError(
                "text.front-matter",
                number,
                f"Here stand only {', '.join(HEAD)}, each with a colon: {line[:40]!r}.",
            )
        head[name] = value.strip()
    pieces = _HEADING.split(front[2])
    first_line = text[: front.start(2)].count("\n") + 1
    if pieces[0].strip():
        raise _FileError("text.heading", first_line, "A text starts with a ## heading.")
    sections: list[list[str]] = []
    lines: dict[str, int] = {}
    line = first_line + pieces[0].count("\n")
    for heading, body in zip(pieces[1::2], pieces[2::2], strict=True):
        keyed = _KEYED.match(heading)
        if not keyed:
            raise _FileError("text.heading", line, "A heading ends with its {#key}.")
        if keyed[2] in lines:
            raise _FileError("text.heading", line, f"The key {keyed[2]} stands twice.")
        lines[keyed[2]] = line
        sections.append([keyed[2], keyed[1], body.strip("\n")])
        line += body.count("\n")
    return {**head, "sections": sections}, lines


class _Reader:
    """Reads each kind of file into Parsed records."""

    def __init__(
        self, root: Path, languages: tuple[str, ...], problems: list[FileProblem]
    ) -> None:
        self.root, self.languages, self.problems = root, languages, problems

    def topics(self, path: Path) -> Iterator[Parsed]:
        for position, row in enumerate(_table(path, "topics")):
            structure = {"position": position, "start": row.get("start", "")}
            texts = self._texts(row, ("name", "slug", "introduction"))
            yield self._one("topic", row["key"], structure, texts, path)

    def sources(self, path: Path) -> Iterator[Parsed]:
        for row in _table(path, "sources"):
            structure = {
                "authors": row["authors"],
                "title": row["title"],
                "container": row.get("container", ""),
                "year": row.get("year"),
                "doi": row.get("doi", ""),
                "url": row.get("url", ""),
                "language": row["language"],
                "checked_on": str(row.get("checked_on", "")),
            }
            yield self._one("source", row["key"], structure, {}, path)

    def countries(self, path: Path) -> Iterator[Parsed]:
        for position, row in enumerate(_table(path, "countries")):
            structure = {
                "position": position,
                "emergency": row["emergency"],
                "advice": row.get("advice", ""),
                "text_number": row.get("text", ""),
                "poison": row.get("poison", ""),
                "checked_on": str(row.get("checked_on", "")),
            }
            texts = {
                language: {
                    "name": row[f"name_{language}"],
                    "note": row.get(f"notes_{language}", ""),
                }
                for language in self.languages
                if f"name_{language}" in row
            }
            yield self._one("country", row["code"].lower(), structure, texts, path)

    def term(self, path: Path) -> Iterator[Parsed]:
        row = _toml(path)
        texts = {
            language: {
                "plain": row[language]["plain"],
                "professional": row[language].get("professional", ""),
                "definition": row[language].get("definition", ""),
                "synonyms": "\n".join(row[language].get("synonyms", [])),
                "avoid": "\n".join(row[language].get("avoid", [])),
            }
            for language in self.languages
            if language in row
        }
        yield self._one("term", path.stem, {}, texts, path)

    def figure(self, path: Path) -> Iterator[Parsed]:
        row = _toml(path)
        drawing = path.with_suffix(".svg")
        if not drawing.exists():
            raise _FileError("figure.drawing", 0, f"{drawing.name} is missing.")
        labels = row.get("labels", {})
        texts = {
            language: {
                "alt": row["alt"][language],
                "caption": row.get("caption", {}).get(language, ""),
                "labels": "\n".join(
                    f"{key}: {label[language]}"
                    for key, label in labels.items()
                    if language in label
                ),
            }
            for language in self.languages
            if language in row["alt"]
        }
        svg = {"svg": read_text(drawing)}
        yield self._one("figure", path.stem, svg, texts, path)

    def care_card(self, path: Path) -> Iterator[Parsed]:
        row = _toml(path)
        structure = {
            "level": row["level"],
            "sources": row.get("sources", []),
            "items": [item["key"] for item in row["items"]],
        }
        texts = {
            language: {
                "heading": row["heading"][language],
                "note": row.get("note", {}).get(language, ""),
                "items": [
                    [item["key"], item.get(language, "")] for item in row["items"]
                ],
            }
            for language in self.languages
            if language in row["heading"]
        }
        yield self._one("care-card", path.stem, structure, texts, path)

    def article(self, path: Path) -> Iterator[Parsed]:
        row = _toml(path)
        structure = {
            "topic": row["topic"],
            "position": row["position"],
            "source_language": row["source_language"],
            "byline": row["byline"],
            "act_now": row.get("act_now", False),
            "care_first": row.get("care_first", False),
            "care_cards": row.get("care_cards", []),
            "related": row.get("related", []),
            "codes": row.get("codes", []),
            "review_by": row["review_by"].isoformat(),
            "sections": [list(pair) for pair in row["sections"].items()],
        }
        article = self._one("article", path.parent.name, structure, {}, path)
        for language in self.languages:
            self._article_text(article, path.with_name(f"{language}.md"), language)
        yield article

    def _article_text(self, article: Parsed, path: Path, language: str) -> None:
        name = path.relative_to(self.root).as_posix()
        if not path.exists():
            self.problems.append(
                FileProblem(
                    "text.missing", name, 0, "This language is missing.", "warning"
                )
            )
            return
        try:
            text, lines = parse_text(read_text(path))
        except _FileError as error:
            self.problems.append(
                FileProblem(error.code, name, error.line, error.message)
            )
            return
        self._compare_sections(article, name, text, lines)
        article.texts[language] = text
        article.files[language] = name
        article.lines |= {(language, key): line for key, line in lines.items()}

    def _compare_sections(
        self, article: Parsed, name: str, text: dict[str, Any], lines: dict[str, int]
    ) -> None:
        planned = [key for key, _aspect in article.structure["sections"]]
        written = [key for key, _heading, _body in text["sections"]]
        for key in written:
            if key not in planned:
                message = f"article.toml has no section {key!r}."
                self.problems.append(
                    FileProblem("text.section-unknown", name, lines[key], message)
                )
        for key in planned:
            if key not in written:
                message = f"The section {key!r} is missing."
                self.problems.append(
                    FileProblem("text.section-missing", name, 0, message, "warning")
                )
        order = {key: place for place, key in enumerate(planned)}
        present = {key: (heading, body) for key, heading, body in text["sections"]}
        text["sections"] = [[key, *present.get(key, ("", ""))] for key in order]

    def _texts(
        self, row: dict[str, Any], names: tuple[str, ...]
    ) -> dict[str, dict[str, Any]]:
        return {
            language: {name: row[language].get(name, "") for name in names}
            for language in self.languages
            if language in row
        }

    def _one(
        self,
        kind: str,
        key: str,
        structure: dict[str, Any],
        texts: dict[str, dict[str, Any]],
        path: Path,
    ) -> Parsed:
        name = path.relative_to(self.root).as_posix()
        return Parsed(kind, key, structure, texts, {"": name})


def _toml(path: Path) -> dict[str, Any]:
    try:
        return _Row(tomllib.loads(read_text(path)))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else 0
        raise _FileError("file.toml", line, f"Not valid TOML: {error}") from None


def _table(path: Path, name: str) -> list[dict[str, Any]]:
    return [_Row(row) for row in _toml(path)[name]]


class _Row(dict[str, Any]):
    """A TOML table that says which key is missing."""

    def __missing__(self, key: str) -> Any:
        raise _FileError("file.key-missing", 0, f"{key!r} is missing.")
