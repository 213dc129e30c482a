"""manage.py check_sources: ask whether each source's address still answers."""

from typing import Any

from django.core.management.base import BaseCommand

from articles.source_links import check_sources


class Command(BaseCommand):
    help = "Ask every source's address, slowly; two failures in a row are shown."

    def handle(self, *args: Any, **options: Any) -> None:
        for source, check in check_sources():
            if check.failures:
                self.stdout.write(f"{source.key}: {check.status}")
