"""Notices by e-mail: who should know what happened at the desk.

A mail that cannot be sent is a line in the log, never an error for the person who
acted: what she did is saved.
"""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage, get_connection
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.translation import gettext as _, override

from articles import roles
from articles.models import DeskEvent, DraftSave

logger = logging.getLogger("articles.notices")
Kind = DeskEvent.Kind


def tell(event: DeskEvent) -> None:
    """Send the notices of one act, each in its reader's language."""
    messages = [_message(event, person) for person in readers_of(event)]
    if not messages:
        return
    try:
        get_connection().send_messages(messages)
    except OSError as error:
        logger.warning("Notices of event %s were not sent: %s", event.pk, error)


def readers_of(event: DeskEvent) -> list[User]:
    """Who is told: reviewers when asked, writers when answered, translators when
    their original changed its meaning. Nobody is told of what she did herself."""
    people: Iterable[User] = ()
    if event.kind == Kind.ASKED:
        people = _in_group(roles.REVIEWER)
    elif event.kind in (Kind.REFUSED, Kind.SIGNED, Kind.REVOKED, Kind.FAILED):
        people = _writers(event)
    elif event.kind == Kind.PUBLISHED and event.reason.startswith(MEANING):
        people = _translators(event.language)
    return [
        person
        for person in people
        if person.email and person.is_active and person.pk != event.by_id
    ]


MEANING = "[meaning changed] "
"""Begins the reason of a publication that makes translations outdated."""


def _in_group(name: str) -> QuerySet[User]:
    return User.objects.filter(groups__name=name).distinct()


def _translators(source_language: str) -> QuerySet[User]:
    names = [
        roles.translator(code)
        for code, _name in settings.LANGUAGES
        if code != source_language
    ]
    return User.objects.filter(groups__name__in=names).distinct()


def _writers(event: DeskEvent) -> QuerySet[User]:
    """Who last saved this text."""
    last = (
        DraftSave.objects.filter(
            subject=event.subject, language=event.language, by__isnull=False
        )
        .values_list("by", flat=True)
        .first()
    )
    return User.objects.filter(pk=last or 0)


def _message(event: DeskEvent, person: User) -> EmailMessage:
    language = language_of(person)
    with override(language):
        subject = f"{_('Calm legs')}: {event.get_kind_display()} – {event.subject}"
        body = render_to_string(
            "desk/notice.txt",
            {
                "event": event,
                "reason": event.reason.removeprefix(MEANING),
                "origin": settings.SITE_ORIGIN,
            },
        )
    return EmailMessage(subject, body, to=[person.email])


def language_of(person: User) -> str:
    """A translator's own language; for others the first of the site."""
    groups = set(person.groups.values_list("name", flat=True))
    codes = [code for code, _name in settings.LANGUAGES]
    own = (code for code in codes if roles.translator(code) in groups)
    return next(own, codes[0])
