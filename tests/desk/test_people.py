"""Administrators keep the people; nobody lifts herself up."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import translation
from django.utils.html import escape

from articles.roles import role_name, roles, translator
from tests import builders
from tests.desk.codes import enrol, steps_of

pytestmark = pytest.mark.django_db

PASSWORD = "quiet calves at three"


@pytest.fixture
def boss() -> User:
    return builders.person("boss", "Administrator")


@pytest.fixture
def desk(boss) -> Client:
    client = Client()
    client.force_login(boss)
    return client


def form(user: User, *groups: str, **changes: object) -> dict[str, object]:
    """What the page of a person sends."""
    chosen = Group.objects.filter(name__in=groups).values_list("pk", flat=True)
    return {
        "username": user.username, "first_name": "", "last_name": "", "email": "",
        "is_active": "on", "groups": list(chosen), **changes,
    }  # fmt: skip


def test_a_new_person_is_staff_with_her_roles(desk):
    sent = {
        **form(User(username="ola"), translator("nb")),
        "password1": PASSWORD, "password2": PASSWORD,
    }  # fmt: skip
    desk.post("/desk/auth/user/add/", sent)
    ola = User.objects.get(username="ola")
    assert (ola.is_staff, ola.is_superuser) == (True, False)
    assert [group.name for group in ola.groups.all()] == ["Translator (nb)"]


def test_nobody_is_made_a_superuser(desk):
    ola = builders.person("ola")
    sent = form(ola, "Author", is_superuser="on", user_permissions=[1])
    desk.post(f"/desk/auth/user/{ola.pk}/change/", sent)
    ola.refresh_from_db()
    assert not ola.is_superuser
    assert ola.user_permissions.count() == 0
    assert [group.name for group in ola.groups.all()] == ["Author"]


def test_nobody_changes_her_own_roles_or_closes_her_own_account(desk, boss):
    sent = form(boss, "Publisher", "Clinical reviewer", first_name="Berit")
    del sent["is_active"]
    desk.post(f"/desk/auth/user/{boss.pk}/change/", sent)
    boss.refresh_from_db()
    assert boss.first_name == "Berit"
    assert boss.is_active
    assert [group.name for group in boss.groups.all()] == ["Administrator"]


@pytest.mark.parametrize("page", ["change", "password"])
def test_a_superuser_is_out_of_an_administrators_reach(desk, page):
    root = builders.person("root", is_superuser=True, password=PASSWORD)
    new = {"password1": "taken over at once", "password2": "taken over at once"}
    answer = desk.post(
        f"/desk/auth/user/{root.pk}/{page}/", {**form(root, username="hers"), **new}
    )
    assert answer.status_code == 403
    root.refresh_from_db()
    assert root.username == "root"
    assert root.check_password(PASSWORD)


def test_a_closed_account_stays_in_the_list(desk):
    ola = builders.person("ola")
    assert desk.post(f"/desk/auth/user/{ola.pk}/delete/").status_code == 403
    sent = form(ola)
    del sent["is_active"]
    desk.post(f"/desk/auth/user/{ola.pk}/change/", sent)
    ola.refresh_from_db()
    assert not ola.is_active


def test_a_lost_telephone_ends_the_sessions_and_the_second_step(desk):
    ola, hers = builders.person("ola", "Author"), Client()
    enrol(ola)
    hers.force_login(ola)
    desk.post(
        "/desk/auth/user/",
        {"action": "reset_second_step", "_selected_action": [ola.pk]},
    )
    assert steps_of(ola) == set()
    assert hers.get("/desk/").status_code == 302


def test_a_superusers_second_step_stays(desk):
    root = builders.person("root", is_superuser=True)
    enrol(root)
    desk.post(
        "/desk/auth/user/",
        {"action": "reset_second_step", "_selected_action": [root.pk]},
    )
    assert steps_of(root) == {"totp", "recovery_codes"}


def test_the_page_of_a_person_shows_no_hash(desk):
    ola = builders.person("ola", password=PASSWORD)
    page = desk.get(f"/desk/auth/user/{ola.pk}/change/").content.decode()
    assert ola.password not in page
    assert "md5" not in page


@pytest.mark.parametrize("code", ["fr", "nb", "es"])
def test_roles_are_called_by_their_names_in_each_language(desk, code):
    page = desk.get("/desk/auth/user/add/", headers={"Accept-Language": code})
    with translation.override(code):
        names = [role_name(role.group) for role in roles()]
    for role, name in zip(roles(), names, strict=True):
        assert escape(name) in page.content.decode()
        assert name != role.group or name == "Administrator"


def test_role_names_fall_back_to_the_group(settings):
    assert role_name("Night shift") == "Night shift"


@pytest.mark.parametrize("path", ["/desk/auth/user/"])
def test_the_list_costs_the_same_with_many_people(
    desk, path, django_assert_num_queries
):
    desk.get(path)
    with django_assert_num_queries(8):
        desk.get(path)
    for number in range(3):
        builders.person(f"more{number}", "Author", "Publisher")
    with django_assert_num_queries(8):
        desk.get(path)
