"""What a page weighs: small enough for a phone on a slow line."""

import re
from html import unescape
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from django.contrib.staticfiles import finders

from articles.models.record import language_codes
from tests.journeys import pages

pytestmark = pytest.mark.django_db

STYLE_BYTES = 14 * 1024
SCRIPT_BYTES = 4 * 1024
HTML_BYTES = 8 * 1024
"""Of an article of 700 words with its care cards, in brotli."""

BYTES_A_WORD = 7
"""What each further word may cost, its sources and drawings included."""

MOST_REQUESTS = 3


def test_style_sheet_is_small():
    assert _size("css/site.css") <= STYLE_BYTES


def test_script_is_small():
    assert _size("js/reader.js") <= SCRIPT_BYTES


@pytest.mark.parametrize("language", language_codes())
def test_every_article_is_light(client, library_loaded, language):
    heavy = {}
    for path in pages.articles(language):
        html = client.get(path).content
        allowed = HTML_BYTES + BYTES_A_WORD * max(0, _words(html.decode()) - 700)
        if len(brotli.compress(html)) > allowed:
            heavy[path] = len(brotli.compress(html)), allowed
    assert heavy == {}


@pytest.mark.parametrize("kind", ["home", "article with drawings", "numbers"])
def test_page_asks_for_little(client, library_loaded, kind):
    html = client.get(pages.address(kind, "fr")).content.decode()
    asked = re.findall(
        r'<link rel="stylesheet"|<script [^>]*src=|<img (?![^>]*loading="lazy")', html
    )
    assert 1 + len(asked) <= MOST_REQUESTS


def _size(name: str) -> int:
    found = finders.find(name)
    assert isinstance(found, str)
    return Path(found).stat().st_size


def _words(html: str) -> int:
    """The words of an article and its care cards, without its sources."""
    article = html.partition('<article class="prose')[2]
    text = article.partition('<section id="sources"')[0]
    for unread in (r"<svg.*?</svg>", r"<form.*?</form>", r"<sup>.*?</sup>", r"<[^>]+>"):
        text = re.sub(unread, " ", text, flags=re.DOTALL)
    return len(unescape(text).split())
