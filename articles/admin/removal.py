"""What happens when a section or a sign is taken away, said before it happens."""

from dataclasses import dataclass
from typing import Any

from articles.admin.named import ROWS, row_keys
from articles.admin.place import Place
from articles.languages import known
from articles.models import DeskRecord, Publication
from articles.models.record import Content, language_codes


@dataclass(frozen=True)
class Loss:
    """A row that goes, the languages it is written in, and those readers see it in."""

    key: str
    written: list[str]
    live: list[str]


def losses(place: Place, structure: Content) -> list[Loss]:
    """The rows with a text that this structure would take away."""
    rows = ROWS.get(place.record.kind)
    if rows is None:
        return []
    kept = {row if isinstance(row, str) else row[0] for row in structure[rows.field]}
    gone = [key for key in row_keys(place.record) if key not in kept]
    if not gone:
        return []
    written, live = _written(place.record), _live(place.record)
    return [
        Loss(key, _names(written, key), _names(live, key))
        for key in gone
        if _names(written, key)
    ]


def _names(keys: dict[str, set[str]], key: str) -> list[str]:
    return [known(code).name for code, having in keys.items() if key in having]


def _written(record: DeskRecord) -> dict[str, set[str]]:
    """The keys that hold a text, by language."""
    field = ROWS[record.kind].field
    texts = {code: record.text(code) or {field: []} for code in language_codes()}
    return {
        code: {key for key, *words in text[field] if any(words)}
        for code, text in texts.items()
    }


def _live(record: DeskRecord) -> dict[str, set[str]]:
    """The keys that readers see, by language."""
    if record.kind != "article":
        return {}
    pages: Any = Publication.objects.live().filter(article=record.key)
    seen = {
        page.language: {section["key"] for section in page.edition.content["sections"]}
        for page in pages.select_related("edition")
    }
    return {code: seen.get(code, set()) for code in language_codes()}
