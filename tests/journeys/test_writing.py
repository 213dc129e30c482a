"""Writing at the desk in a real browser: no word is lost, whatever happens."""

import re
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from articles.models import Article, Autosave, DraftSave
from tests.journeys.browsing import OVERFLOW, axe, record
from tests.journeys.people import session
from tests.journeys.sites import Site

pytestmark = pytest.mark.browser

TYPED = "window.dispatchEvent(new Event('online'))"
"""Makes the page keep what is typed now, without waiting 20 seconds."""


def opened(context: BrowserContext, site: Site, key: str, part: str = "fr") -> Page:
    with site.database():
        pk = Article.objects.get(key=key).pk
    page = context.new_page()
    page.goto(f"{site.origin}/desk/articles/article/{pk}/{part}/")
    return page


def desk_text(site: Site, key: str, language: str) -> dict[str, str]:
    """Lead and bodies as the desk holds them."""
    with site.database():
        text = Article.objects.get(key=key).text(language) or {}
    bodies = {each: body for each, _heading, body in text["sections"]}
    return {"lead": text["lead"], **bodies}


def kept(site: Site, name: str) -> list[str]:
    with site.database():
        rows = Autosave.objects.filter(by__username=name)
        return [row.content["lead"][0] for row in rows]


def test_an_article_is_written_from_nothing(sign_in, desk_site):
    page = sign_in("ola", "Author", locale="nb").new_page()
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{desk_site.origin}/desk/articles/article/add/")
    page.fill("#id_title", "Kramper om morgenen")
    page.select_option("#id_source_language", "nb")
    page.fill("#id_key", "morning cramps")
    page.click("button.desk-first")
    page.click(".desk-tabs a >> nth=0")
    page.fill("#id_sections-new", "what to do")
    page.select_option("#id_sections-new-aspect", "self-care")
    page.click("#desk-save")
    page.click(".desk-tabs a:has([lang=nb])")
    page.fill("#id_lead", "Hva du kan gjøre.")
    page.fill("#id_body-short-answer", "Strekk leggen.")
    page.locator("#id_body-short-answer").press("End")
    page.click("#section-short-answer [data-pick*=source]")
    page.fill("#desk-dialog-search", "nhs cramps")
    page.click(".desk-dialog [data-written='[@nhs_cramps]'] button")
    expect(page.locator("#id_body-short-answer")).to_have_value(
        "Strekk leggen.[@nhs_cramps]"
    )
    page.click("#section-what-to-do [data-before^=':::table']")
    expect(page.locator("#id_body-what-to-do")).to_be_focused()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text("\n\n![](figure:cramp-stretch)")
    frame = page.frame_locator("iframe:not(.coming)")
    expect(frame.locator("h1")).to_have_text("Kramper om morgenen")
    expect(frame.locator("table")).to_be_visible()
    expect(frame.locator("figure svg").first).to_be_visible()
    expect(frame.locator("a.cite").first).to_be_visible()
    page.keyboard.press("Control+s")
    page.wait_for_url("**#id_body-what-to-do")
    expect(page.locator("#id_body-what-to-do")).to_be_focused()
    said = desk_text(desk_site, "morning-cramps", "nb")
    assert said["lead"] == "Hva du kan gjøre."
    assert said["short-answer"] == "Strekk leggen.[@nhs_cramps]"
    assert said["what-to-do"].startswith(":::table ")
    assert said["what-to-do"].endswith("![](figure:cramp-stretch)")


def test_a_stale_save_shows_both_texts_and_loses_neither(sign_in, desk_site):
    ola = opened(sign_in("ola", "Author"), desk_site, "stress")
    kari = opened(sign_in("kari", "Translator (fr)"), desk_site, "stress")
    ola.fill("#id_lead", "Le mien.")
    kari.fill("#id_lead", "Le sien.")
    kari.click("#desk-save")
    expect(kari.locator(".messagelist .success, .desk-message.success")).to_be_visible()
    ola.click("#desk-save")
    expect(ola.locator("#desk-errors")).to_be_focused()
    expect(ola.locator(".desk-sides .desk-said").nth(0)).to_have_text("Le sien.")
    expect(ola.locator(".desk-sides .desk-said").nth(1)).to_have_text("Le mien.")
    assert desk_text(desk_site, "stress", "fr")["lead"] == "Le sien."
    assert axe(ola) == []
    again = opened(ola.context, desk_site, "stress")
    expect(again.locator(".desk-kept")).to_have_count(1)
    ola.click("form .desk-first")
    ola.wait_for_url("**/fr/")
    assert desk_text(desk_site, "stress", "fr")["lead"] == "Le mien."
    assert kept(desk_site, "ola") == []


