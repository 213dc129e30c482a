"""What helps a tired reader: a voice, pages without a connection, forms, paper."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from articles import fixed_pages
from articles.models import ReaderComment, ReaderVote
from articles.models.record import language_codes
from articles.views.safety import safety_addresses
from articles.views.site import current_site, fixed_address
from tests.journeys import pages
from tests.journeys.browsing import Reader, axe
from tests.journeys.sites import Site

pytestmark = pytest.mark.browser

LANGUAGES = language_codes()

# A browser without a voice of its own gets some. `spoken` is what was said; a
# sentence ends when the test calls `finish()`.
VOICES = """
const voices = %s
window.spoken = []
let now = null
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text } }
const speech = {
  getVoices: () => voices,
  speak: it => { now = it; spoken.push(it.text.trim()) },
  cancel: () => { now = null },
}
window.finish = () => { const it = now; now = null; it?.onend() }
Object.defineProperty(window, 'speechSynthesis', {value: speech})
"""


@pytest.fixture(scope="module")
def first_aid(site: Site) -> dict[str, str]:
    """The page about a cramp right now, by language."""
    return {code: found["first-aid"] for code, found in _safety(site).items()}


def _safety(site: Site) -> dict[str, dict[str, str]]:
    with site.database():
        return safety_addresses(current_site())


def _voice(lang: str, *, local: bool = True) -> dict[str, Any]:
    return {"name": lang, "lang": lang, "localService": local}


@pytest.fixture
def listen(browser: Browser, site: Site, first_aid) -> Iterator[Any]:
    """`listen(language, voices)`: the page opened by a browser with these voices."""
    readers = []

    def go(language: str, *voices: dict[str, Any]) -> Page:
        reader = Reader(browser, site.origin)
        readers.append(reader)
        reader.context.add_init_script(VOICES % list(map(_as_script, voices)))
        reader.visit(first_aid[language], width=1280)
        return reader.page

    yield go
    for reader in readers:
        reader.context.close()


def _as_script(voice: dict[str, Any]) -> dict[str, Any]:
    return {**voice, "localService": int(voice["localService"])}


WORDS = {"fr": "fr_FR", "nb": "no-NO", "es": "es-MX"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_read_aloud_from_its_title_to_its_sources(listen, language):
    page = listen(language, _voice("en-GB"), _voice(WORDS[language]))
    tools = page.locator(".cols").locator("xpath=preceding-sibling::div[1]")
    button = tools.locator("button").first
    button.focus()
    page.keyboard.press("Enter")
    title = page.locator("h1").inner_text()
    assert page.evaluate("spoken[0]") == " ".join(title.split())
    assert page.locator(".spoken").inner_text() == title
    assert axe(page) == []
    page.evaluate("for (let i = 0; i < 500; i++) finish()")
    said = page.evaluate("spoken.join(' ')")
    sections = page.locator(".prose > section h2").all_inner_texts()
    heard = [each for each in sections if " ".join(each.split()) in said]
    assert heard == sections[:-1]  # all but the sources
    assert "nhs.uk" not in said
    assert "[1]" not in said
    assert page.locator(".spoken").count() == 0
    assert tools.locator("button").count() == 2  # listen again, print


def test_listening_can_pause_go_on_and_stop(listen):
    page = listen("nb", _voice("nb-NO"))
    tools = page.locator(".cols").locator("xpath=preceding-sibling::div[1]")
    play, stop = tools.locator("button").nth(0), tools.locator("button").nth(1)
    words = play.inner_text()
    play.click()
    page.evaluate("finish()")
    play.click()
    assert page.evaluate("spoken.length") == 2
    page.evaluate("finish()")
    assert page.evaluate("spoken.length") == 2
    play.click()
    assert page.evaluate("spoken[2] === spoken[1]")
    stop.focus()
    page.keyboard.press("Enter")
    expect(play).to_be_focused()
    assert play.inner_text() == words
    assert page.locator(".spoken").count() == 0


def test_listening_stops_when_the_reader_leaves(listen):
    page = listen("fr", _voice("fr-FR"))
    page.locator(".cols").locator("xpath=preceding-sibling::div[1]//button[1]").click()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    page.evaluate("finish()")
    assert page.evaluate("spoken.length") == 1


@pytest.mark.parametrize(
    "voices",
    [(), (_voice("en-GB"),), (_voice("fr-FR", local=False),), (_voice("frr"),)],
    ids=["none", "another language", "far away", "a like code"],
)
def test_listening_is_not_offered_without_a_voice_on_the_device(listen, voices):
    page = listen("fr", *voices)
    tools = page.locator(".cols").locator("xpath=preceding-sibling::div[1]")
    assert tools.locator("button").count() == 1  # print


def test_listening_is_offered_once_a_voice_arrives(listen):
    page = listen("es", _voice("es-ES", local=False))
    tools = page.locator(".cols").locator("xpath=preceding-sibling::div[1]")
    page.evaluate(
        "speechSynthesis.getVoices()[0].localService = true;"
        "speechSynthesis.onvoiceschanged()"
    )
    assert tools.locator("button").count() == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_fixed_set_opens_without_a_connection_after_one_visit(browser, site, language):
    safety = _safety(site)[language]
    with site.database():
        away = fixed_address("offline", language)
        numbers = fixed_address("numbers", language)
        kept = [f"/{language}/", *safety.values(), numbers, away]
        visited, other, *_ = set(pages.articles(language)) - set(kept)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.origin}{visited}")
    _is_kept(page)
    context.set_offline(True)
    for path in kept:
        page.goto(f"{site.origin}{path}")
        assert page.locator("h1").is_visible()
        assert page.evaluate("document.styleSheets.length") == 1, path
        assert page.evaluate("document.documentElement.lang") == language
    title = page.locator("h1").inner_text()
    page.goto(f"{site.origin}{other}")
    assert page.locator("h1").inner_text() == title  # which pages there are instead
    assert axe(page) == []
    in_store = page.evaluate(
        "caches.keys().then(names => caches.open(names[0])).then(it => it.keys())"
        ".then(all => all.map(each => new URL(each.url).pathname))"
    )
    pages_in_store = [path for path in in_store if not path.startswith("/static/")]
    assert sorted(pages_in_store) == sorted(kept)  # nothing of what was read
    context.close()


def _is_kept(page: Page) -> None:
    """Wait until the browser has the set; it fails instead of waiting for ever."""
    page.evaluate(
        "Promise.race([navigator.serviceWorker.ready.then(() => 0), new Promise("
        "(_, fail) => setTimeout(fail, 20000, Error('Nothing is kept.')))])"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_kept_pages_can_be_removed_on_the_privacy_page(browser, site, language):
    with site.database():
        privacy = fixed_address("privacy", language)
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site.origin}{privacy}")
    _is_kept(page)
    said = page.locator("#kept p").inner_text()
    page.locator("#kept button").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#kept p")).not_to_have_text(said)
    assert axe(page) == []
    page.goto(f"{site.origin}/{language}/")
    assert (
        page.evaluate(
            "Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations()])"
            ".then(found => found.flat().length)"
        )
        == 0
    )
    page.goto(f"{site.origin}{privacy}")
    page.locator("#kept button").click()
    expect(page.locator("#kept p")).to_have_text(said)
    _is_kept(page)
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_reader_votes_and_reports_an_error(browser, desk_site, language, script):
    path = _safety(desk_site)[language]["first-aid"]
    with desk_site.database():
        votes, comments = ReaderVote.objects.count(), ReaderComment.objects.count()
    reader = Reader(browser, desk_site.origin, script=script)
    reader.visit(path)
    reader.page.locator("button[name=helpful][value=no]").press("Enter")
    reader.page.wait_for_url(f"**/{fixed_pages.word('thanks', language)}/")
    assert not script or reader.axe() == []  # axe is a script
    assert reader.overflow() == []
    reader.page.locator("details.remark summary").press("Enter")
    reader.page.locator("#remark").fill("Et tall er feil.\nSe punkt 2.")
    assert not script or reader.axe() == []
    reader.page.locator("form.remark button").press("Enter")
    reader.page.wait_for_url(f"**/{fixed_pages.word('thanks', language)}/")
    assert reader.cookies() == []
    assert reader.happened.foreign == []
    with desk_site.database():
        assert list(ReaderVote.objects.values_list("language", "helpful"))[votes:] == [
            (language, False)
        ]
        assert list(ReaderComment.objects.values_list("kind", "text"))[comments:] == [
            ("comment", "Et tall er feil.\nSe punkt 2.")
        ]
    reader.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_form_that_is_refused_keeps_the_text_and_says_why(browser, desk_site, language):
    path = _safety(desk_site)[language]["first-aid"]
    reader = Reader(browser, desk_site.origin)
    reader.visit(f"{path}{fixed_pages.word('feedback', language)}/", dark=True)
    assert reader.axe() == []
    reader.page.evaluate("document.querySelector('#remark').maxLength = 2000")
    reader.page.locator("#remark").fill("å" * 1001)
    reader.page.locator("form.remark button").click()
    reader.page.locator("[role=alert] a").press("Enter")
    expect(reader.page.locator("#remark")).to_be_focused()
    assert reader.page.locator("#remark").input_value() == "å" * 1001
    assert reader.axe() == []
    assert reader.overflow() == []
    reader.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_reader_abroad_sees_another_country_s_number_without_script(
    visit, first_aid, language
):
    reader = visit(first_aid[language], script=False)
    reader.page.locator("#country").select_option("ch")
    reader.page.locator("form:has(#country) button").press("Enter")
    reader.page.wait_for_url("**/?country=ch#get-help")
    assert reader.page.locator(".care.emergency a.btn").get_attribute("href") == (
        "tel:144"
    )
    assert reader.cookies() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_code_for_paper_costs_nothing_on_the_screen(visit, first_aid, language):
    reader = visit(first_aid[language])
    reader.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    code = f"{reader.origin}{first_aid[language]}qr.svg"
    assert code not in reader.happened.requests
    reader.page.pdf(prefer_css_page_size=True)
    assert reader.happened.requests.count(code) == 1
    reader.page.emulate_media(media="print")
    assert reader.page.locator(".qr").evaluate("it => it.naturalWidth") > 0
    reader.page.emulate_media(media="null")
