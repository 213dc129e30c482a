"""Real accounts in a real browser: enrol, sign in, recover, be locked out."""

from collections.abc import Iterator
from itertools import count

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page

from articles.roles import ADMINISTRATOR, AUTHOR
from tests import builders
from tests.desk.codes import code_of, enrol
from tests.journeys.browsing import OVERFLOW, Recorder, axe, record
from tests.journeys.sites import Library, Site, serve

pytestmark = pytest.mark.browser

PASSWORD = "quiet calves at three"
LANGUAGES = ("fr", "nb", "es")
ADDRESSES = count(1)
SECOND = "/desk/account/second-step/"


@pytest.fixture(scope="module")
def strict(journeys_library: Library) -> Iterator[Site]:
    """A site behind a proxy, whose desk asks everybody for a second step."""
    asked = {"DESK_REQUIRES_MFA": "1", "TRUSTED_PROXIES": "1"}
    with serve(journeys_library, "strict", **asked) as running:
        yield running


class Editor:
    """One person at the desk in a browser of her own."""

    def __init__(self, browser: Browser, site: Site, language: str, name: str) -> None:
        # Everybody from her own address: failures count for addresses too.
        address = f"192.0.2.{next(ADDRESSES)}"
        self.context = browser.new_context(
            locale=language, reduced_motion="reduce",
            extra_http_headers={"X-Forwarded-For": address},
        )  # fmt: skip
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        # A passkey belongs to a name, never to a number.
        self.origin = site.origin.replace("127.0.0.1", "localhost")
        self.happened: Recorder = record(self.page, self.origin)
        self.name = name

    def go(self, path: str) -> None:
        self.page.goto(f"{self.origin}{path}")

    def path(self) -> str:
        return self.page.url.removeprefix(self.origin)

    def sign_in(self, password: str = PASSWORD) -> None:
        self.go("/desk/")
        self.page.fill("[name=login]", self.name)
        self.page.fill("[name=password]", password)
        self.page.click("form:has([name=password]) .desk-first")

    def answer(self, code: str) -> None:
        self.page.fill("[name=code]", code)
        self.page.click("form:has([name=code]) .desk-first")

    def problems(self) -> list[str]:
        """What a person or her browser would complain of on this page."""
        found = [*self.happened.messages, *self.happened.foreign]
        for width in (360, 1280):
            for scheme in ("light", "dark"):
                self.page.set_viewport_size({"width": width, "height": 800})
                self.page.emulate_media(color_scheme=scheme)
                found += axe(self.page) + self.page.evaluate(OVERFLOW)
        self.happened.clear()
        return [f"{self.path()}: {each}" for each in found]


def person(
    site: Site, name: str, role: str = AUTHOR, *, enrolled: bool = False
) -> list[str]:
    """Somebody with PASSWORD; her recovery codes if she has enrolled."""
    hasher = Argon2PasswordHasher()  # the suite's own, quick one is not the site's
    with site.database():
        user: User = builders.person(name, role)
        user.password = hasher.encode(PASSWORD, hasher.salt())
        user.save(update_fields=["password"])
        return enrol(user) if enrolled else []


@pytest.mark.parametrize("language", LANGUAGES)
def test_enrol_sign_out_and_come_back_with_a_recovery_code(browser, strict, language):
    person(strict, f"kari-{language}")
    editor = Editor(browser, strict, language, f"kari-{language}")
    page = editor.page
    editor.sign_in()
    assert editor.path() == SECOND
    assert page.locator("html").get_attribute("lang") == language
    editor.go("/desk/articles/article/")
    assert editor.path() == SECOND
    page.click(f"a[href='{SECOND}totp/activate/']")
    editor.answer(code_of(page.inner_text("form code")))
    assert editor.path() == f"{SECOND}recovery-codes/"
    codes = page.locator(".desk-codes code").all_inner_texts()
    assert len(codes) == 10
    page.click(".desk-card a.desk-first")
    assert editor.path() == "/desk/"
    page.click(".desk-top form button")
    editor.sign_in()
    assert editor.path() == f"{SECOND}authenticate/"
    editor.answer(codes[0])
    assert editor.path() == "/desk/"
    assert editor.happened.messages == []
    assert editor.happened.foreign == []
    assert {cookie["path"] for cookie in editor.context.cookies()} == {"/desk/"}
    editor.context.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_locked_out_after_five_wrong_passwords(browser, strict, language):
    person(strict, f"ola-{language}", enrolled=True)
    editor = Editor(browser, strict, language, f"ola-{language}")
    for _attempt in range(5):
        editor.sign_in("not the password")
    wrong = editor.page.inner_text("[role=alert]:visible")
    editor.sign_in()
    assert editor.path() == "/desk/account/login/"
    locked = editor.page.inner_text("[role=alert]:visible")
    assert locked
    assert locked != wrong
    assert editor.page.locator("html").get_attribute("lang") == language
    editor.context.close()