def test_two_languages_are_written_at_once(sign_in, desk_site):
    ola = opened(sign_in("ola", "Author"), desk_site, "older-people", "fr")
    per = opened(sign_in("per", "Translator (nb)"), desk_site, "older-people", "nb")
    ola.fill("#id_lead", "Neuf.")
    per.fill("#id_lead", "Ny.")
    ola.click("#desk-save")
    per.click("#desk-save")
    ola.wait_for_url("**#id_lead")
    per.wait_for_url("**#id_lead")
    said = [desk_text(desk_site, "older-people", code)["lead"] for code in ("fr", "nb")]
    assert said == ["Neuf.", "Ny."]


def test_a_lost_connection_and_a_closed_tab_lose_nothing(sign_in, desk_site):
    context = sign_in("eva", "Author", locale="es")
    page = opened(context, desk_site, "restless-legs", "es")
    page.route("**/autosave/", lambda route: route.abort("connectionrefused"))
    page.fill("#id_lead", "Escrito sin conexión.")
    page.evaluate(TYPED)
    expect(page.locator("#desk-status")).not_to_be_empty()
    page.close()
    again = opened(context, desk_site, "restless-legs", "es")
    expect(again.locator("#id_lead")).not_to_have_value("Escrito sin conexión.")
    assert axe(again) == []
    again.click("#desk-browser-copy .desk-button")
    expect(again.locator("#id_lead")).to_have_value("Escrito sin conexión.")
    again.click("#desk-save")
    again.wait_for_url("**/es/*")
    assert (
        desk_text(desk_site, "restless-legs", "es")["lead"] == "Escrito sin conexión."
    )
    expect(again.locator("#desk-browser-copy")).to_have_count(0)


def test_a_translation_beside_its_original_is_kept_and_put_back(sign_in, desk_site):
    context = sign_in("nils", "Translator (nb)", locale="nb")
    page = opened(context, desk_site, "stress", "nb/beside")
    page.fill("#id_lead", "Ikke lagret.")
    page.evaluate(TYPED)
    expect(page.locator("#desk-form")).to_have_attribute("data-seen", "1")
    page.close()
    assert kept(desk_site, "nils") == ["Ikke lagret."]
    again = opened(context, desk_site, "stress", "nb/beside")
    again.click("#desk-browser-copy .desk-button")
    again.click("#desk-save")
    again.wait_for_url("**/beside/*")
    assert desk_text(desk_site, "stress", "nb")["lead"] == "Ikke lagret."
    assert axe(again) == []


def test_what_was_typed_is_offered_in_another_browser(sign_in, desk_site):
    page = opened(sign_in("nina", "Author"), desk_site, "nerve-causes")
    page.fill("#id_lead", "Pas encore enregistré.")
    page.evaluate(TYPED)
    expect(page.locator("#desk-status")).not_to_be_empty()
    expect(page.locator("#desk-form")).to_have_attribute("data-seen", "1")
    page.close()
    again = opened(sign_in("nina", "Author"), desk_site, "nerve-causes")
    again.click(".desk-kept .desk-button")
    expect(again.locator("#id_lead")).to_have_value("Pas encore enregistré.")
    again.click("#desk-save")
    again.wait_for_url("**/fr/*")
    assert (
        desk_text(desk_site, "nerve-causes", "fr")["lead"] == "Pas encore enregistré."
    )
    assert kept(desk_site, "nina") == []


def test_a_session_that_ended_loses_nothing(sign_in, desk_site):
    context = sign_in("mona", "Author")
    page = opened(context, desk_site, "causes-overview")
    with desk_site.database():
        context.clear_cookies(name="sessionid")
    page.fill("#id_lead", "Écrit après la fin.")
    page.evaluate(TYPED)
    expect(page.locator("#desk-status a")).to_be_visible()
    expect(page.locator("#id_lead")).to_have_value("Écrit après la fin.")
    session(context, desk_site, "mona", "Author")
    page.evaluate(TYPED)
    expect(page.locator("#desk-status a")).to_have_count(0)
    page.click("#desk-save")
    page.wait_for_url("**#id_lead")
    assert (
        desk_text(desk_site, "causes-overview", "fr")["lead"] == "Écrit après la fin."
    )


