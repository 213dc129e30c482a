"""Every address of the desk, asked for by every role: who gets in, and who does not.

The table is literal. An address without an entry fails the first test, an entry
without an address the second: whoever adds a door says here whom it is for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests import builders

ROLES = (
    "Author", "Translator (fr)", "Translator (nb)", "Clinical reviewer", "Publisher",
    "Administrator",
)  # fmt: skip
NO_ROLE, STRANGER = "staff without a role", "not signed in"

NOBODY: frozenset[str] = frozenset()
LIBRARY = frozenset(ROLES)
STAFF = LIBRARY | {NO_ROLE}
ANYONE = STAFF | {STRANGER}
ADMINISTRATORS = frozenset({"Administrator"})
PUBLISHERS = frozenset({"Publisher"})
WRITERS = "writers"
"""Whoever may write the part that the address names (see `WRITES`)."""

WRITES = {
    "structure": frozenset({"Author"}),
    "fr": frozenset({"Author", "Translator (fr)"}),
    "nb": frozenset({"Author", "Translator (nb)"}),
    "country": ADMINISTRATORS,  # its structure: the numbers to call
}
PARTS = {
    "article": ("structure", "fr", "nb"),
    "carecard": ("structure", "nb"),
    "country": ("structure", "nb"),
    "figure": ("structure", "nb"),
    "source": ("structure",),
    "term": ("fr", "nb"),
    "topic": ("structure", "nb"),
}
PREVIEWED = ("article", "carecard", "figure")

Who = frozenset[str] | str

RECORD_DOORS: dict[str, tuple[Who, Who]] = {
    # of each kind of record: who may look (GET), who may send (POST)
    "changelist": (LIBRARY, LIBRARY),
    "add": (WRITERS, WRITERS),
    "change": (LIBRARY, LIBRARY),
    "part": (LIBRARY, WRITERS),
    "autosave": (NOBODY, WRITERS),
    "throw_away": (NOBODY, LIBRARY),  # one's own unsaved text
    "history": (LIBRARY, LIBRARY),
    "compare": (LIBRARY, LIBRARY),
    "restore": (NOBODY, WRITERS),
    "preview": (LIBRARY, LIBRARY),
}
DOORS: dict[str, tuple[Who, Who]] = {
    "index": (STAFF, STAFF),
    "login": (STAFF, STAFF),
    "logout": (ANYONE, ANYONE),  # leads on to account_logout
    "password_change": (STAFF, STAFF),
    "password_change_done": (STAFF, STAFF),
    "jsi18n": (STAFF, NOBODY),
    "autocomplete": (NOBODY, NOBODY),
    "view_on_site": (NOBODY, NOBODY),
    "app_list": (LIBRARY, LIBRARY),
    "desk_pick": (LIBRARY, LIBRARY),
    "desk_matrix": (LIBRARY, LIBRARY),
    "desk_log": (LIBRARY, LIBRARY),
    "desk_together": (PUBLISHERS, PUBLISHERS),
    "desk_shared": (PUBLISHERS, PUBLISHERS),
    "desk_readers": (LIBRARY - ADMINISTRATORS, LIBRARY - ADMINISTRATORS),
    **{
        f"articles_{kind}_review": (LIBRARY, NOBODY)
        for kind in ("article", "carecard", "figure")
    },
    **{
        f"articles_{kind}_users": (LIBRARY, NOBODY)
        for kind in ("carecard", "figure", "source", "term")
    },
    "articles_article_publication": (LIBRARY, NOBODY),
    "articles_article_beside": (LIBRARY, WRITERS),
    "auth_user_changelist": (ADMINISTRATORS, ADMINISTRATORS),
    "auth_user_add": (ADMINISTRATORS, ADMINISTRATORS),
    "auth_user_change": (ADMINISTRATORS, ADMINISTRATORS),
    "auth_user_password_change": (ADMINISTRATORS, ADMINISTRATORS),
    "auth_user_history": (ADMINISTRATORS, ADMINISTRATORS),
    "auth_user_delete": (NOBODY, NOBODY),
    "desk/auth/user/<path:object_id>/": (STAFF, STAFF),  # leads on to its change page
    "desk/(?P<url>.*)$": (NOBODY, NOBODY),
    **{
        f"articles_{kind}_{view}": who
        for kind in PARTS
        for view, who in RECORD_DOORS.items()
    },
    # one's own account
    "account_login": (ANYONE, ANYONE),
    "account_logout": (STAFF, NOBODY),  # the button ends at the sign-in page
    "account_inactive": (ANYONE, NOBODY),
    "account_change_password": (STAFF, STAFF),
    "account_reauthenticate": (STAFF, STAFF),
    "account_set_password": (STAFF, STAFF),
    "desk_account": (STAFF, NOBODY),
    "desk_language": (ANYONE, ANYONE),
    "desk_sign_out_everywhere": (NOBODY, NOBODY),  # so does this one
    "mfa_index": (STAFF, NOBODY),
    "mfa_authenticate": (STAFF, STAFF),  # leads on to the desk
    "mfa_reauthenticate": (STAFF, STAFF),
    "mfa_activate_totp": (STAFF, STAFF),
    "mfa_add_webauthn": (STAFF, STAFF),
    "mfa_generate_recovery_codes": (STAFF, STAFF),
    "mfa_list_webauthn": (STAFF, NOBODY),
    "mfa_login_webauthn": (STAFF, STAFF),  # a stranger is led to the sign-in page
    "mfa_reauthenticate_webauthn": (STAFF, STAFF),  # leads on to the password
    # of what one does not have
    "mfa_deactivate_totp": (NOBODY, NOBODY),
    "mfa_view_recovery_codes": (NOBODY, NOBODY),
    "mfa_download_recovery_codes": (NOBODY, NOBODY),
    "mfa_edit_webauthn": (STAFF, STAFF),  # asks for the password first
    "mfa_remove_webauthn": (STAFF, STAFF),
}


@dataclass(frozen=True)
class Door:
    """An address that can be asked for, and who may write what it names."""

    name: str
    path: str
    part: str = ""


def patterns(
    resolver: URLResolver | None = None, before: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """The name, the route and the pattern of every address of the desk."""
    for each in (resolver or get_resolver()).url_patterns:
        route = f"{before}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from patterns(each, route)
        elif route.startswith("desk/"):
            yield each.name or route, route, each


def test_every_address_has_an_entry():
    assert {name for name, _route, _each in patterns()} - DOORS.keys() == set()


def test_every_entry_has_an_address():
    assert DOORS.keys() - {name for name, _route, _each in patterns()} == set()


@pytest.fixture
def doors(db) -> list[Door]:
    """Every address with real records in it."""
    records: dict[str, Any] = {
        "article": builders.article(), "carecard": builders.care_card(),
        "country": builders.country(), "figure": builders.figure(),
        "source": builders.source(), "term": builders.term(),
    }  # fmt: skip
    records["topic"] = records["article"].topic
    person = builders.person("somebody", "Author").pk
    found = []
    for name, route, pattern in patterns():
        kind = name.split("_")[1] if name.startswith("articles_") else ""
        pk = records[kind].pk if kind else 10_000
        given = {"pk": pk, "kept": 1, "kind": "term", "id": person,
                 "object_id": person, "content_type_id": 1}  # fmt: skip
        for part in _parts(name, kind, pattern):
            found.append(_door(name, route, {**given, "part": part}, kind))
    return found


def _parts(name: str, kind: str, pattern: URLPattern) -> tuple[str, ...]:
    if "part" not in pattern.pattern.converters:
        return ("structure",) if kind else ("",)
    if name.endswith("_preview"):
        return ("nb",) if kind in PREVIEWED else ()
    if name.endswith(("_review", "_publication", "_beside")):
        return ("nb",)
    if name.endswith("_restore"):
        return tuple(part for part in PARTS[kind] if part != "structure")
    return PARTS[kind]


def _door(name: str, route: str, given: dict[str, object], kind: str) -> Door:
    path = route.replace("^(?P<app_label>articles|auth)/$", "articles/")
    path = path.replace("(?P<url>.*)$", "nowhere/")
    for parameter, value in given.items():
        for converter in ("int:", "str:", "slug:", "path:", "part:", ""):
            path = path.replace(f"<{converter}{parameter}>", str(value))
    part = str(given["part"])
    numbers = kind == "country" and part == "structure"
    return Door(name, f"/{path}", kind if numbers else part)


def may(who: Who, role: str, door: Door) -> bool:
    return role in (WRITES[door.part] if isinstance(who, str) else who)


def opens(answer: Any) -> bool:
    """Whether she got in: not refused, not sent to sign in, nothing missing."""
    if answer.status_code >= 500:
        raise AssertionError(answer.status_code)
    to_sign_in = answer.headers.get("Location", "").startswith(
        ("/desk/login/", "/desk/account/login/")
    )
    return answer.status_code not in (403, 404, 405) and not to_sign_in


SIGN_OUT = ("account_logout", "desk_sign_out_everywhere")
SENT_TO_NOTHING = ("_throw_away", "_restore")
"""A POST that names no row: 404 comes after the question who may."""


@pytest.mark.parametrize("role", [*ROLES, NO_ROLE, STRANGER])
def test_who_gets_in(role, doors):
    client = Client()
    user = None if role == STRANGER else _user(role)
    if user:
        client.force_login(user)
    surprises = []
    for door in doors:
        assert "<" not in door.path
        for method, who in zip(("GET", "POST"), DOORS[door.name], strict=True):
            answer = client.generic(method, door.path)
            got_in = opens(answer) or (
                answer.status_code == 404 and method == "POST"
                and door.name.endswith(SENT_TO_NOTHING)
            )  # fmt: skip
            if got_in is not may(who, role, door):
                surprises.append(f"{method} {door.path}: {answer.status_code}")
            if user and door.name in SIGN_OUT:
                client.force_login(user)
    assert "\n".join(surprises) == ""


def _user(role: str) -> User:
    roles = () if role == NO_ROLE else (role,)
    return builders.person("kari", *roles, password="quiet calves at three")
