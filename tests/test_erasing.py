"""What is left of a name after it was erased, and what is left alone."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db.models import QuerySet
from django.test import Client

from articles.erasing import erase
from articles.exporting.backup import tables
from articles.models import Autosave, PublicationEvent, SignOff
from articles.publishing import publish_reference
from articles.roles import REVIEWER
from articles.versions import current
from tests import builders

pytestmark = pytest.mark.django_db
PAGE = "/fr/understanding-fr/first-aid-fr/"


@pytest.fixture
def person() -> User:
    """A clinician whose name stands wherever one can stand."""
    person = builders.person("xanthippe", REVIEWER, first_name="Xanthippe")
    other = builders.person("ola", REVIEWER)
    record = builders.article()
    builders.country()
    publish_reference(by=other)
    builders.signed(record, "fr", "nb", by=person)
    builders.signed(builders.care_card(), "fr", by=other)
    builders.edition(record, "fr", by=person)
    Autosave.objects.create(by=person, subject="x", content={}, token="")
    Authenticator.objects.create(user=person, type="totp", data={})
    EmailAddress.objects.create(user=person, email=person.email)
    LogEntry.objects.create(
        user=other, content_type=ContentType.objects.get_for_model(User),
        object_id=str(person.pk), object_repr="xanthippe", action_flag=CHANGE,
    )  # fmt: skip
    return person


def rows_with(text: str) -> set[str]:
    """The tables in which a text stands anywhere."""
    return {
        model._meta.label
        for model in tables()
        for row in QuerySet(model).values_list()
        if text in str(row).lower()
    }


def test_name_is_nowhere_any_more(person: User, client: Client) -> None:
    assert "articles.SignOff" in rows_with("xanthippe")
    assert "xanthippe" in client.get(PAGE).content.decode()
    before = current().number
    erase(person)
    assert rows_with("xanthippe") == set()
    page = client.get(PAGE).content.decode()
    assert "xanthippe" not in page
    assert "Nurse" in page
    assert current().number == before + 1
    assert PublicationEvent.objects.get(number=before + 1).kind == "erased"


def test_what_was_done_stays(person: User) -> None:
    digests = set(SignOff.objects.standing().values_list("by", "digest"))
    erase(person)
    assert set(SignOff.objects.standing().values_list("by", "digest")) == digests
    assert SignOff.objects.filter(name="ola").count() == 1
    assert {row.name for row in SignOff.objects.filter(by=person)} != {""}


def test_account_is_closed(person: User, client: Client) -> None:
    client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    assert Session.objects.count() == 1
    erase(person)
    person.refresh_from_db()
    assert person.username == f"erased-{person.pk}"
    allowed = (person.is_active, person.is_staff, person.has_usable_password())
    assert allowed == (False, False, False)
    assert not person.groups.exists()
    assert Session.objects.count() == 0


def test_erasing_twice_changes_nothing_more(person: User) -> None:
    erase(person)
    before = current().number
    assert erase(person)["sign-offs"] == 0
    assert current().number == before


def test_command_asks_for_a_yes(
    person: User, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CommandError, match="Say --yes"):
        call_command("erase_person", "xanthippe")
    with pytest.raises(CommandError, match="nobody called 'nobody'"):
        call_command("erase_person", "nobody", "--yes")
    call_command("erase_person", "xanthippe", "--yes")
    assert "sign-offs: 2" in capsys.readouterr().out
