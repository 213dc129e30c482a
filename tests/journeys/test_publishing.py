"""From the original's change to the reader's page, with real accounts."""

import pytest
from django.contrib.auth.models import Group, User
from playwright.sync_api import Page, expect

from articles import roles
from articles.drafting import save_text
from articles.models import Article, CareCard, Edition, Publication, SignOff
from articles.views.site import current_site, forget_reference
from tests import builders
from tests.journeys.browsing import OVERFLOW, axe
from tests.journeys.people import SignIn
from tests.journeys.sites import Site

pytestmark = pytest.mark.browser


def change(site: Site, key: str, language: str, lead: str) -> None:
    """Somebody writes at the desk."""
    with site.database():
        article = Article.objects.get(key=key)
        text = {**builders.text_of(article, language), "lead": lead}
        save_text(article, language=language, text=text, by=None)


def where(site: Site, key: str, view: str, language: str) -> str:
    with site.database():
        pk = Article.objects.get(key=key).pk
    tail = f"{view}/" if view else ""
    return f"{site.origin}/desk/articles/article/{pk}/{language}/{tail}"


def reader_address(site: Site, key: str, language: str) -> str:
    with site.database():
        forget_reference()
        page = Publication.objects.get(article=key, language=language)
        topic = current_site().reference.topic(language, page.topic)
        forget_reference()
    assert topic
    return f"{site.origin}{topic.address}{page.slug}/"


def problems(page: Page) -> list[str]:
    """What axe and the width of a telephone say of this screen."""
    found = []
    for width, scheme in ((1280, "light"), (360, "dark")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found += [f"{page.url} {width}: {each}" for each in axe(page)]
        found += [f"{page.url} {width}: {each}" for each in page.evaluate(OVERFLOW)]
    return found


def publish(page: Page, what: str, *, meaning: str) -> None:
    page.fill("[name=what_changed]", what)
    page.check(f"[name=meaning][value={meaning}]")
    page.fill("[name=unsigned_reason]", "For a test.")
    page.click("form:has([name=what_changed]) .desk-first")
    expect(page.locator(".messagelist .success")).to_be_visible()


@pytest.mark.parametrize("language", ["nb", "es"])
def test_a_change_reaches_the_readers_of_a_translation(
    sign_in: SignIn, desk_site: Site, language: str
):
    lead = f"Le stress serre les muscles, pour {language}."
    change(desk_site, "stress", "fr", lead)
    publisher = sign_in("per", roles.PUBLISHER, locale="fr").new_page()
    publisher.goto(where(desk_site, "stress", "publication", "fr"))
    assert problems(publisher) == []
    publish(publisher, "Plus clair.", meaning="yes")

    name = f"translator-{language}"
    translator = sign_in(name, roles.translator(language), locale=language).new_page()
    translator.goto(f"{desk_site.origin}/desk/")
    assert problems(translator) == []
    translator.click("section[aria-labelledby=today-outdated] .desk-verb")
    translator.wait_for_url("**/beside/")
    assert problems(translator) == []
    new = f"Stress, {language}: pust rolig." if language == "nb" else "El estrés tensa."
    translator.fill("#id_lead", new)
    translator.click("#desk-save")
    translator.wait_for_url("**/beside/#id_lead")
    translator.goto(where(desk_site, "stress", "review", language))
    translator.click("form:has([value=ask]) button")
    expect(translator.locator(".messagelist .success")).to_be_visible()

    reviewer = sign_in("kari", roles.REVIEWER, locale=language).new_page()
    reviewer.goto(f"{desk_site.origin}/desk/")
    reviewer.click("section[aria-labelledby=today-review] .desk-verb")
    reviewer.wait_for_url("**/review/")
    assert problems(reviewer) == []
    reviewer.fill("#name", "Kari Lie")
    reviewer.fill("#role", "Doctor")
    reviewer.click("form:has([value=sign]) .desk-first")
    expect(
        reviewer.locator(".desk-message.success", has_text="Kari Lie")
    ).to_be_visible()

    publisher.goto(where(desk_site, "stress", "publication", language))
    publish(publisher, "2", meaning="no")
    publisher.goto(reader_address(desk_site, "stress", language))
    expect(publisher.locator(".lead").first).to_contain_text(new[:12])
    expect(publisher.locator("html")).to_have_attribute("lang", language)


def test_a_reviewer_cannot_sign_her_own_text_though_she_published_it(
    sign_in: SignIn, desk_site: Site
):
    context = sign_in("anne", roles.REVIEWER)
    with desk_site.database():
        anne = User.objects.get(username="anne")
        anne.groups.set(Group.objects.all())
        article = Article.objects.get(key="causes-overview")
        text = {**builders.text_of(article, "fr"), "lead": "Écrit par Anne."}
        save_text(article, language="fr", text=text, by=anne)
    page = context.new_page()
    page.goto(where(desk_site, "causes-overview", "publication", "fr"))
    publish(page, "Par Anne.", meaning="no")
    page.goto(where(desk_site, "causes-overview", "review", "fr"))
    expect(page.locator("[value=sign]")).to_have_count(0)
    with desk_site.database():
        assert not SignOff.objects.filter(by=anne).exists()


def test_a_sign_off_taken_back_is_said_at_once(sign_in: SignIn, desk_site: Site):
    page = sign_in("kari", roles.REVIEWER, locale="es").new_page()
    page.goto(where(desk_site, "restless-legs", "review", "es"))
    page.fill("#name", "Kari Lie")
    page.fill("#role", "Doctor")
    page.click("form:has([value=sign]) .desk-first")
    page.fill("#revoke-reason", "A new trial.")
    page.click("form:has([value=revoke]) button")
    expect(page.locator("form:has([value=sign])")).to_be_visible()


def test_a_changed_card_is_published_again_on_all_its_pages(
    sign_in: SignIn, desk_site: Site
):
    with desk_site.database():
        card = CareCard.objects.get(key="rhabdo")
        text = {**builders.text_of(card, "nb"), "note": "Ny setning."}
        save_text(card, language="nb", text=text, by=None)
        before = Edition.objects.count()
    page = sign_in("per", roles.PUBLISHER, locale="nb").new_page()
    page.goto(f"{desk_site.origin}/desk/articles/carecard/{card.pk}/nb/users/")
    assert problems(page) == []
    publish(page, "Kortet er endret.", meaning="yes")
    with desk_site.database():
        assert Edition.objects.count() > before
    expect(page.locator("form:has([name=what_changed])")).to_have_count(0)


def test_a_page_taken_away_tells_its_readers_why(sign_in: SignIn, desk_site: Site):
    page = sign_in("per", roles.PUBLISHER, locale="es").new_page()
    page.goto(where(desk_site, "older-people", "publication", "es"))
    page.fill("#withdraw-reason", "Un número de teléfono estaba mal.")
    page.click("form:has(#withdraw-reason) .desk-danger")
    expect(page.locator(".messagelist .success")).to_be_visible()
    answer = page.goto(reader_address(desk_site, "older-people", "es"))
    assert answer
    assert answer.status == 410
    expect(page.locator("main")).to_contain_text("Un número de teléfono estaba mal.")
    expect(page.locator("main a[hreflang=fr]")).to_be_visible()
    assert problems(page) == []


def test_screens_of_the_whole_desk_are_usable(sign_in: SignIn, desk_site: Site):
    page = sign_in("ida", roles.PUBLISHER, locale="nb").new_page()
    found = []
    for path in ("matrix", "together", "log", "readers"):
        page.goto(f"{desk_site.origin}/desk/{path}/")
        found += problems(page)
    assert found == []
