"""manage.py demo_accounts: one account per role, to try the desk on one's own machine."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.text import slugify

from articles.roles import roles


class Command(BaseCommand):
    help = "Make one demo account per role; the passwords are printed once."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Demo accounts are never made in production.")
        made = make_demo_accounts()
        if not made:
            self.stdout.write("The demo accounts are there already.")
            return
        self.stdout.write(
            "Demo accounts of the desk; the passwords are shown only now:"
        )
        for username, password in made.items():
            self.stdout.write(f"  {username:<20} {password}")


@transaction.atomic
def make_demo_accounts() -> dict[str, str]:
    """Make what is missing; the passwords of the new accounts by username."""
    made = {}
    for role in roles():
        username = slugify(role.group)
        if User.objects.filter(username=username).exists():
            continue
        password = made[username] = secrets.token_urlsafe(12)
        user = User.objects.create_user(username, password=password, is_staff=True)
        user.groups.add(Group.objects.get(name=role.group))
    return made
