"""export_site on a small library: the whole way, and a door that serves the copy."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.core.wsgi import get_wsgi_application

from articles.drafting import save_text
from articles.exporting.manifest import Manifest, read_manifest
from articles.publishing import publish_reference, withdraw
from articles.serving import wiring
from articles.serving.assembly import assemble
from articles.serving.door import Door
from articles.serving.encodings import unpack_brotli
from tests import builders
from tests.serving.builders import ask

ARTICLE = "/fr/understanding-fr/first-aid-fr/"


@pytest.fixture
def small_site(db: None, connection_stays: None) -> None:
    """A page with an old Edition, one with an old address, one withdrawn."""
    builders.country()
    first = builders.article()
    moved = builders.article("causes", position=2)
    gone = builders.article("myths", position=3)
    publish_reference(by=None)
    builders.edition(first, "fr")
    builders.edition(first, "fr", what_changed="A second time.")
    builders.edition(moved, "nb")
    text = builders.article_text(
        "causes", "nb", {"short-answer": "Strekk."}, slug="grunn"
    )
    save_text(builders.fresh(moved), language="nb", text=text, by=None)
    builders.edition(builders.fresh(moved), "nb", what_changed="Another address.")
    builders.edition(gone, "es")
    withdraw(article="myths", language="es", by=None, reason="Falso.")


@pytest.fixture
def copy(small_site: None, tmp_path: Path, settings: Any) -> Path:
    settings.EXPORTED_SITE = str(tmp_path / "copy")
    call_command("export_site", tmp_path / "copy", verbosity=0)
    return tmp_path / "copy"


@pytest.fixture
def manifest(copy: Path) -> Manifest:
    return read_manifest(copy)


def test_whole_site_is_there(manifest: Manifest) -> None:
    assert {
        "/", "/fr/", "/nb/", "/es/", ARTICLE, f"{ARTICLE}historique/",
        f"{ARTICLE}historique/1/", "/nb/understanding-nb/grunn/", "/robots.txt",
        "/sitemap.xml", "/sitemap-es-1.xml", "/nb/feed.xml",
    } <= manifest.pages.keys()  # fmt: skip
    assert {entry.status for entry in manifest.pages.values()} == {200, 301, 404, 410}
    moved = manifest.pages["/nb/understanding-nb/causes-nb/"]
    assert (moved.status, moved.headers["Location"]) == (
        301, "/nb/understanding-nb/grunn/",
    )  # fmt: skip
    assert manifest.pages["/es/understanding-es/myths-es/"].status == 410
    assert "default-src 'none'" in manifest.pages[ARTICLE].headers[
        "Content-Security-Policy"
    ]  # fmt: skip


def test_no_link_of_the_copy_leads_nowhere(manifest: Manifest, copy: Path) -> None:
    """Nor does any page need a file that is not there."""
    known = {*manifest.pages, *(f"/{name}" for name in manifest.files)}
    named = {
        link
        for name in manifest.files
        if name.endswith(".html")
        for link in re.findall(
            r'(?:href|src)="(/[^"#?]*)', (copy / name).read_text("utf-8")
        )
    }
    missing = {link for link in named - known if not link.startswith("/desk/")}
    # A form that is made for each reader cannot be a file.
    assert {link for link in missing if not link.endswith("/feedback/")} == set()


def test_error_pages_speak_each_language(copy: Path) -> None:
    for status in (404, 410, 500, 503):
        for code in builders.LANGUAGES:
            html = (copy / f"errors/{status}.{code}.html").read_text("utf-8")
            assert f'lang="{code}"' in html
            assert "112" in html


def test_copy_is_served_until_there_is_a_database(copy: Path) -> None:
    parts = assemble(get_wsgi_application(), wiring.site())
    parts.watcher.away = True
    door = Door(parts)
    page = ask(door, ARTICLE, HOST="localhost", ACCEPT_ENCODING="br")
    assert page.code == 200
    file = copy / f"{ARTICLE.strip('/')}/index.html"
    assert unpack_brotli(page.body) == file.read_bytes()
    assert page["X-Site-Copy"] == read_manifest(copy).made_at
    assert page["Content-Security-Policy"]
    same = ask(door, ARTICLE, HOST="localhost", IF_NONE_MATCH=page["ETag"] or "")
    assert same.code == 200  # another coding has another tag
    same = ask(
        door, ARTICLE, HOST="localhost", ACCEPT_ENCODING="br",
        IF_NONE_MATCH=page["ETag"] or "",
    )  # fmt: skip
    assert same.code == 304
    gone = ask(door, "/es/understanding-es/myths-es/", HOST="localhost")
    assert (gone.status, b"Falso." in gone.body) == ("410 Gone", True)
    moved = ask(door, "/nb/understanding-nb/causes-nb/", HOST="localhost")
    assert (moved.code, moved["Location"]) == (301, "/nb/understanding-nb/grunn/")
    to = ask(door, "/", HOST="localhost", ACCEPT_LANGUAGE="nb")
    assert (to.code, to["Location"]) == (302, "/nb/")
    assert ask(door, "/", HOST="localhost", ACCEPT_LANGUAGE="de").code == 200
    assert ask(door, "/fr/nothing/", HOST="localhost").code == 503
    assert ask(door, f"{ARTICLE}?page=2", HOST="localhost").code == 503
    assert ask(door, "/desk/", HOST="localhost").code == 503


def test_copy_that_is_replaced_is_read_anew(copy: Path) -> None:
    parts = assemble(get_wsgi_application(), wiring.site())
    parts.watcher.away = True
    door = Door(parts)
    assert ask(door, "/fr/", HOST="localhost").code == 200
    manifest = read_manifest(copy)
    manifest.made_at = "2031-01-01T00:00:00+00:00"
    manifest.save(copy)
    assert ask(door, "/fr/", HOST="localhost")["X-Site-Copy"] == manifest.made_at
    (copy / "manifest.json").unlink()
    assert ask(door, "/fr/", HOST="localhost").code == 200
    (copy / "nb/index.html").unlink()
    assert ask(door, "/nb/", HOST="localhost").code == 503


def test_second_export_writes_nothing(
    copy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    call_command("export_site", copy)
    assert capsys.readouterr().out.startswith("0 files written, ")


def test_refusal_is_a_sentence(small_site: None, tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    with pytest.raises(CommandError, match="name an empty folder"):
        call_command("export_site", tmp_path)
