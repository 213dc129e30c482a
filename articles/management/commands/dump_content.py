"""manage.py dump_content [--check | --format] [FOLDER]"""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.db import transaction

from articles.exporting.library import library_files
from articles.importing import load, parse_library
from articles.models.record import language_codes


class Command(BaseCommand):
    help = "Write the library as files, byte for byte as they are loaded."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", default=settings.BASE_DIR / "content")
        how = parser.add_mutually_exclusive_group()
        how.add_argument(
            "--check", action="store_true", help="name files not in canonical form"
        )
        how.add_argument(
            "--format", action="store_true", help="bring files into canonical form"
        )

    @no_translations
    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(options["folder"])
        if options["check"] or options["format"]:
            self._compare(folder, mend=options["format"])
            return
        files = library_files()
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        self.stdout.write(f"{len(files)} files written.")

    def _compare(self, folder: Path, *, mend: bool) -> None:
        """Load the files of the folder, and see whether they come back alike."""
        records, problems = parse_library(folder, language_codes())
        with transaction.atomic():
            problems += load(records, force=True).problems
            keys = {f"{record.kind}:{record.key}" for record in records}
            files = library_files(keys)
            transaction.set_rollback(True)
        for problem in problems:
            self.stderr.write(f"{problem.severity}: {problem}")
        if any(problem.severity == "error" for problem in problems):
            raise CommandError("The files cannot be loaded.")
        different = [
            path
            for path, data in files.items()
            if (folder / path).exists() and (folder / path).read_bytes() != data
        ]
        for path in different:
            if mend:
                (folder / path).write_bytes(files[path])
            self.stdout.write(f"{'mended' if mend else 'not canonical'}: {path}")
        if different and not mend:
            raise CommandError(f"{len(different)} files are not in canonical form.")
        self.stdout.write(f"{len(keys)} records, {len(different)} files differed.")
