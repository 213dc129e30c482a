"""manage.py export_site FOLDER"""

import argparse
import logging
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.handlers.wsgi import WSGIHandler
from django.core.management.base import BaseCommand, CommandError, no_translations
from django.utils import timezone

from articles import versions
from articles.exporting.site import Answer, ExportError, Public, export_site
from articles.management.progress import ProgressBar
from articles.models.record import language_codes
from articles.serving.inner import collect, pure_request
from articles.serving.keys import Key
from articles.views.errors import pages_by_status
from articles.views.former import former_paths
from articles.views.paths import every_path


class Command(BaseCommand):
    help = "Write the whole public site as files, plain and packed; only what changed."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    @no_translations
    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        # That a page is not found is no news here; one that fails ends the export.
        logging.getLogger("django.request").setLevel(logging.ERROR)
        bar = ProgressBar(len(_addresses()), self.stderr)
        try:
            report = export_site(folder, _public(), tick=bar.tick)
        except ExportError as error:
            raise CommandError(f"{error} The copy before is still listed.") from None
        except OSError as error:
            raise CommandError(f"{folder} cannot be written: {error}") from None
        bar.end()
        self.stdout.write(
            f"{report.written} files written, {report.unchanged} were the same, "
            f"{report.removed} removed."
        )


def _addresses() -> list[str]:
    """Every address once, in order."""
    return list(dict.fromkeys(chain(every_path(), former_paths())))


def _public() -> Public:
    return Public(
        build=settings.BUILD,
        origin=settings.SITE_ORIGIN,
        made_at=timezone.now().isoformat(timespec="seconds"),
        version=lambda: versions.current().number,
        addresses=_addresses,
        ask=_Asking(),
        asset=_asset,
        notices={
            f"errors/{status}.{code}.html": html.encode()
            for code in language_codes()
            for status, html in pages_by_status(code).items()
        },
    )


class _Asking:
    """Asks Django as a reader of the site's own origin does."""

    def __init__(self) -> None:
        self._django = WSGIHandler()
        self._origin = urlsplit(settings.SITE_ORIGIN)

    def __call__(self, address: str) -> Answer:
        path = unquote_to_bytes(address).decode("latin-1")
        key = Key(self._origin.scheme, self._origin.netloc, path)
        request = pure_request(key, settings.SECURE_PROXY_SSL_HEADER)
        response = collect(self._django, request)
        return Answer(response.code, dict(response.headers), response.body)


def _asset(address: str) -> bytes:
    """A static file as it was collected, or from where it is kept."""
    name = address.removeprefix(settings.STATIC_URL)
    collected = Path(settings.STATIC_ROOT) / name
    found = collected if collected.is_file() else finders.find(name)
    if not found:
        raise ExportError(f"There is no {address}.")
    return Path(str(found)).read_bytes()
