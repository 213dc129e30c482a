"""The library's files in canonical form, byte for byte as docs/content.md says."""

import datetime
import json
from collections.abc import Container, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from articles.models import (
    Article,
    CareCard,
    Country,
    DeskRecord,
    Figure,
    Source,
    Term,
    Topic,
)
from articles.models.figure import labels_of
from articles.models.record import Content, language_codes

Files = dict[PurePosixPath, bytes]


def library_files(only: Container[str] | None = None) -> Files:
    """The files of the library as the drafts say it, by their path.

    `only` names the subjects that are wanted; left out, all of them.
    """
    tables: dict[str, list[Content]] = {"topics": [], "sources": [], "countries": []}
    files: list[tuple[str, str]] = []
    for record in _records():
        if only is not None and record.subject not in only:
            continue
        match record:
            case Topic():
                tables["topics"].append(_topic(record))
            case Source():
                tables["sources"].append(_source(record))
            case Country():
                tables["countries"].append(_country(record))
            case Term():
                files += _term(record)
            case Figure():
                files += _figure(record)
            case CareCard():
                files += _care_card(record)
            case Article():
                files += _article(record)
    files += _tables(tables)
    return {PurePosixPath(path): text.encode("utf-8") for path, text in files}


def _records() -> Iterator[DeskRecord]:
    yield from Topic.objects.all()
    yield from Source.objects.all()
    yield from Country.objects.all()
    yield from Term.objects.all()
    yield from Figure.objects.all()
    yield from CareCard.objects.prefetch_related("items")
    yield from Article.objects.prefetch_related("sections").select_related("topic")


def _tables(tables: dict[str, list[Content]]) -> Iterator[tuple[str, str]]:
    for name, rows in tables.items():
        if rows:
            blocks = (f"[[{name}]]\n{_lines(row, name)}" for row in rows)
            yield f"{name}.toml", "\n".join(blocks)


def _topic(topic: Topic) -> Content:
    return {"key": topic.key, "start": topic.start, **_texts(topic)}


def _source(source: Source) -> Content:
    return {"key": source.key, **source.structure()}


def _country(country: Country) -> Content:
    texts = _texts(country)
    return {
        "code": country.key.upper(),
        **{f"name_{code}": text["name"] for code, text in texts.items()},
        "emergency": country.emergency,
        "advice": country.advice,
        "text": country.text_number,
        "poison": country.poison,
        **{f"notes_{code}": text["note"] for code, text in texts.items()},
        "checked_on": country.checked_on,
    }


def _term(term: Term) -> Iterator[tuple[str, str]]:
    texts = {
        language: {
            **text,
            "synonyms": text["synonyms"].splitlines(),
            "avoid": text["avoid"].splitlines(),
        }
        for language, text in _texts(term).items()
    }
    yield f"terms/{term.key}.toml", _lines(texts)


def _figure(figure: Figure) -> Iterator[tuple[str, str]]:
    texts = _texts(figure)
    labels: dict[str, dict[str, str]] = {}
    for language, text in texts.items():
        for key, label in labels_of(text).items():
            labels.setdefault(key, {})[language] = label
    content = {
        "alt": {language: text["alt"] for language, text in texts.items()},
        "caption": {
            language: text["caption"]
            for language, text in texts.items()
            if text["caption"]
        },
        **{f"labels.{key}": label for key, label in labels.items()},
    }
    yield f"figures/{figure.key}.svg", figure.svg
    yield f"figures/{figure.key}.toml", _lines(content)


def _care_card(card: CareCard) -> Iterator[tuple[str, str]]:
    texts = _texts(card)
    signs = {language: dict(text["items"]) for language, text in texts.items()}
    content: Content = {
        "level": card.level,
        "sources": card.sources,
        "heading": {language: text["heading"] for language, text in texts.items()},
        "items": [
            {"key": item.key, **{code: rows[item.key] for code, rows in signs.items()}}
            for item in card.ordered()
        ],
        "note": {
            language: text["note"] for language, text in texts.items() if text["note"]
        },
    }
    yield f"care_cards/{card.key}.toml", _lines(content)


def _article(article: Article) -> Iterator[tuple[str, str]]:
    structure = article.structure()
    structure["review_by"] = article.review_by
    structure["sections"] = dict(structure["sections"])
    yield f"articles/{article.key}/article.toml", _lines(structure)
    for language, text in _texts(article).items():
        yield f"articles/{article.key}/{language}.md", article_text(text)


def article_text(text: Content) -> str:
    """One language of an article as its file says it."""
    head = [
        f"{name}: {text[name]}"
        for name in ("title", "slug", "lead", "also_called")
        if text[name] or name != "also_called"
    ]
    sections = [
        f"## {heading} {{#{key}}}\n\n{body}\n"
        for key, heading, body in text["sections"]
        if heading or body
    ]
    return "\n".join(["---", *head, "---", "", "\n".join(sections)])


def _texts(record: DeskRecord) -> dict[str, Content]:
    texts = {language: record.text(language) for language in language_codes()}
    return {language: text for language, text in texts.items() if text is not None}


def _lines(content: Content, array: str = "") -> str:
    """TOML: plain values first, then tables, each after an empty line."""
    blocks = [
        "".join(
            f"{key} = {_value(value)}\n"
            for key, value in content.items()
            if not _is_table(value) and value is not None
        )
    ]
    prefix = f"{array}." if array else ""
    for key, value in content.items():
        if isinstance(value, dict) and value:
            blocks.append(f"[{prefix}{key}]\n{_lines(value)}")
        elif _is_table(value):
            blocks += [f"[[{prefix}{key}]]\n{_lines(row)}" for row in value]
    return "\n".join(block for block in blocks if block)


def _is_table(value: Any) -> bool:
    rows = isinstance(value, list) and bool(value) and isinstance(value[0], dict)
    return isinstance(value, dict) or rows


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, str):
        return f"[{', '.join(_value(each) for each in value)}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
