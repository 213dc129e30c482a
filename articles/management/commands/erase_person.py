"""manage.py erase_person --yes USERNAME"""

import argparse
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from articles.erasing import erase


class Command(BaseCommand):
    help = "Take a person's name from what readers and logs show; cannot be undone."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--yes", action="store_true", help="do it")

    def handle(
        self, *args: Any, username: str, yes: bool = False, **options: Any
    ) -> None:
        person = User.objects.filter(username=username).first()
        if person is None:
            raise CommandError(f"There is nobody called {username!r}.")
        if not yes:
            raise CommandError(
                f"This closes the account of {username!r} and erases the name for ever. "
                "Say --yes to do it."
            )
        changed = erase(person)
        said = ", ".join(f"{name}: {count}" for name, count in changed.items())
        self.stdout.write(f"The account is now {person.username}. {said}.")
        self.stdout.write("Backups made before still hold the name: delete them.")
