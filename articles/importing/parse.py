"""Reading the files of docs/content.md; pure: no database, no Django."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from articles.importing.files import FileError, FileProblem, Row, read_text, read_toml
from articles.importing.texts import Lines, parse_text


@dataclass
class Parsed:
    """One record as its files say it: kind, key, structure, text by language.

    `files` names the file of each language ("" is the structure's), `lines` the
    line of each of its keys there.
    """

    kind: str
    key: str
    structure: dict[str, Any]
    texts: dict[str, dict[str, Any]]
    files: dict[str, str] = field(default_factory=dict)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)


def parse_library(
    root: Path, languages: tuple[str, ...]
) -> tuple[list[Parsed], list[FileProblem]]:
    """All records under `root`, in the order they can be loaded, and what is wrong.

    A record with an error in any of its files is left out; the others are read all
    the same. A language or section that is missing is only a warning.
    """
    reader = _Reader(root, languages)
    for name, read in (
        ("topics.toml", reader.topics),
        ("sources.toml", reader.sources),
        ("countries.toml", reader.countries),
    ):
        if (root / name).exists():
            reader.collect(root / name, read)
    for folder, read in (
        ("terms/*.toml", reader.term),
        ("figures/*.toml", reader.figure),
        ("care_cards/*.toml", reader.care_card),
        ("articles/*/article.toml", reader.article),
    ):
        for path in sorted(root.glob(folder)):
            reader.collect(path, read)
    reader.look_for_strangers()
    return reader.records, reader.problems


class _Reader:
    """Reads each kind of file into Parsed records."""

    def __init__(self, root: Path, languages: tuple[str, ...]) -> None:
        self.root, self.languages = root, languages
        self.records: list[Parsed] = []
        self.problems: list[FileProblem] = []
        self._seen: set[Path] = set()
        self._subjects: set[tuple[str, str]] = set()

    def collect(self, path: Path, read: Callable[[Path], Iterator[Parsed]]) -> None:
        """Keep the records of a file, unless something is wrong with it."""
        self._seen.add(path)
        try:
            self.records += list(read(path))
        except FileError as error:
            self._report(path, error)

    def look_for_strangers(self) -> None:
        """Say which files nobody asked for, so that no text is left out unseen."""
        for path in sorted(self.root.rglob("*")):
            if path.suffix in (".toml", ".md", ".svg") and path not in self._seen:
                message = "No part of the library: nothing reads this file."
                self._warn("file.stranger", path, message)

    def topics(self, path: Path) -> Iterator[Parsed]:
        for position, row in enumerate(read_toml(path).tables("topics")):
            structure = {"position": position, "start": row.text("start", "")}
            record = self._one("topic", row.text("key"), structure, path, row)
            for language in self._written(row):
                table = row.table(language)
                names = ("name", "slug", "introduction")
                text = {name: table.text(name, "") for name in names}
                self._put(record, language, text, table)
            yield record

    def sources(self, path: Path) -> Iterator[Parsed]:
        for row in read_toml(path).tables("sources"):
            structure = {
                "authors": row.text("authors"),
                "title": row.text("title"),
                "container": row.text("container", ""),
                "year": row.number("year") if "year" in row else None,
                "doi": row.text("doi", ""),
                "url": row.text("url", ""),
                "language": row.text("language"),
                "checked_on": row.text("checked_on", ""),
            }
            yield self._one("source", row.text("key"), structure, path, row)

    def countries(self, path: Path) -> Iterator[Parsed]:
        for position, row in enumerate(read_toml(path).tables("countries")):
            structure = {
                "position": position,
                "emergency": row.texts("emergency"),
                "advice": row.text("advice", ""),
                "text_number": row.text("text", ""),
                "poison": row.text("poison", ""),
                "checked_on": row.text("checked_on", ""),
            }
            key = row.text("code").lower()
            record = self._one("country", key, structure, path, row)
            for code in self.languages:
                if f"name_{code}" in row:
                    record.texts[code] = {
                        "name": row.text(f"name_{code}"),
                        "note": row.text(f"notes_{code}", ""),
                    }
            yield record

    def term(self, path: Path) -> Iterator[Parsed]:
        row = read_toml(path)
        record = self._one("term", path.stem, {}, path, row)
        for language in self._written(row):
            table = row.table(language)
            text = {
                "plain": table.text("plain"),
                "professional": table.text("professional", ""),
                "definition": table.text("definition", ""),
                "synonyms": "\n".join(table.texts("synonyms", [])),
                "avoid": "\n".join(table.texts("avoid", [])),
            }
            self._put(record, language, text, table)
        row.end()
        yield record

    def figure(self, path: Path) -> Iterator[Parsed]:
        drawing = path.with_suffix(".svg")
        self._seen.add(drawing)
        row = read_toml(path)
        if not drawing.exists():
            raise FileError("figure.drawing", 0, f"{drawing.name} is missing.")
        record = self._one("figure", path.stem, {"svg": read_text(drawing)}, path, row)
        alt = row.table("alt").of_each(self.languages)
        caption = row.table("caption").of_each(self.languages)
        table = row.table("labels")
        labels = {key: table.table(key).of_each(self.languages) for key in table.lines}
        for code in self.languages:
            lines = [
                f"{key}: {each[code]}" for key, each in labels.items() if code in each
            ]
            if lines or code in alt or code in caption:
                record.texts[code] = {
                    "alt": alt.get(code, ""),
                    "caption": caption.get(code, ""),
                    "labels": "\n".join(lines),
                }
        row.end()
        yield record

    def care_card(self, path: Path) -> Iterator[Parsed]:
        row = read_toml(path)
        items = [(each.text("key"), self._in_row(each)) for each in row.tables("items")]
        structure = {
            "level": row.text("level"),
            "sources": row.texts("sources", []),
            "items": [key for key, _signs in items],
        }
        record = self._one("care-card", path.stem, structure, path, row)
        heading = row.table("heading").of_each(self.languages)
        note = row.table("note").of_each(self.languages)
        for code in self.languages:
            signs = [[key, each.get(code, "")] for key, each in items]
            if code in heading or code in note or any(sign for _key, sign in signs):
                record.texts[code] = {
                    "heading": heading.get(code, ""),
                    "note": note.get(code, ""),
                    "items": signs,
                }
        row.end()
        yield record

    def article(self, path: Path) -> Iterator[Parsed]:
        self._seen |= {path.with_name(f"{code}.md") for code in self.languages}
        row = read_toml(path)
        aspects = row.table("sections")
        structure = {
            "topic": row.text("topic"),
            "position": row.number("position"),
            "source_language": row.text("source_language"),
            "byline": row.text("byline"),
            "act_now": row.flag("act_now"),
            "care_first": row.flag("care_first"),
            "care_cards": row.texts("care_cards", []),
            "related": row.texts("related", []),
            "codes": row.texts("codes", []),
            "review_by": row.day("review_by").isoformat(),
            "sections": [[key, aspects.text(key)] for key in aspects.lines],
        }
        record = self._one("article", path.parent.name, structure, path, row)
        row.end()
        texts = [self._article_text(record, path, code) for code in self.languages]
        if all(texts):
            yield record

    def _article_text(self, article: Parsed, path: Path, language: str) -> bool:
        """Add one language; whether nothing is wrong with its file."""
        path = path.with_name(f"{language}.md")
        if not path.exists():
            self._warn("text.missing", path, "This language is missing.")
            return True
        try:
            text, lines = parse_text(read_text(path))
            text["sections"] = self._in_order(article, text["sections"], lines, path)
        except FileError as error:
            self._report(path, error)
            return False
        article.texts[language] = text
        article.files[language] = self._name(path)
        article.lines |= {(language, key): line for key, line in lines.items()}
        return True

    def _in_order(
        self, article: Parsed, sections: list[list[str]], lines: Lines, path: Path
    ) -> list[list[str]]:
        """The sections that article.toml plans, in its order."""
        planned = [key for key, _aspect in article.structure["sections"]]
        written = {key: [key, heading, body] for key, heading, body in sections}
        for key in written:
            if key not in planned:
                message = f"article.toml has no section {key!r}."
                raise FileError("text.section-unknown", lines[key], message)
        for key in planned:
            if key not in written:
                message = f"The section {key!r} is missing."
                self._warn("text.section-missing", path, message)
        return [written.get(key, [key, "", ""]) for key in planned]

    def _written(self, row: Row) -> list[str]:
        return [language for language in self.languages if language in row]

    def _in_row(self, row: Row) -> dict[str, str]:
        """The languages of a row that stand beside its other keys."""
        return {code: row.text(code) for code in self._written(row)}

    def _one(
        self, kind: str, key: str, structure: dict[str, Any], path: Path, row: Row
    ) -> Parsed:
        if (kind, key) in self._subjects:
            line = min(row.lines.values())
            raise FileError("file.twice", line, f"{key!r} stands twice.")
        self._subjects.add((kind, key))
        lines = {("", name): line for name, line in row.lines.items()}
        return Parsed(kind, key, structure, {}, {"": self._name(path)}, lines)

    def _put(
        self, record: Parsed, language: str, text: dict[str, Any], table: Row
    ) -> None:
        table.end()
        record.texts[language] = text
        record.lines |= {(language, key): line for key, line in table.lines.items()}

    def _report(self, path: Path, error: FileError) -> None:
        self.problems.append(
            FileProblem(error.code, self._name(path), error.line, error.message)
        )

    def _warn(self, code: str, path: Path, message: str) -> None:
        self.problems.append(FileProblem(code, self._name(path), 0, message, "warning"))

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()
