"""What holds for every page of the desk, and must not reach a reader's page."""

import json
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import polib
import pytest
from django.conf import settings as site_settings
from django.test import Client

from articles.admin.words import NEVER_SHOWN
from tests import builders

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    path
    for folder in ("account", "admin", "allauth", "desk", "mfa")
    for path in (ROOT / "templates" / folder).rglob("*.html")
)


@pytest.fixture
def signed_in() -> Client:
    client = Client()
    client.force_login(builders.person("kari", "Author"))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/fr/", "/nb/", "/nowhere/", "/robots.txt"])
def test_a_readers_page_sets_no_cookie_and_varies_on_none(signed_in, path):
    for client in (Client(), signed_in):
        answer = client.get(path)
        assert not answer.cookies
        assert "cookie" not in answer.headers.get("Vary", "").lower()


@pytest.mark.django_db
def test_a_readers_page_never_asks_who_reads(
    signed_in, django_assert_num_queries, monkeypatch
):
    def refuse(*_arguments: object) -> None:
        raise AssertionError("The session was read.")

    monkeypatch.setattr(
        "django.contrib.sessions.backends.base.SessionBase._get_session", refuse
    )
    assert signed_in.get("/fr/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/desk/", "/desk/account/", "/desk/account/second-step/", "/desk/no/"]
)
def test_no_cache_keeps_a_page_of_the_desk(signed_in, path):
    assert "no-store" in signed_in.get(path).headers["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "language"),
    [("es-MX,fr;q=0.5", "es"), ("no", "nb"), ("nn", "nb"), ("de", "fr"), ("", "fr")],
)
def test_the_desk_speaks_the_language_of_the_browser(asked, language):
    answer = Client().get("/desk/account/login/", headers={"Accept-Language": asked})
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.django_db
def test_a_chosen_language_stays_and_is_known_at_the_desk_alone(signed_in):
    answer = signed_in.post(
        "/desk/account/language/", {"language": "nb", "next": "/desk/account/"}
    )
    assert answer["Location"] == "/desk/account/"
    cookie = answer.cookies["desk_language"]
    assert (cookie.value, cookie["path"], cookie["samesite"]) == (
        "nb", "/desk/", "Strict",
    )  # fmt: skip
    asked = {"Accept-Language": "es"}
    assert '<html lang="nb"' in signed_in.get("/desk/", headers=asked).content.decode()
    assert signed_in.get("/", headers=asked).headers.get("Content-Language") != "nb"


@pytest.mark.django_db
def test_a_language_we_do_not_have_is_not_chosen(signed_in):
    signed_in.cookies["desk_language"] = "../fr"
    answer = signed_in.get("/desk/", headers={"Accept-Language": "es"})
    assert answer.headers["Content-Language"] == "es"


@pytest.mark.django_db
def test_what_is_refused_is_said_in_the_chosen_language(signed_in):
    signed_in.cookies["desk_language"] = "nb"
    answer = signed_in.get("/desk/auth/user/", headers={"Accept-Language": "es"})
    assert answer.status_code == 403
    assert '<html lang="nb"' in answer.content.decode()


@pytest.mark.django_db
def test_only_our_own_forms_are_registered():
    from django.contrib import admin

    owners = {type(form).__module__ for form in admin.site._registry.values()}
    assert owners
    assert all(owner.startswith("articles.admin.") for owner in owners)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_of_the_desk_has_nothing_inline(path):
    text = path.read_text()
    assert not re.findall(r"<style|\sstyle=|\son\w+=\"|javascript:|[\"']data:", text)
    scripts = re.findall(r"<script([^>]*)>", text)
    assert all(" src=" in each or 'type="application/json"' in each for each in scripts)


def test_the_colours_of_the_desk_are_the_sites():
    tokens = [_tokens(name) for name in ("desk.css", "site.css")]
    desk, site = tokens
    shared = desk.keys() & site.keys()
    assert {"--paper", "--ink", "--link", "--deep", "--ring"} <= shared
    assert {key: desk[key] for key in shared} == {key: site[key] for key in shared}


def _tokens(name: str) -> dict[str, list[str]]:
    """Each colour by its name: light, then dark."""
    text = (ROOT / "static" / "css" / name).read_text()
    found: dict[str, list[str]] = {}
    for token, value in re.findall(r"(--[a-z-]+): ?(#[0-9a-f]{3,8})\b", text):
        found.setdefault(token, []).append(value)
    return {token: values[:2] for token, values in found.items()}


@pytest.mark.parametrize("code", ["fr", "nb", "es"])
@pytest.mark.parametrize("app", ["django.contrib.admin", "django.contrib.auth"])
def test_no_word_of_djangos_is_missing(app, code):
    found = find_spec(app)
    assert found is not None
    assert found.origin
    place = Path(found.origin).parent / "locale"
    ours = _translated(ROOT / "locale" / code / "LC_MESSAGES" / "django.po")
    theirs = _translated(place / code / "LC_MESSAGES" / "django.po")
    words = {
        each.msgid
        for each in polib.pofile(str(place / "en" / "LC_MESSAGES" / "django.po"))
        if not each.obsolete
    }
    assert words - theirs - ours - NEVER_SHOWN == set()


def _translated(path: Path) -> set[str]:
    return {each.msgid for each in polib.pofile(str(path)) if each.translated()}


def test_production_always_asks_for_a_second_step():
    code = (
        "import json, calfhealth.settings as s; print(json.dumps("
        "[s.DESK_REQUIRES_MFA, s.PASSWORD_HASHERS, s.SESSION_COOKIE_SECURE,"
        " s.CSRF_COOKIE_SECURE, s.LANGUAGE_COOKIE_SECURE,"
        " s.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN]))"
    )
    environment = {
        "ENVIRONMENT": "production", "SECRET_KEY": "x" * 60,
        "ALLOWED_HOSTS": "example.org", "SITE_ORIGIN": "https://example.org",
        "DESK_REQUIRES_MFA": "false", "PATH": os.environ["PATH"],
    }  # fmt: skip
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    argon2 = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert json.loads(said.stdout) == [True, argon2, True, True, True, False]


def test_a_proxy_that_we_do_not_run_is_not_believed():
    assert site_settings.ALLAUTH_TRUSTED_PROXY_COUNT == 0
