"""manage.py publish_planned: carry out what is planned and due; a timer runs it."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.planning import publish_due


class Command(BaseCommand):
    help = "Publish every planned page whose time has come."

    def handle(self, *args: Any, **options: Any) -> None:
        for planned in publish_due():
            result = planned.refused_because or "published"
            self.stdout.write(f"{planned}: {result}")
