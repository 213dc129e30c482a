"""manage.py new_day: a new site version when review dates passed; run at midnight."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.publishing import new_day


class Command(BaseCommand):
    help = "Tell every worker and cache that pages became overdue today."

    def handle(self, *args: Any, **options: Any) -> None:
        event = new_day()
        self.stdout.write(
            f"Site version {event.number}." if event else "Nothing is due."
        )
