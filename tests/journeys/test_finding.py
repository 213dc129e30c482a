"""Finding a page: the box, the results, the lists; with script and without."""

import pytest
from playwright.sync_api import expect

from articles.views.site import fixed_address
from tests.journeys.browsing import Visit

pytestmark = pytest.mark.browser

LANGUAGES = ("fr", "nb", "es")
QUERIES = {
    "fr": ("crampe enceinte", "mollet gonflé et chaud", "qsdfghjklm"),
    "nb": ("krampe gravid", "hoven og varm legg", "qsdfghjklm"),
    "es": ("calambres embarazada", "pantorrilla hinchada y caliente", "qsdfghjklm"),
}


def lists(language: str) -> list[str]:
    glossary = fixed_address("glossary", language)
    return [fixed_address("a-z", language), glossary, f"{glossary}twitch/"]


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
def test_query_from_the_home_leads_to_the_section_that_answers(
    visit: Visit, language: str, script: bool
) -> None:
    page = visit(f"/{language}/", script=script).page
    box = page.get_by_role("searchbox")
    box.fill(QUERIES[language][0])
    box.press("Enter")
    expect(page.locator("mark").first).to_be_visible()
    first = page.locator(".results a").first
    title = first.inner_text()
    first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(title)
    anchor = page.url.partition("#")[2]
    assert not anchor or page.locator(f"[id='{anchor}']").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_for_finding_can_be_used_by_everyone(visit: Visit, language: str) -> None:
    search = fixed_address("search", language)
    addresses = [search, *(f"{search}?q={each}" for each in QUERIES[language])]
    for path in (*addresses, *lists(language)):
        for dark in (False, True):
            reader = visit(path, width=320, dark=dark)
            assert reader.axe() == [], path
            assert reader.overflow() == [], path
            assert reader.happened.messages == []
            assert reader.happened.foreign == []
        assert reader.cookies() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_letter_leads_to_its_place_in_the_list(visit: Visit, language: str) -> None:
    page = visit(fixed_address("a-z", language)).page
    letter = page.locator(".letters a").last
    letter.click()
    heading = page.get_by_role("heading", level=2, name=letter.inner_text(), exact=True)
    expect(heading).to_be_in_viewport()
