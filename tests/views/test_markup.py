"""The HTML of every kind of page is sound, error pages too."""

import pytest

from articles.models.record import language_codes
from tests.journeys import pages
from tests.views.markup import problems

pytestmark = pytest.mark.django_db

SOUND = (
    '<!doctype html>\n<html lang="fr"><head><meta charset="utf-8">'
    "<title>T</title></head><body><main><h1>T</h1>{}</main></body></html>"
)


@pytest.mark.parametrize("language", language_codes())
def test_every_kind_of_page_is_sound(client, library_loaded, language):
    pages.make_every_kind()
    found = {}
    for kind in pages.KINDS:
        path = pages.address(kind, language)
        html = client.get(path).content.decode()
        found[kind] = problems(html)
        if _indexed(html) and html.count('<meta name="description" content="') != 1:
            found[kind].append("indexed, and not described once")
    for kind, made in pages.BROKEN.items():
        found[kind] = problems(made(language))
    assert {kind: wrong for kind, wrong in found.items() if wrong} == {}


def _indexed(html: str) -> bool:
    return '<meta name="robots" content="noindex">' not in html


def test_gateway_is_sound(client, library_loaded):
    assert problems(client.get("/").content.decode()) == []


@pytest.mark.parametrize(
    ("html", "wrong"),
    [
        ("<p>a</p>", []),
        ("<p>a", ["<p> is not closed"]),
        ("<p><ul><li>a</li></ul></p>", ["<ul> in <p>"]),
        ("<ul>a</ul>", ["text in <ul>"]),
        ("<div><li>a</li></div>", ["<li> in <div>"]),
        ('<p style="color: red">a</p>', ["<p style>"]),
        ('<a href="">a</a>', ["leads nowhere"]),
        ('<a href="#x">a</a>', ["#x leads nowhere"]),
        ('<p id="x">a</p><p id="x">a</p>', ["id x twice"]),
        ("<h3>a</h3>", ["<h3> under <h1>"]),
        ("<p>a & b</p>", ["not escaped"]),
        ("<script>alert(1)</script>", ["<script> in the page"]),
        ('<a href="/"><button>a</button></a>', ["<button> in a control"]),
    ],
)
def test_what_is_not_sound_is_found(html, wrong):
    found = problems(SOUND.replace("{}", html))
    assert len(found) >= len(wrong)
    for each in wrong:
        assert any(each in said for said in found), found
    assert bool(found) == bool(wrong)
