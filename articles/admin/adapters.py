"""What django-allauth asks us."""

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.models import User
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: an administrator makes the accounts."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Names and the picture with the secret."""

    def get_totp_label(self, user: User) -> str:
        return user.get_username()

    def build_totp_svg(self, url: str) -> str:
        """An SVG to stand in the page itself: no data address, no style attribute."""
        return segno.make(url, error="m").svg_inline(
            omitsize=True, border=4, dark="#000", light="#fff"
        )
