"""What django-allauth asks us."""

from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY as SIGNED_IN_WITH,
)
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.models import User
from django.http import HttpRequest

from articles.admin.second_step import has_second_step


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: an administrator makes the accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **how: Any) -> Any:
        """Who is led to enrol has just typed her password: not asked for it twice."""
        if not has_second_step(user) and (records := request.session[SIGNED_IN_WITH]):
            records[-1]["reauthenticated"] = True
            request.session[SIGNED_IN_WITH] = records
        return super().post_login(request, user, **how)


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Names and the picture with the secret."""

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def build_totp_svg(self, url: str) -> str:
        """An SVG to stand in the page itself: no data address, no style attribute."""
        return segno.make(url, error="m").svg_inline(
            omitsize=True, border=4, dark="#000", light="#fff"
        )
