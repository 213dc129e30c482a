"""The second step of signing in: who still has to enrol, and whose sessions end."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

SECOND_STEPS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def has_second_step(user: User) -> bool:
    """Whether she has a passkey, a security key or an app that shows codes."""
    return bool(is_mfa_enabled(user, SECOND_STEPS))


def must_enrol(request: HttpRequest) -> bool:
    """Whether nothing may open for this person before she has a second step.

    Asked several times for one page; the database is asked once.
    """
    if not settings.DESK_REQUIRES_MFA or not isinstance(request.user, User):
        return False
    known = vars(request)
    if "must_enrol" not in known:
        known["must_enrol"] = not has_second_step(request.user)
    return bool(known["must_enrol"])


def take_second_step_away(user: User) -> None:
    """Forget her keys and codes, for instance of a lost telephone; she is signed out.

    At the next sign-in she is led to enrol again.
    """
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)


def end_sessions(user: User, *, but: str | None = None) -> int:
    """Sign this person out everywhere, except in the session `but`; how many ended.

    Reads every running session: a desk has tens of them, not thousands.
    """
    ended = 0
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        whose = session.get_decoded().get(SESSION_KEY)
        if whose == str(user.pk) and session.session_key != but:
            session.delete()
            ended += 1
    return ended


@receiver(authenticator_added)
def end_weaker_sessions(request: HttpRequest, user: User, **signal: Any) -> None:
    """A session that began with the password alone must not outlive the enrolment."""
    del signal
    end_sessions(user, but=request.session.session_key)
