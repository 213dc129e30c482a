"""Pages of the last exported copy of the site, for a start without a database."""

import json
from http import HTTPStatus
from pathlib import Path
from typing import Any

from articles.serving.journal import journal
from articles.serving.keys import Key
from articles.serving.pages import Headers, Page, Response

MADE_AT = "X-Site-Copy"
_REMEMBERED = 500


class Copy:
    """Finds what an address answered when the copy was made.

    The list is read anew when another export has replaced it. Each answer says when
    its copy was made.
    """

    def __init__(self, folder: Path, languages: tuple[str, ...]) -> None:
        self._folder, self._languages = folder, languages
        self._list = folder / "manifest.json"
        self._stamp = 0
        self._made_at = ""
        self._entries: dict[str, Any] = {}
        self._pages: dict[Key, Page] = {}

    def __call__(self, key: Key) -> Page | None:
        """The page of a key; None if the copy has no such address."""
        self._look()
        page = self._pages.get(key)
        if page is None and not key.query:
            page = self._read(key)
            if page is not None:
                if len(self._pages) >= _REMEMBERED:
                    self._pages = {}
                self._pages[key] = page
        return page

    def _look(self) -> None:
        """Learn of another export."""
        try:
            stamp = self._list.stat().st_mtime_ns
            if stamp == self._stamp:
                return
            content = json.loads(self._list.read_text())
            entries, made_at = content["pages"], content["made_at"]
        except (OSError, ValueError, KeyError) as error:
            journal.problem("no_copy", cause=type(error).__name__)
            return
        self._entries, self._made_at, self._pages = entries, made_at, {}
        self._stamp = stamp

    def _read(self, key: Key) -> Page | None:
        if key.language in self._languages:
            return self._page(302, _to(key.language), b"")
        entry = self._entries.get(key.path.encode("latin-1").decode("utf-8", "replace"))
        if entry is None:
            return None
        try:
            body = self._body(entry["file"])
        except OSError as error:
            journal.problem("copy_damaged", cause=type(error).__name__)
            return None
        return self._page(entry["status"], entry["headers"], body)

    def _body(self, file: str) -> bytes:
        return (self._folder / file).read_bytes() if file else b""

    def _page(self, status: int, headers: dict[str, str], body: bytes) -> Page:
        said: Headers = [*headers.items(), (MADE_AT, self._made_at)]
        return Page(Response(f"{status} {HTTPStatus(status).phrase}", said, body))


def _to(language: str) -> dict[str, str]:
    return {
        "Location": f"/{language}/",
        "Cache-Control": "no-cache",
        "Vary": "Accept-Language",
    }
