"""The whole public site as files, plain and packed, for any web server.

A second export writes only what differs. One that is interrupted leaves whole files
and the list of the export before; the next one writes everything.
"""

import gzip
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

import brotli  # type: ignore[import-untyped]

from articles.exporting.manifest import UNFINISHED, Entry, Manifest, read_manifest

_LEFT_OUT = frozenset(
    {"content-length", "content-encoding", "date", "etag", "x-page-store"}
)
_FOLDERS = {200: "", 404: "missing/", 410: "gone/"}
"""Where the answers of a status are, so that no web server takes one for a page."""
_MOVED = 301
_LINK = re.compile(rb"""(?:href|src)="(/[^"?#]*)""")
_LINK_OF_CSS = re.compile(rb"""url\(["']?([^"')?#:]+)""")
_LINK_OF_LIST = re.compile(rb'"(/[^"?#]*)"')
_PACKED = (".br", ".gz")
_PASSES = 3


class ExportError(Exception):
    """An export that was given up; the copy before it is still listed."""


@dataclass(frozen=True)
class Answer:
    """What the site answers to one address."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Public:
    """The site to export.

    `version` is read before and after, `addresses` are what it has then, `ask`
    answers one of them, `asset` gives the bytes of a static file by its address, which
    begins with `assets`. Where a page leads besides is followed, except to the
    `private` parts. `notices` are error pages by file name, for the web server.
    """

    build: str
    origin: str
    made_at: str
    version: Callable[[], int]
    addresses: Callable[[], Iterable[str]]
    ask: Callable[[str], Answer]
    asset: Callable[[str], bytes]
    assets: str = "/static/"
    private: tuple[str, ...] = ("/desk/",)
    notices: Mapping[str, bytes] = field(default_factory=dict)


@dataclass
class Report:
    """Files by what was done with them."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0


def export_site(
    folder: Path, site: Public, *, tick: Callable[[], None] = lambda: None
) -> Report:
    """Write the site into a folder of its own. Raises ExportError.

    `tick` is called after each address.
    """
    files = _open(folder)
    report = Report()
    for _ in range(_PASSES):
        export = _Export(folder, site, files, report)
        export.all(tick)
        files |= export.manifest.files
        if site.version() == export.manifest.version:
            break
    export.manifest.save(folder)
    (folder / UNFINISHED).unlink()
    for name in files.keys() - export.manifest.files.keys():
        _remove(folder, name)
        report.removed += 1
    return report


def _open(folder: Path) -> dict[str, str]:
    """The digests of the files that are there; marks this export as begun."""
    folder.mkdir(parents=True, exist_ok=True)
    files, unfinished = read_manifest(folder).files, folder / UNFINISHED
    if not files and not unfinished.exists() and any(folder.iterdir()):
        raise ExportError(f"{folder} holds other files: name an empty folder.")
    if unfinished.exists():  # which of them are of which export is not known
        files = dict.fromkeys(files, "")
    unfinished.touch()
    return files


class _Export:
    """One pass over the site; another one follows if something was published."""

    def __init__(
        self, folder: Path, site: Public, before: Mapping[str, str], report: Report
    ) -> None:
        self._folder, self._site, self._before = folder, site, before
        self._report = report
        self._linked: set[str] = set()
        self.manifest = Manifest(site.build, site.version(), site.origin, site.made_at)

    def all(self, tick: Callable[[], None]) -> None:
        done = set()
        for address in self._site.addresses():
            self._page(address)
            done.add(address)
            tick()
        for name, body in self._site.notices.items():
            self._write(name, body)
        while waiting := self._linked - done:
            for address in sorted(waiting):
                self._follow(address)
            done |= waiting

    def _page(self, address: str) -> None:
        """Ask for an address of the list and keep what it answers."""
        answer = self._site.ask(address)
        if answer.status != _MOVED and answer.status not in _FOLDERS:
            raise ExportError(f"{address} answers {answer.status}.")
        self._keep(address, answer)

    def _follow(self, address: str) -> None:
        """Keep what a link leads to, unless it is made for each reader."""
        if address.startswith(self._site.assets):
            self._asset(address)
        elif not address.startswith(self._site.private):
            answer = self._site.ask(address)
            shared = "no-store" not in answer.headers.get("Cache-Control", "")
            if answer.status == 404 or (answer.status == 200 and shared):
                self._keep(address, answer)

    def _keep(self, address: str, answer: Answer) -> None:
        headers = {
            name: value
            for name, value in answer.headers.items()
            if name.lower() not in _LEFT_OUT
        }
        path = unquote(address)
        if answer.status == _MOVED:
            self.manifest.pages[path] = Entry(_MOVED, headers)
            return
        name = f"{_FOLDERS[answer.status]}{file_of(path)}"
        digest = self._write(name, answer.body)
        self.manifest.pages[path] = Entry(answer.status, headers, name, digest)

    def _write(self, name: str, body: bytes) -> str:
        """Keep a file in all its forms; its SHA-256."""
        digest = hashlib.sha256(body).hexdigest()
        self.manifest.files[name] = digest
        if name.endswith(".html"):
            self._linked.update(found.decode() for found in _LINK.findall(body))
        elif name.endswith((".js", ".webmanifest")):  # they list what a phone keeps
            found = _LINK_OF_LIST.findall(body)
            self._linked.update(each.decode() for each in found)
        if self._before.get(name) == digest:
            self._report.unchanged += 1
            return digest
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        for suffix, form in _forms(body).items():
            _put(path.with_name(path.name + suffix), form)
        self._report.written += 1
        return digest

    def _asset(self, address: str) -> None:
        """A static file; a style sheet leads to others."""
        body = self._site.asset(address)
        self._write(address.lstrip("/"), body)
        if address.endswith(".css"):
            self._linked.update(
                os.path.normpath(f"{address}/../{found.decode()}")
                for found in _LINK_OF_CSS.findall(body)
            )


def file_of(path: str) -> str:
    """The file that web servers look for: "/fr/" is "fr/index.html"."""
    return f"{path}index.html".lstrip("/") if path.endswith("/") else path.lstrip("/")


def _forms(body: bytes) -> dict[str, bytes | None]:
    """The file as it is and packed; None for a form that would not be smaller."""
    packed = {
        ".br": brotli.compress(body, mode=brotli.MODE_TEXT, quality=5),
        ".gz": gzip.compress(body, compresslevel=6, mtime=0),
    }
    smaller = {s: f if len(f) < len(body) else None for s, f in packed.items()}
    return {**smaller, "": body}


def _put(path: Path, data: bytes | None) -> None:
    """Whole or not at all, whatever happens meanwhile."""
    if data is None:
        path.unlink(missing_ok=True)
        return
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(data)
    os.replace(new, path)


def _remove(folder: Path, name: str) -> None:
    for suffix in ("", *_PACKED):
        (folder / f"{name}{suffix}").unlink(missing_ok=True)
    for parent in (folder / name).parents:
        if parent == folder or any(parent.iterdir()):
            return
        parent.rmdir()