def test_two_tabs_of_one_person_are_told(sign_in, desk_site):
    context = sign_in("liv", "Author")
    one, two = (opened(context, desk_site, "varicose-stages") for _ in range(2))
    one.fill("#id_lead", "Un.")
    one.evaluate(TYPED)
    expect(one.locator("#desk-form")).to_have_attribute("data-seen", "1")
    two.fill("#id_lead", "Deux.")
    two.evaluate(TYPED)
    expect(two.locator("#desk-status")).to_have_text(re.compile(".{50,}"))
    assert sorted(kept(desk_site, "liv")) == ["Deux.", "Un."]


def test_an_earlier_text_is_restored(sign_in, desk_site):
    page = opened(sign_in("ola", "Author"), desk_site, "after-exercise")
    first = desk_text(desk_site, "after-exercise", "fr")["lead"]
    page.fill("#id_lead", "Remplacé.")
    page.click("#desk-save")
    page.wait_for_url("**#id_lead")
    page.click(".desk-next a:has-text('Historique')")
    page.click("tbody tr:nth-child(2) a >> nth=0")
    page.click(".desk-work form button")
    page.wait_for_url("**/fr/")
    assert desk_text(desk_site, "after-exercise", "fr")["lead"] == first
    with desk_site.database():
        newest = DraftSave.objects.latest("pk")
        assert (str(newest.by), newest.subject) == ("ola", "article:after-exercise")


def test_the_keyboard_is_enough(sign_in, desk_site):
    page = opened(sign_in("ola", "Author"), desk_site, "kinds-of-cramp")
    bodies = page.locator(".desk-section textarea")
    bodies.nth(0).focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(bodies.nth(1)).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(bodies.nth(0)).to_be_focused()
    page.keyboard.press("Tab")
    expect(bodies.nth(0)).not_to_be_focused()
    bodies.nth(0).focus()
    page.keyboard.insert_text("Neuf. ")
    page.keyboard.press("Control+Enter")
    page.wait_for_load_state()
    expect(bodies.nth(1)).to_be_focused()


def test_a_section_is_moved_with_the_keyboard(sign_in, desk_site):
    page = opened(sign_in("ola", "Author"), desk_site, "diagnosis-tests", "structure")
    keys = page.locator(".desk-row-line code")
    first, second = keys.nth(0).inner_text(), keys.nth(1).inner_text()
    page.focus(f"#down-{first}")
    page.keyboard.press("Enter")
    expect(keys.nth(0)).to_have_text(second)
    expect(page.locator(f"#down-{first}")).to_be_focused()
    page.click("#desk-save")
    page.wait_for_load_state()
    expect(keys.nth(0)).to_have_text(second)


def test_everything_works_without_script(sign_in, desk_site):
    context = sign_in("ola", "Author", script=False)
    page = opened(context, desk_site, "minerals-fluids")
    page.fill("#id_lead", "Sans script.")
    with context.expect_page() as seen:
        page.click("#desk-preview")
    expect(seen.value.locator(".lead")).to_have_text("Sans script.")
    page.click("#desk-save")
    page.wait_for_load_state()
    assert desk_text(desk_site, "minerals-fluids", "fr")["lead"] == "Sans script."
    page.goto(f"{desk_site.origin}/desk/articles/article/pick/source/?q=nhs")
    expect(page.locator(".desk-choices code").first).to_contain_text("[@")


SCREENS = (
    "article/", "article/add/", "article/{pk}/structure/", "article/{pk}/fr/",
    "article/{pk}/fr/history/", "article/{pk}/fr/compare/", "carecard/",
    "carecard/{card}/structure/", "carecard/{card}/nb/", "figure/add/", "source/add/",
    "article/pick/term/?q=a&language=es",
)  # fmt: skip
LOOKS: tuple[tuple[int, Literal["light", "dark"]], ...] = (
    (1280, "light"), (360, "dark"),
)  # fmt: skip


@pytest.mark.parametrize("locale", ["fr", "nb", "es"])
def test_every_screen_is_calm(sign_in, desk_site, locale):
    """Nothing foreign, nothing too wide, no error; and axe, which reads no language."""
    page = sign_in("ola", "Author", locale=locale).new_page()
    happened = record(page, desk_site.origin)
    with desk_site.database():
        pks = {"pk": Article.objects.get(key="first-aid").pk, "card": 1}
    found = []
    for screen in SCREENS:
        page.goto(f"{desk_site.origin}/desk/articles/{screen.format(**pks)}")
        for width, scheme in LOOKS:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            problems = page.evaluate(OVERFLOW)
            if locale == "fr":
                problems += axe(page)
            found += [f"{screen} {width} {scheme}: {each}" for each in problems]
    assert found == []
    assert happened.foreign == []
    assert happened.messages == []
