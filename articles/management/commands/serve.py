"""manage.py serve: bring everything up to date, then answer readers.

What is up to date already is not done again, so that a second start is quick.
"""

import hashlib
import os
import socket
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from articles.languages import known
from articles.models import SiteVersion
from articles.models.record import language_codes


class Command(BaseCommand):
    help = "Migrate, load the library, build what is built, and serve the site."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--port", type=int, default=_port())
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument(
            "--workers", type=int, default=int(os.environ.get("WORKERS", "1"))
        )

    def handle(self, *args: Any, **options: Any) -> None:
        _need_folder(settings.VAR_DIR)
        _need_port(options["host"], options["port"])
        call_command("catalogues", compile=True)
        try:
            first = _bring_database_up_to_date()
        except DatabaseError as error:
            sentence = f"The database cannot be used: {_line(error)}"
            if not settings.EXPORTED_SITE:
                raise CommandError(sentence) from None
            self.stderr.write(f"{sentence} Readers get the exported copy meanwhile.")
            self._run(options)
            return
        self._once("static", _files("static", "articles"), self._static)
        self._once("content", _files("content"), self._library)
        if first and not settings.PRODUCTION:
            call_command("demo_accounts")
        self._tell(options["port"])
        self._run(options)

    def _once(self, name: str, files: Iterable[Path], work: Callable[[], None]) -> None:
        """Do the work unless the same files were worked on before."""
        mark = settings.VAR_DIR / f"{name}.done"
        now = _fingerprint(files)
        if mark.exists() and mark.read_text() == now and not _is_empty(name):
            return
        work()
        mark.write_text(now)

    def _static(self) -> None:
        call_command("collectstatic", interactive=False, verbosity=0)

    def _library(self) -> None:
        self.stdout.write("Loading the library.")
        call_command("load_content", publish=True)

    def _tell(self, port: int) -> None:
        origin = f"http://localhost:{port}"
        for code in language_codes():
            self.stdout.write(f"{known(code).name:10} {origin}/{code}/")
        self.stdout.write(f"{'Desk':10} {origin}/desk/")
        self.stdout.flush()

    def _run(self, options: dict[str, Any]) -> None:
        connection.close()
        os.chdir(settings.BASE_DIR)
        os.execv(  # noqa: S606 the server takes this process's place
            sys.executable,
            [
                sys.executable, "-m", "granian", "--interface", "wsgi",
                "--host", options["host"], "--port", str(options["port"]),
                "--workers", str(options["workers"]), "--blocking-threads", "32",
                "--respawn-failed-workers", "--workers-kill-timeout", "10",
                "--no-ws", "--log-level", "warning",
                "calfhealth.wsgi:application",
            ],
        )  # fmt: skip


def _port() -> int:
    given = os.environ.get("PORT", "8000")
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise CommandError(f"PORT is a number from 1 to 65535, not {given!r}.")
    return int(given)


def _need_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".writable").touch()
    except OSError as error:
        raise CommandError(
            f"The folder {folder} cannot be written: {error.strerror}. "
            "Name another one with VAR_DIR."
        ) from None


def _need_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            raise CommandError(
                f"Port {port} is taken. Choose another one: PORT={port + 1} make run"
            ) from None


def _bring_database_up_to_date() -> bool:
    """Migrate if anything is waiting; whether this is a first start."""
    executor = MigrationExecutor(connection)
    first = not executor.loader.applied_migrations
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
    return first


def _is_empty(name: str) -> bool:
    """Whether the work is gone although its mark is there (another database)."""
    if name == "content":
        return not SiteVersion.objects.filter(reference__isnull=False).exists()
    return not (settings.STATIC_ROOT / "staticfiles.json").exists()


def _files(*folders: str) -> Iterable[Path]:
    for folder in folders:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


def _fingerprint(files: Iterable[Path]) -> str:
    """Changes with any of the files, the database and Django's version."""
    database = settings.DATABASES["default"]
    where = [str(database.get(name)) for name in ("NAME", "HOST", "PORT")]
    found = hashlib.sha256(" ".join([django.__version__, *where]).encode())
    for path in files:
        found.update(path.relative_to(settings.BASE_DIR).as_posix().encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]
