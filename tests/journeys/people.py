"""People of the desk in browsers of their own."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import BrowserContext

from tests import builders
from tests.journeys.sites import Site

SignIn = Callable[..., BrowserContext]


def session(context: BrowserContext, site: Site, name: str, role: str) -> None:
    """Somebody who has signed in; a person is made when she is new."""
    with site.database():
        user = User.objects.filter(username=name).first()
        user = user or builders.person(name, role)
        store = SessionStore()
        store[SESSION_KEY] = str(user.pk)
        store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        store[HASH_SESSION_KEY] = user.get_session_auth_hash()
        store.create()
    context.add_cookies(
        [{"name": "sessionid", "value": str(store.session_key), "domain": "127.0.0.1",
          "path": settings.SESSION_COOKIE_PATH}]
    )  # fmt: skip
