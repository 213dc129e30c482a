"""A person who leaves may want her name gone: what readers and logs show of it.

What she did stays, under a number instead of a name: rows that are kept for ever
refer to her account, and the account keeps its number only.
"""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _, override

from articles.models import Autosave, PublicationEvent, SignOff
from articles.versions import event_lock, next_version


def erase(person: User) -> dict[str, int]:
    """Take a person's name from account, sign-offs and logs; rows changed by kind.

    Her account is closed and cannot sign in. Her sign-offs stay valid: they are of
    texts, by their digests. What she wrote herself in reasons and notes is left.
    """
    with transaction.atomic():
        event_lock()
        changed = {
            "sign-offs": _erase_from_sign_offs(person),
            "log lines": _erase_from_log(person),
            "sessions": _end_sessions(person),
            "unsaved texts": Autosave.objects.filter(by=person).delete()[0],
            "second steps": Authenticator.objects.filter(user=person).delete()[0],
            "addresses": EmailAddress.objects.filter(user=person).delete()[0],
        }
        _close(person)
        if changed["sign-offs"]:
            next_version(kind=PublicationEvent.Kind.ERASED)
    return changed


def _erase_from_sign_offs(person: User) -> int:
    """The one change that is ever made to these rows, so past their own refusal."""
    changed = 0
    for language in SignOff.objects.filter(by=person).values_list(
        "language", flat=True
    ).distinct():  # fmt: skip
        with override(language):
            name = _("Name erased")
        theirs: QuerySet[Any] = QuerySet(SignOff).filter(by=person, language=language)
        changed += theirs.exclude(name=name).update(name=name)
    return changed


def _erase_from_log(person: User) -> int:
    """Django's log of the desk names accounts as they were called then."""
    kind = ContentType.objects.get_for_model(User)
    about = LogEntry.objects.filter(content_type=kind, object_id=str(person.pk))
    return about.update(object_repr=_number(person), change_message="")


def _end_sessions(person: User) -> int:
    theirs = [
        session.pk
        for session in Session.objects.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(person.pk)
    ]
    return Session.objects.filter(pk__in=theirs).delete()[0]


def _close(person: User) -> None:
    person.username = _number(person)
    person.first_name = person.last_name = person.email = ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login = None
    person.set_unusable_password()
    person.save()
    person.groups.clear()
    person.user_permissions.clear()


def _number(person: User) -> str:
    return f"erased-{person.pk}"
