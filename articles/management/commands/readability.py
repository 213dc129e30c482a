"""manage.py readability [--check] [FOLDER]: how easy each text is to read."""

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.importing import parse_library
from articles.models.record import language_codes
from articles.readability import LENIENT, MAX_LONG_SHARE, TARGETS, score
from articles.rendering import plain_text, render


class Command(BaseCommand):
    help = "Score every text: LIX (nb), Kandel-Moles (fr), INFLESZ (es)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", default=settings.BASE_DIR / "content")
        parser.add_argument(
            "--check", action="store_true", help="only those beyond a target; fail"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        records, _problems = parse_library(Path(options["folder"]), language_codes())
        beyond = 0
        for record in records:
            if record.kind != "article":
                continue
            for language, text in record.texts.items():
                line, good = _line(record.key, language, text)
                beyond += not good
                if not options["check"] or not good:
                    self.stdout.write(line)
        if options["check"] and beyond:
            raise CommandError(f"{beyond} texts are harder to read than the target.")


def _line(key: str, language: str, text: dict[str, Any]) -> tuple[str, bool]:
    result = score(words_of(text, language), language)
    target = TARGETS.get(language)
    good = (
        target is None
        or result.value is None
        or target.met_by(result.value, lenient=key in LENIENT)
    ) and result.long_sentence_share <= MAX_LONG_SHARE
    value = "–" if result.value is None else f"{result.value:.1f}"
    return (
        f"{key} {language}: {result.formula} {value}, {result.words} words, "
        f"{100 * result.long_sentence_share:.0f} % long sentences"
        f"{'' if good else ' (beyond the target)'}",
        good,
    )


def words_of(text: dict[str, Any], language: str) -> str:
    """Title, lead, headings and bodies as a reader reads them."""
    parts = [text["title"], text["lead"]]
    for _key, heading, body in text["sections"]:
        parts += [heading, plain_text(render(body, language=language).html)]
    return "\n".join(parts)