def test_a_passkey_opens_the_desk_by_itself(browser, strict):
    person(strict, "passkey")
    editor = Editor(browser, strict, "nb", "passkey")
    page = editor.page
    devices = editor.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    editor.sign_in()
    page.click(f"a[href='{SECOND}webauthn/add/']")
    assert editor.problems() == []
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    page.click(".desk-top form button")
    editor.go("/desk/")
    page.click("#passkey_login")
    page.wait_for_url(f"{editor.origin}/desk/")
    editor.go(f"{SECOND}webauthn/")
    assert editor.problems() == []
    editor.context.close()


def test_a_passkey_that_does_not_answer_is_said(browser, strict):
    editor = Editor(browser, strict, "es", "nobody")
    editor.page.add_init_script(
        "navigator.credentials.get = () => Promise.reject(new Error('no'))"
    )
    editor.go("/desk/account/login/")
    editor.page.click("#passkey_login")
    editor.page.wait_for_selector("#passkey_error:visible")
    assert editor.happened.messages == []
    editor.context.close()


def test_the_language_of_the_desk_is_a_choice(browser, strict):
    editor = Editor(browser, strict, "es", "nobody")
    editor.go("/desk/")
    editor.page.click("button[value=nb]")
    assert editor.page.locator("html").get_attribute("lang") == "nb"
    assert editor.path() == "/desk/account/login/?next=/desk/"
    editor.context.close()


def test_no_page_of_signing_in_has_a_problem(browser, strict):
    codes = person(strict, "berit", enrolled=True)
    person(strict, "new")
    new = Editor(browser, strict, "fr", "new")
    new.go("/desk/")
    found = new.problems()
    new.sign_in("wrong")
    found += new.problems()
    new.sign_in()
    found += new.problems()
    new.go(f"{SECOND}totp/activate/")
    found += new.problems()
    new.answer("000000")
    found += new.problems()
    new.context.close()

    berit = Editor(browser, strict, "es", "berit")
    berit.sign_in()
    found += berit.problems()
    berit.answer(codes[0])
    for path in ("", f"{SECOND[6:]}", "account/", "account/password/",
                 "account/logout/", "account/inactive/",
                 f"{SECOND[6:]}reauthenticate/", "account/reauthenticate/"):  # fmt: skip
        berit.go(f"/desk/{path}")
        found += berit.problems()
    berit.page.fill("[name=password]", PASSWORD)
    berit.page.click("form:has([name=password]) .desk-first")
    for path in ("recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"):
        berit.go(f"{SECOND}{path}")
        found += berit.problems()
    berit.context.close()
    assert found == []


def test_no_page_of_the_people_has_a_problem(browser, strict):
    code = person(strict, "boss", ADMINISTRATOR, enrolled=True)[0]
    person(strict, "somebody")
    boss = Editor(browser, strict, "nb", "boss")
    boss.sign_in()
    boss.answer(code)
    boss.go("/desk/auth/user/")
    found = boss.problems()
    boss.page.click("#result_list >> text=somebody")
    change = boss.path()
    found += boss.problems()
    for path in (change.replace("change", "password"),
                 change.replace("change", "history"), "/desk/auth/user/add/"):  # fmt: skip
        boss.go(path)
        found += boss.problems()
    boss.page.fill("[name=username]", "somebody")
    boss.page.click("[name=_save]")
    found += boss.problems()
    boss.context.close()
    assert found == []
