"""A small library in a folder, to be spoiled by a test."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from articles.exporting.library import library_files
from tests import builders

LANGUAGES = ("fr", "nb", "es")
NOTHING: Mapping[str, Any] = MappingProxyType({})

TOPIC = """\
[[topics]]
key = "understanding"
start = "first-aid"

[topics.fr]
name = "Comprendre"
slug = "comprendre"
introduction = ""
"""
SOURCE = """\
[[sources]]
key = "nhs"
authors = "NHS"
title = "Leg cramps"
container = ""
year = 2023
doi = ""
url = "https://www.nhs.uk/"
language = "en"
checked_on = ""
"""
COUNTRY = """\
[[countries]]
code = "FR"
name_fr = "France"
emergency = ["112", "15"]
advice = "15"
text = ""
poison = ""
notes_fr = ""
checked_on = ""
"""
TERM = """\
[fr]
plain = "crampe"
professional = ""
definition = "Un muscle se serre."
synonyms = ["crampes"]
avoid = []
"""
FIGURE = """\
[alt]
fr = "Un mur."

[labels.heel]
fr = "Talon"
"""
CARD = """\
level = "same-day"
sources = ["consensus"]

[heading]
fr = "Un caillot ?"

[[items]]
key = "swelling"
fr = "gonflée"
"""
ARTICLE = """\
topic = "understanding"
position = 2
source_language = "fr"
byline = "Calm legs"
act_now = true
care_first = false
care_cards = ["dvt"]
related = []
codes = []
review_by = 2027-11-26

[sections]
steps = "self-care"
after = "overview"
"""
TEXT = """\
---
title: Crampe
slug: crampe
lead: Une phrase.
---

## Les gestes {#steps}

Tirez.[@nhs]

## Ensuite {#after}

Reposez-vous.[@nhs]
"""
FILES = {
    "topics.toml": TOPIC,
    "sources.toml": SOURCE,
    "countries.toml": COUNTRY,
    "terms/cramp.toml": TERM,
    "figures/wall.toml": FIGURE,
    "figures/wall.svg": builders.DRAWING,
    "care_cards/dvt.toml": CARD,
    "articles/first-aid/article.toml": ARTICLE,
    "articles/first-aid/fr.md": TEXT,
}


def write(folder: Path, changed: Mapping[str, str | bytes | None] = NOTHING) -> Path:
    """The small library; `changed` replaces files by name, None leaves one out."""
    for name, content in {**FILES, **changed}.items():
        if content is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            data = content.encode() if isinstance(content, str) else content
            path.write_bytes(data)
    return folder


def at_the_desk() -> dict[str, str]:
    """What the desk would write back, by file."""
    return {str(path): data.decode() for path, data in library_files().items()}
