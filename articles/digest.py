"""The canonical form of a part, and its digest.

State is computed from content: whatever has the same digest says the same.
"""

import hashlib
import json
from typing import Any

from articles.models.article import Article
from articles.models.record import Content, DeskRecord

SCHEME = "calm-legs/1"


def canonical(content: Any) -> bytes:
    """The one way to write plain data: sorted keys, no spaces, UTF-8."""
    text = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    return text.encode("utf-8", "surrogatepass")


def digest(subject: str, language: str, content: Any) -> str:
    """SHA-256 in hex over scheme, subject, language and canonical content."""
    return hashlib.sha256(canonical([SCHEME, subject, language, content])).hexdigest()


def part_content(record: DeskRecord, language: str) -> Content | None:
    """What a clinician signs of a record in one language; None if it has no text.

    An article's structure (its topic, its cards, its date) is no part of its text;
    a care card's level and a figure's drawing are part of theirs.
    """
    text = record.text(language)
    if text is None or isinstance(record, Article):
        return text
    return {**record.structure(), **text}


def part_digest(record: DeskRecord, language: str) -> str | None:
    """The digest of a record's part in one language, or None if it has no text."""
    content = part_content(record, language)
    return None if content is None else digest(record.subject, language, content)


def token(record: DeskRecord, language: str) -> str:
    """A hash of exactly the columns that one form writes; "" is the structure.

    Sections and signs count by key, not by order: a moved section does not refuse
    the save of a language.
    """
    content = record.text(language) or {} if language else record.structure()
    return token_of(record.subject, language, content)


def token_of(subject: str, language: str, content: Content) -> str:
    """The token of a form that saw this content."""
    return digest(subject, language, _columns(content) if language else content)


def _columns(text: Content) -> Content:
    """A text as its columns are: rows in no order, and none that are empty."""
    return {
        name: sorted(row for row in value if any(row[1:]))
        if isinstance(value, list)
        else value
        for name, value in text.items()
    }
