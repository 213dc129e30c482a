"""manage.py restore [--replace] FILE"""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.exporting.backup import BackupError, restore, tables
from articles.management.progress import ProgressBar


class Command(BaseCommand):
    help = "Make the database what it was at a backup; restart the servers after it."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="empty a database that holds data"
        )

    def handle(
        self, *args: Any, file: Path, replace: bool = False, **options: Any
    ) -> None:
        bar = ProgressBar(len(tables()), self.stderr)
        try:
            rows = restore(file, replace=replace, tick=bar.tick)
        except BackupError as error:
            raise CommandError(f"{error} Nothing was changed.") from None
        bar.end()
        self.stdout.write(f"{rows} rows are back.")
