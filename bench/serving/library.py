"""Databases to measure: the shipped library, and the same many times over."""

import os
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from bench.serving.machine import ROOT

PARAMETERS = {
    "DJANGO_SETTINGS_MODULE": "calfhealth.settings",
    "ALLOWED_HOSTS": "127.0.0.1,localhost",
    "BUILD": "bench",
}


@dataclass(frozen=True)
class Library:
    """A folder (VAR_DIR) with collected static files and a database."""

    folder: Path
    database_url: str

    def environment(self, port: int = 8000, **settings: str) -> dict[str, str]:
        return {
            **os.environ,
            **PARAMETERS,
            "VAR_DIR": str(self.folder),
            "DATABASE_URL": self.database_url,
            "PORT": str(port),
            "SITE_ORIGIN": f"http://127.0.0.1:{port}",
            "PAGE_STORE": "1",
            **settings,
        }

    def run(self, *command: str) -> str:
        """Run a command of ours in a process of its own; what it printed."""
        done = subprocess.run(
            [sys.executable, *command], cwd=ROOT, env=self.environment(),
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(f"{command}\n{done.stdout}{done.stderr}")
        return done.stdout


def shipped(folder: Path) -> Library:
    """The shipped library on SQLite, loaded and published."""
    library = Library(folder, f"sqlite:///{folder / 'bench.sqlite3'}")
    if (folder / "ready").exists():
        return library
    library.run("manage.py", "catalogues", "--compile")
    library.run("manage.py", "migrate", "-v0")
    library.run("manage.py", "load_content", "--publish")
    library.run("manage.py", "collectstatic", "--noinput", "-v0", "-i", "admin")
    (folder / "ready").touch()
    return library


def several(library: Library, pages: int) -> Library:
    """A copy in which the public site has about so many pages."""
    large = Library(library.folder, f"sqlite:///{library.folder / 'large.sqlite3'}")
    with suppress(FileNotFoundError):
        (library.folder / "large.sqlite3").unlink()
    library.run("-c", f"import sqlite3; a = sqlite3.connect({_file(library)!r}); "
                f"b = sqlite3.connect({_file(large)!r}); a.backup(b)")  # fmt: skip
    large.run("-m", "bench.serving.multiply", str(pages))
    return large


def _file(library: Library) -> str:
    return library.database_url.removeprefix("sqlite:///")


def article_paths(library: Library, port: int) -> list[str]:
    """The addresses of all articles' pages."""
    printed = library.run("-m", "bench.serving.paths")
    return re.findall(r"^/\S+", printed, re.MULTILINE)
