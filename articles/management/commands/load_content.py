"""manage.py load_content [--publish] [--force] [FOLDER]"""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations

from articles.importing import Parsed, load, parse_library
from articles.importing.publish import publish_loaded
from articles.management.progress import ProgressBar
from articles.models.record import language_codes


class Command(BaseCommand):
    help = "Load the library's files into drafts, and with --publish make them live."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", default=settings.BASE_DIR / "content")
        parser.add_argument("--publish", action="store_true")
        parser.add_argument(
            "--force", action="store_true", help="overwrite what the desk changed"
        )

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        records, problems = parse_library(folder, language_codes())
        bar = ProgressBar(len(records), self.stderr)
        report = load(records, force=options["force"], tick=bar.tick)
        bar.end()
        problems += report.problems
        published: list[str] = []
        if options["publish"]:
            published, refused = publish_loaded(_articles(report.loaded))
            problems += refused
        for problem in problems:
            self.stderr.write(f"{problem.severity}: {problem}")
        self.stdout.write(
            f"{len(report.changed)} of {len(records)} records changed, "
            f"{len(published)} pages published."
        )
        if any(problem.severity == "error" for problem in problems):
            raise CommandError("Some files have problems; the others are loaded.")


def _articles(records: list[Parsed]) -> list[Parsed]:
    return [record for record in records if record.kind == "article"]
