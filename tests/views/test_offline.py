"""What a browser keeps for readers without a connection, and what a phone is told."""

import json
import re
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from articles import fixed_pages
from articles.models import SiteVersion
from articles.publishing import publish_reference, withdraw
from tests import builders


@pytest.fixture(autouse=True)
def library(db):
    for key in ("first-aid", "when-to-get-help"):
        record = builders.article(key, position=len(key))
        for language in builders.LANGUAGES:
            builders.edition(record, language)
    builders.country()
    publish_reference(by=None)


def kept(client) -> Any:
    first_line = client.get("/sw.js").content.decode().partition("\n")[0]
    return json.loads(first_line.removeprefix("const KEPT = "))


def test_worker_is_asked_for_again_each_time_and_runs_under_the_policy(
    client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(3):
        response = client.get("/sw.js")
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in response["Content-Security-Policy"]
    assert 'importScripts("/static/js/offline.js")' in response.content.decode()
    assert client.cookies == {}


@pytest.mark.parametrize("language", builders.LANGUAGES)
def test_set_of_a_language_is_its_home_its_help_and_its_numbers(client, language):
    numbers, offline = (
        f"/{language}/{fixed_pages.word(name, language)}/"
        for name in ("numbers", "offline")
    )
    pages = kept(client)["pages"][language]
    assert set(pages) == {
        f"/{language}/",
        f"/{language}/understanding-{language}/first-aid-{language}/",
        f"/{language}/understanding-{language}/when-to-get-help-{language}/",
        numbers,
        offline,
    }
    assert kept(client)["away"][language] == offline
    assert [client.get(page).status_code for page in pages] == [200] * 5


def test_files_of_the_set_exist_and_are_what_the_pages_load(client):
    files = kept(client)["files"]
    html = client.get("/nb/").content.decode()
    loaded = re.findall(r'(?:src|href)="(/static/[^"]*)"', html)
    assert sorted(files) == sorted(loaded)
    for name in files:
        assert finders.find(name.removeprefix(settings.STATIC_URL))


def test_page_that_is_not_live_is_not_kept(client):
    withdraw(article="first-aid", language="nb", by=None, reason="A mistake.")
    pages = kept(client)["pages"]
    assert len(pages["nb"]) == 4
    assert len(pages["fr"]) == 5


def test_set_changes_with_the_site_version(client):
    assert kept(client)["version"] == SiteVersion.objects.get().number
    before = client.get("/sw.js").content
    withdraw(article="first-aid", language="nb", by=None, reason="A mistake.")
    assert client.get("/sw.js").content != before


@pytest.mark.parametrize("language", builders.LANGUAGES)
def test_manifest_of_a_language_names_icons_that_exist(client, language):
    html = client.get(f"/{language}/").content.decode()
    address = f"/{language}/manifest.webmanifest"
    assert f'<link rel="manifest" href="{address}">' in html
    response = client.get(address)
    told = json.loads(response.content)
    assert response["Content-Type"] == "application/manifest+json"
    assert (told["lang"], told["start_url"]) == (language, f"/{language}/")
    assert told["scope"] == f"/{language}/"
    for icon in told["icons"]:
        assert finders.find(icon["src"].removeprefix(settings.STATIC_URL))
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512", "any"}


@pytest.mark.parametrize("size", [192, 512])
def test_icon_has_the_size_it_is_listed_with(size):
    start = (settings.BASE_DIR / f"static/icon-{size}.png").read_bytes()[:24]
    assert start[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(start[16:20]) == int.from_bytes(start[20:24]) == size


def test_script_of_the_pages_stays_small():
    assert len((settings.BASE_DIR / "static/js/reader.js").read_bytes()) <= 4096


def test_printed_code_holds_the_address_of_the_page(client):
    import io

    import segno

    page = "/fr/understanding-fr/first-aid-fr/"
    response = client.get(f"{page}qr.svg")
    expected = io.BytesIO()
    segno.make_qr(f"{settings.SITE_ORIGIN}{page}", error="m").save(
        expected, kind="svg", xmldecl=False, omitsize=True, border=2
    )
    assert response["Content-Type"] == "image/svg+xml"
    assert response.content == expected.getvalue()
    assert client.get("/fr/causes/first-aid-fr/qr.svg")["Location"] == f"{page}qr.svg"
    assert client.get("/fr/causes/nothing/qr.svg").status_code == 404
    html = client.get(page).content.decode()
    assert f'src="{page}qr.svg" alt="" loading="lazy"' in html
