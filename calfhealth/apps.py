from importlib import import_module
from typing import Any

from django.contrib.admin.apps import AdminConfig
from django.contrib.auth.apps import AuthConfig
from django.core.management import call_command
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AuthConfig):
    """Django's accounts, by the name the desk calls them."""

    verbose_name = _("People")


class DeskConfig(AdminConfig):
    """Django's admin with the desk as its site.

    It lives here because Django reads the apps before any model: `articles.admin`
    imports models and cannot be read that early.
    """

    default_site = "articles.admin.site.Desk"

    def ready(self) -> None:
        # The forms register themselves with the site while their package is read.
        # Read first by the site's own look-up, they would register with a second one.
        import_module("articles.admin")
        super().ready()
        post_migrate.connect(make_cache_table, sender=self)


def make_cache_table(*, using: str, **signal: Any) -> None:
    """Make the table that counts failed sign-ins; it is no model's."""
    del signal
    call_command("createcachetable", database=using, verbosity=0)
