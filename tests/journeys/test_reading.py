"""Every kind of page in each language, as readers meet it."""

import re
from typing import Any

import pytest
from playwright.sync_api import Route

from articles.models.record import language_codes
from tests.journeys import pages
from tests.journeys.browsing import AXE_TAGS, Reader, Visit
from tests.journeys.sites import Site

pytestmark = pytest.mark.browser

WIDTHS = (320, 1280)
EVERY = [(kind, language) for kind in pages.KINDS for language in language_codes()]
MOST_REQUESTS = 3
"""The page, its style and its script."""


@pytest.fixture(scope="module")
def addresses(site: Site) -> dict[tuple[str, str], str]:
    with site.database():
        return {
            (kind, language): pages.address(kind, language) for kind, language in EVERY
        }


@pytest.fixture
def open_page(site: Site, addresses, visit: Visit) -> Visit:
    """`open_page(kind, language, …)`, as `visit` does it."""

    def go(kind: str, language: str, **how: Any) -> Reader:
        if kind in pages.BROKEN:
            return _broken(site, visit, addresses[kind, language], kind, language, how)
        return visit(addresses[kind, language], **how)

    return go


def _broken(
    site: Site, visit: Visit, path: str, kind: str, language: str, how: dict[str, Any]
) -> Reader:
    """The page a server in trouble sends: no address of a sound one shows it."""
    with site.database():
        html = pages.BROKEN[kind](language)

    def answer(route: Route) -> None:
        route.fulfill(body=html, content_type="text/html; charset=utf-8")

    reader = visit(f"/{language}/", **how)
    reader.page.route(f"**{path}", answer)
    reader.visit(path, **{name: how[name] for name in how if name != "script"})
    return reader


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_page_can_be_used_by_everyone(open_page, kind, language):
    for dark in (False, True):
        reader = open_page(kind, language, width=320, dark=dark)
        for width in WIDTHS:
            reader.look(width=width, dark=dark)
            # The scheme changes colours and nothing else.
            rules = ("color-contrast",) if dark else AXE_TAGS
            assert reader.axe(rules) == [], f"{width} px, dark: {dark}"
            assert dark or _overflows(reader) == [], f"{width} px"
        assert reader.happened.messages == []
        assert reader.happened.foreign == []
        assert len(_asked(reader)) <= MOST_REQUESTS
        assert reader.cookies() == []


def _asked(reader: Reader) -> list[str]:
    """What a page asks for; the icon is the browser's own wish, once for a site."""
    return [url for url in reader.happened.requests if "/static/icon." not in url]


def _overflows(reader: Reader) -> list[str]:
    """Also with text twice as large, and with the spacing readers may ask for."""
    found = reader.overflow()
    reader.enlarge(200)
    found += reader.overflow()
    reader.enlarge(100)
    reader.space_out()
    found += reader.overflow()
    reader.space_out("")
    return found


@pytest.mark.parametrize("kind", pages.KINDS)
def test_page_is_read_with_the_keyboard_and_without_script(open_page, kind):
    reader = open_page(kind, "nb", width=1280, script=False)
    stops = reader.page.evaluate(STOPS)
    assert stops
    for number, stop in enumerate(stops):
        reader.page.keyboard.press("Tab")
        focused, visible, name = reader.page.evaluate(FOCUSED)
        assert focused == stop
        assert visible, f"no focus to be seen on {stop}"
        if number == 0:
            assert name == "Hopp til innholdet"
    reader.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")


STOPS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter(each => each.checkVisibility()).map(each => each.outerHTML.slice(0, 200))"""

FOCUSED = """() => {
  const it = document.activeElement, style = getComputedStyle(it)
  const box = it.getBoundingClientRect()
  const seen = box.bottom > 0 && box.top < innerHeight && box.width > 0
  return [it.outerHTML.slice(0, 200),
          seen && style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
          it.textContent]
}"""


@pytest.mark.parametrize("language", language_codes())
def test_skip_link_leads_past_the_header(open_page, language):
    reader = open_page("home", language, script=False)
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate(
        "document.querySelector('main').contains(document.activeElement)"
    )


@pytest.mark.parametrize("language", language_codes())
def test_header_of_a_phone_keeps_the_menu_beside_the_name(open_page, language):
    reader = open_page("home", language, width=360)
    name, menu = (
        reader.page.locator(each).bounding_box() for each in (".brand", ".nav .menu")
    )
    assert abs((name["y"] + name["height"] / 2) - (menu["y"] + menu["height"] / 2)) < 4


def test_gateway_can_be_used_by_everyone(browser, site):
    reader = Reader(browser, site.origin, locale="de-DE")
    for dark in (False, True):
        reader.visit("/", width=320, dark=dark)
        assert reader.page.locator("h2 a").all_inner_texts() == [
            "Français",
            "Norsk",
            "Español",
        ]
        for width in WIDTHS:
            reader.look(width=width, dark=dark)
            assert reader.axe() == []
            assert _overflows(reader) == []
        assert reader.happened.messages == []
        assert reader.happened.foreign == []
    reader.context.close()


@pytest.mark.parametrize("language", language_codes())
def test_every_article_prints_on_one_sheet(site, visit, language):
    with site.database():
        articles = pages.articles(language)
    sides = {path: _sides(visit(path)) for path in articles}
    assert len(sides) == 28  # one is withdrawn, one is not translated
    assert [path for path, number in sides.items() if not 1 <= number <= 2] == []


def _sides(reader: Reader) -> int:
    printed = reader.page.pdf(prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b", printed))
