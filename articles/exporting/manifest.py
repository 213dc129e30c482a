"""The list of an exported site: each path with its file, status and headers.

`manifest.json` is written last, so a copy that is listed is whole. The page store
reads it to go on without a database.
"""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

FORMAT = 1
NAME = "manifest.json"
UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class Entry:
    """What one address answers; `file` is empty for a redirect."""

    status: int
    headers: dict[str, str]
    file: str = ""
    sha256: str = ""


@dataclass
class Manifest:
    """One export: `version` is the site's, `made_at` ISO 8601 in UTC."""

    build: str = ""
    version: int = 0
    origin: str = ""
    made_at: str = ""
    pages: dict[str, Entry] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    """The SHA-256 of every file, by its name; packed forms are not listed."""

    def save(self, folder: Path) -> None:
        """Put this list in the place of the one before, at once."""
        content: dict[str, Any] = {"format": FORMAT, **asdict(self)}
        new = folder / f"{NAME}.new"
        new.write_text(json.dumps(content, ensure_ascii=False, indent=1))
        os.replace(new, folder / NAME)


def read_manifest(folder: Path) -> Manifest:
    """The list of a folder; an empty one if there is none of this format."""
    try:
        content = json.loads((folder / NAME).read_text())
    except (OSError, ValueError):
        return Manifest()
    if content.pop("format", None) != FORMAT:
        return Manifest()
    pages = {path: Entry(**entry) for path, entry in content.pop("pages").items()}
    return Manifest(**content, pages=pages)
