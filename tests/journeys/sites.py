"""Sites to journey through: a real server on a database of its own.

The library is loaded and published once in a session; every site starts from a copy.
"""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connections

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60


class Blocker(Protocol):
    """What pytest-django keeps tests away from the database with."""

    def unblock(self) -> AbstractContextManager[None]: ...


@dataclass(frozen=True)
class Site:
    """A running server: where it listens, and the database behind it."""

    origin: str
    database_url: str
    blocker: Blocker

    @contextmanager
    def database(self) -> Iterator[None]:
        """Inside, Django's models in this process read and write the site's rows."""
        usual = connections["default"]
        here = usual.copy()
        name = self.database_url.removeprefix("sqlite:///")
        here.settings_dict["NAME"] = (
            name if here.vendor == "sqlite" else urlsplit(name).path.lstrip("/")
        )
        connections["default"] = here
        try:
            with self.blocker.unblock():
                yield
        finally:
            here.close()
            connections["default"] = usual


@dataclass(frozen=True)
class Library:
    """A database with the shipped library, migrated, loaded and published."""

    folder: Path
    database_url: str
    blocker: Blocker

    def copy(self, name: str) -> str:
        """The address of a new database with the same rows."""
        url = _database_url(self.folder, name)
        if url.startswith("sqlite"):
            with _sqlite(self.database_url) as loaded, _sqlite(url) as copied:
                loaded.backup(copied)
        else:
            _create(url, template=self.database_url)
        return url


@contextmanager
def loaded_library(folder: Path, blocker: Blocker) -> Iterator[Library]:
    """Load and publish `content/`, and collect the static files beside it."""
    url = _database_url(folder, "library")
    if not url.startswith("sqlite"):
        _create(url)
    environment = _environment(folder, url)
    for command in (
        ("migrate", "-v0"),
        ("load_content", "--publish", "-v0"),
        ("collectstatic", "--noinput", "-v0"),
    ):
        subprocess.run(
            [sys.executable, "manage.py", *command],
            cwd=ROOT,
            env=environment,
            check=True,
        )
    yield Library(folder, url, blocker)
    _drop(url)


@contextmanager
def serve(library: Library, name: str, **settings: str) -> Iterator[Site]:
    """A server on a copy of the library, with `settings` in its environment."""
    url = library.copy(name)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    site = Site(f"http://127.0.0.1:{port}", url, library.blocker)
    environment = {
        **_environment(library.folder, url),
        "SITE_ORIGIN": site.origin,
        "PAGE_STORE": "0",  # what was just published is read at once
        **settings,
    }
    log = library.folder / f"{name}.log"
    with log.open("wb") as lines:
        server = subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port),
             "--workers", "1", "--blocking-threads", "4", "calfhealth.wsgi:application"],
            cwd=ROOT, env=environment, stdout=lines, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _wait(server, port, log)
            yield site
        finally:
            server.terminate()
            server.wait(20)
            _drop(url)


def _wait(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < until:
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"The server did not start:\n{log.read_text()}")


def _environment(folder: Path, url: str) -> dict[str, str]:
    ours = {"VAR_DIR": str(folder), "DATABASE_URL": url}
    return {**os.environ, **ours, "DJANGO_SETTINGS_MODULE": "calfhealth.settings"}


def _database_url(folder: Path, name: str) -> str:
    given = os.environ.get("DATABASE_URL", "")
    if not given or given.startswith("sqlite"):
        return f"sqlite:///{folder / name}.sqlite3"
    return urlsplit(given)._replace(path=f"/journeys_{os.getpid()}_{name}").geturl()


@contextmanager
def _sqlite(url: str) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(url.removeprefix("sqlite:///"))
    try:
        yield connection
    finally:
        connection.close()


def _create(url: str, template: str = "") -> None:
    """Make a PostgreSQL database, like `template` if one is named."""
    name = urlsplit(url).path.lstrip("/")
    like = f' TEMPLATE "{urlsplit(template).path.lstrip("/")}"' if template else ""
    _on_server(f'CREATE DATABASE "{name}"{like}')


def _drop(url: str) -> None:
    """Leave nothing on a PostgreSQL server; files go with their folder."""
    if not url.startswith("sqlite"):
        name = urlsplit(url).path.lstrip("/")
        _on_server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _on_server(statement: str) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute(statement.encode())
