"""manage.py backup FILE"""

import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.exporting.backup import back_up, tables
from articles.management.progress import ProgressBar


class Command(BaseCommand):
    help = "Write everything the database holds into one file (gzipped JSON lines)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        bar = ProgressBar(len(tables()), self.stderr)
        try:
            rows = back_up(file, tick=bar.tick)
        except OSError as error:
            raise CommandError(f"{file} cannot be written: {error.strerror}") from None
        bar.end()
        self.stdout.write(f"{rows} rows in {file}.")
