"""manage.py tidy: delete what readers said once its time is over; run once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.tidying import tidy


class Command(BaseCommand):
    help = "Delete votes, comments and counted searches older than FEEDBACK_KEEP_DAYS."

    def handle(self, *args: Any, **options: Any) -> None:
        gone = tidy()
        self.stdout.write(
            ", ".join(f"{name}: {count}" for name, count in gone.items()) + " deleted."
        )
