"""The groups that migrate makes, and the rights they give."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group, Permission, User
from django.core.management import CommandError, call_command
from django.test import Client

from articles import roles
from tests import builders

pytestmark = pytest.mark.django_db

GIVEN = {
    "Author": {"write_structure", "write_fr", "write_nb", "write_es"},
    "Translator (fr)": {"write_fr"},
    "Translator (nb)": {"write_nb"},
    "Translator (es)": {"write_es"},
    "Clinical reviewer": {"sign_off"},
    "Publisher": {"publish", "withdraw"},
    "Administrator": {"manage_desk", "add_user", "change_user", "view_user",
                      "view_group"},
}  # fmt: skip


def rights(group: str) -> set[str]:
    """The permissions of a group besides seeing the library."""
    given = Permission.objects.filter(group__name=group)
    return {
        each.codename
        for each in given.exclude(
            content_type__app_label="articles", codename__startswith="view_"
        )
    }


def test_migrate_makes_one_group_per_role():
    assert {group.name: rights(group.name) for group in Group.objects.all()} == GIVEN


def test_every_role_sees_the_whole_library():
    seeing = Permission.objects.filter(
        content_type__app_label="articles", codename__startswith="view_"
    )
    for group in Group.objects.all():
        assert set(seeing) <= set(group.permissions.all())


def test_no_role_may_add_change_or_delete_in_the_library_past_our_forms():
    for verb in ("add", "change", "delete"):
        given = Permission.objects.filter(
            content_type__app_label="articles", codename__startswith=f"{verb}_"
        )
        assert not Group.objects.filter(permissions__in=given).exists()


def test_a_fourth_language_brings_its_translator(settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("de", "Deutsch")]
    roles.make_roles()
    assert rights("Translator (de)") == {"write_de"}
    assert "write_de" in rights("Author")


def test_migrating_again_takes_back_what_was_added_by_hand():
    publisher = Group.objects.get(name="Publisher")
    publisher.permissions.add(Permission.objects.get(codename="sign_off"))
    kari = builders.person("kari", "Publisher")
    call_command("migrate", verbosity=0)
    assert rights("Publisher") == {"publish", "withdraw"}
    assert [group.name for group in kari.groups.all()] == ["Publisher"]


MAY = {
    #                     structure, fr, nb, es, sign, publish, withdraw, manage
    "Author": (True, True, True, True, False, False, False, False),
    "Translator (fr)": (False, True, False, False, False, False, False, False),
    "Translator (nb)": (False, False, True, False, False, False, False, False),
    "Translator (es)": (False, False, False, True, False, False, False, False),
    "Clinical reviewer": (False, False, False, False, True, False, False, False),
    "Publisher": (False, False, False, False, False, True, True, False),
    "Administrator": (False, False, False, False, False, False, False, True),
}


def may(user: User | AnonymousUser) -> tuple[bool, ...]:
    return (
        roles.may_write_structure(user),
        *(roles.may_write(user, code) for code in ("fr", "nb", "es")),
        roles.may_sign(user), roles.may_publish(user), roles.may_withdraw(user),
        roles.may_manage(user),
    )  # fmt: skip


@pytest.mark.parametrize("role", MAY)
def test_what_a_role_may(role):
    user = builders.person("kari", role)
    assert may(user) == MAY[role]
    assert roles.may_write_anything(user) is any(MAY[role][:4])


@pytest.mark.parametrize("column", ["is_staff", "is_active"])
def test_who_is_closed_or_no_staff_may_nothing(column):
    user = builders.person("kari", *MAY)
    setattr(user, column, False)
    assert not any(may(user))


def test_a_stranger_may_nothing():
    assert not any(may(AnonymousUser()))


# --- Demo accounts


def test_demo_accounts_are_one_per_role_and_their_passwords_sign_in(capsys):
    call_command("demo_accounts")
    lines = capsys.readouterr().out.splitlines()[1:]
    given = dict(line.split() for line in lines)
    assert {
        name: [group.name for group in User.objects.get(username=name).groups.all()]
        for name in given
    } == {
        "author": ["Author"], "translator-fr": ["Translator (fr)"],
        "translator-nb": ["Translator (nb)"], "translator-es": ["Translator (es)"],
        "clinical-reviewer": ["Clinical reviewer"], "publisher": ["Publisher"],
        "administrator": ["Administrator"],
    }  # fmt: skip
    assert not User.objects.filter(is_superuser=True).exists()
    for name, password in given.items():
        client = Client()
        client.post("/desk/account/login/", {"login": name, "password": password})
        assert client.get("/desk/").status_code == 200


def test_demo_passwords_are_random_and_shown_once(capsys):
    call_command("demo_accounts")
    first = capsys.readouterr().out
    call_command("demo_accounts")
    assert capsys.readouterr().out == "The demo accounts are there already.\n"
    User.objects.all().delete()
    call_command("demo_accounts")
    assert not set(first.split()[-1:]) & set(capsys.readouterr().out.split())


def test_demo_accounts_are_never_made_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="never made in production"):
        call_command("demo_accounts")
    assert not User.objects.exists()
