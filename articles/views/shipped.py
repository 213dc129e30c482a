"""The numbers to call as the library's files have them: when no database answers."""

import tomllib
from typing import Any

from django.conf import settings

from articles.models.record import language_codes


def countries() -> list[dict[str, Any]]:
    """The countries in the form of a ReferenceEdition; none if there is no file."""
    try:
        text = (settings.BASE_DIR / "content" / "countries.toml").read_text("utf-8")
    except OSError:
        return []
    return [_country(entry) for entry in tomllib.loads(text)["countries"]]


def _country(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": entry["code"].lower(),
        "emergency": entry["emergency"],
        "advice": entry["advice"],
        "text_number": entry["text"],
        "poison": entry["poison"],
        "text": {
            code: {"name": entry[f"name_{code}"], "note": entry[f"notes_{code}"]}
            for code in language_codes()
            if f"name_{code}" in entry and f"notes_{code}" in entry
        },
    }
