"""The exported site: what is written, what is left alone, and what an interruption leaves."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import brotli  # type: ignore[import-untyped]
import pytest

from articles.exporting.manifest import UNFINISHED, read_manifest
from articles.exporting.site import Answer, ExportError, Public, export_site

HTML = {"Content-Type": "text/html", "ETag": '"x"', "X-Page-Store": "keep"}


class Small:
    """A site of a few addresses that tests change as they like."""

    def __init__(self) -> None:
        self.answers = {
            "/fr/": (200, page("home")),
            "/fr/caf%C3%A9/": (200, page("coffee")),
            "/fr/gone/": (410, page("gone")),
            "/fr/old/": (301, b""),
            "/robots.txt": (200, b"User-agent: *\n"),
        }
        self.numbers = [7]
        self.asked: list[str] = []
        self.ask: Callable[[str], Answer] = self.usual

    def usual(self, address: str) -> Answer:
        self.asked.append(address)
        status, body = self.answers[address]
        more = {"Location": "/fr/"} if status == 301 else {}
        return Answer(status, {**HTML, **more}, body)

    def version(self) -> int:
        """The numbers one after the other, then the last one again."""
        return self.numbers.pop(0) if len(self.numbers) > 1 else self.numbers[0]

    def asset(self, address: str) -> bytes:
        return {
            "/static/css/a.css": b'@import url("b.css"); a { background: url(../i.svg) }',
            "/static/css/b.css": b"",
            "/static/i.svg": b"<svg/>",
        }[address]

    def public(self) -> Public:
        return Public(
            build="b", origin="https://legs.example", made_at="2026-03-01T00:00:00+00:00",
            version=self.version, addresses=lambda: list(self.answers), ask=self.ask,
            asset=self.asset, notices={"errors/503.fr.html": page("503")},
        )  # fmt: skip


def page(title: str) -> bytes:
    head = f'<link href="/static/css/a.css"><h1>{title}</h1>'
    return (head + "<p>calm legs</p>" * 50).encode()


@pytest.fixture
def site() -> Small:
    return Small()


def written(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
    }


def plain(folder: Path) -> set[str]:
    return {name for name in written(folder) if not name.endswith((".br", ".gz"))}


def test_every_address_is_a_file_that_web_servers_find(
    site: Small, tmp_path: Path
) -> None:
    report = export_site(tmp_path, site.public())
    assert plain(tmp_path) == {
        "fr/index.html", "fr/café/index.html", "gone/fr/gone/index.html",
        "robots.txt", "errors/503.fr.html", "static/css/a.css", "static/css/b.css",
        "static/i.svg", "manifest.json",
    }  # fmt: skip
    assert (report.written, report.unchanged, report.removed) == (8, 0, 0)
    body = (tmp_path / "fr/index.html").read_bytes()
    assert body == page("home")
    assert brotli.decompress((tmp_path / "fr/index.html.br").read_bytes()) == body
    assert gzip.decompress((tmp_path / "fr/index.html.gz").read_bytes()) == body
    assert not (tmp_path / "robots.txt.br").exists()  # it would not be smaller


def test_list_says_what_each_address_answers(site: Small, tmp_path: Path) -> None:
    export_site(tmp_path, site.public())
    content = json.loads((tmp_path / "manifest.json").read_text())
    assert (content["version"], content["origin"]) == (7, "https://legs.example")
    assert content["pages"]["/fr/old/"] == {
        "status": 301, "file": "", "sha256": "",
        "headers": {"Content-Type": "text/html", "Location": "/fr/"},
    }  # fmt: skip
    gone = content["pages"]["/fr/gone/"]
    assert (gone["status"], gone["file"]) == (410, "gone/fr/gone/index.html")


def test_only_what_differs_is_written(site: Small, tmp_path: Path) -> None:
    export_site(tmp_path, site.public())
    before = {name: (tmp_path / name).stat().st_ino for name in written(tmp_path)}
    site.answers["/fr/"] = (200, page("new"))
    del site.answers["/fr/caf%C3%A9/"]
    report = export_site(tmp_path, site.public())
    assert (report.written, report.unchanged, report.removed) == (1, 6, 1)
    after = {name: (tmp_path / name).stat().st_ino for name in written(tmp_path)}
    assert before.keys() - after.keys() == {
        "fr/café/index.html", "fr/café/index.html.br", "fr/café/index.html.gz",
    }  # fmt: skip
    assert not (tmp_path / "fr/café").exists()
    assert {name for name in after if after[name] != before[name]} == {
        "fr/index.html", "fr/index.html.br", "fr/index.html.gz", "manifest.json",
    }  # fmt: skip


def test_packed_form_that_is_no_smaller_any_more_goes(
    site: Small, tmp_path: Path
) -> None:
    export_site(tmp_path, site.public())
    site.answers["/fr/"] = (200, b"x")
    export_site(tmp_path, site.public())
    assert not (tmp_path / "fr/index.html.br").exists()


def interrupt(site: Small, at: str, error: BaseException) -> Callable[[str], Answer]:
    ask = site.ask

    def interrupted(address: str) -> Answer:
        if address == at:
            raise error
        return ask(address)

    return interrupted


def test_interrupted_export_leaves_the_list_before(site: Small, tmp_path: Path) -> None:
    export_site(tmp_path, site.public())
    before = read_manifest(tmp_path)
    site.answers["/fr/"] = (200, page("new"))
    ask = site.ask
    site.ask = interrupt(site, "/fr/gone/", KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        export_site(tmp_path, site.public())
    assert read_manifest(tmp_path) == before
    assert (tmp_path / UNFINISHED).exists()
    assert not [name for name in written(tmp_path) if name.endswith(".new")]
    # What was written then is not taken for what the list says.
    site.ask = ask
    site.answers["/fr/"] = (200, page("home"))
    export_site(tmp_path, site.public())
    assert (tmp_path / "fr/index.html").read_bytes() == page("home")
    assert not (tmp_path / UNFINISHED).exists()


@pytest.mark.parametrize("status", [500, 302, 503])
def test_page_that_fails_gives_the_export_up(
    site: Small, tmp_path: Path, status: int
) -> None:
    export_site(tmp_path, site.public())
    before = read_manifest(tmp_path)
    site.answers["/fr/gone/"] = (status, b"")
    with pytest.raises(ExportError, match=rf"/fr/gone/ answers {status}\."):
        export_site(tmp_path, site.public())
    assert read_manifest(tmp_path) == before


def test_links_are_followed_but_not_to_what_is_made_for_each_reader(
    site: Small, tmp_path: Path
) -> None:
    links = b'<a href=\'x\'><a href="/desk/"><a href="/nb/x/"><a href="/fr/old/?q=1">'
    site.answers["/fr/"] = (200, links + b'<a href="/qr.svg#x"><a href="/form/">')
    linked = {
        "/nb/x/": Answer(404, HTML, b'not yet <a href="/es/x/">'),
        "/es/x/": Answer(500, HTML, b"broken"),
        "/qr.svg": Answer(200, HTML, b"<svg/>"),
        "/form/": Answer(200, {**HTML, "Cache-Control": "no-store"}, b"token"),
    }
    listed = site.ask
    site.ask = lambda address: linked[address] if address in linked else listed(address)
    export_site(tmp_path, site.public())
    pages = read_manifest(tmp_path).pages
    assert pages.keys() - {unquote(address) for address in site.answers} == {
        "/nb/x/", "/qr.svg",
    }  # fmt: skip
    assert (pages["/nb/x/"].status, pages["/nb/x/"].file) == (
        404, "missing/nb/x/index.html",
    )  # fmt: skip


def test_publish_meanwhile_begins_another_pass(site: Small, tmp_path: Path) -> None:
    site.numbers = [7, 8]  # before, and after, the first pass
    export_site(tmp_path, site.public())
    assert site.asked == [*site.answers, *site.answers]
    assert read_manifest(tmp_path).version == 8


def test_folder_of_others_is_refused(site: Small, tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").touch()
    with pytest.raises(ExportError, match="holds other files"):
        export_site(tmp_path, site.public())
    assert written(tmp_path) == {"thesis.odt"}


def test_list_of_another_format_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"format": 99}')
    assert read_manifest(tmp_path).pages == {}


def test_what_a_script_lists_is_exported_too(site, tmp_path):
    site.answers["/sw.js"] = (200, b'const KEPT = ["/fr/", "/static/i.svg"]')
    site.answers["/fr/"] = (200, b"<h1>home</h1>")
    export_site(tmp_path, site.public())
    assert {"sw.js", "static/i.svg"} <= plain(tmp_path)
