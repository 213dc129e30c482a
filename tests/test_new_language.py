"""A fourth, right-to-left language: one settings line and a migration."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

SETTINGS = """\
from calfhealth.settings import *

LANGUAGES = [*LANGUAGES, ("ar", "العربية")]
# The rest only keeps the test to itself: its own migrations, no collected files.
MIGRATION_MODULES = {"articles": "scratch_migrations"}
STORAGES["staticfiles"]["BACKEND"] = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
)
"""


@pytest.fixture
def seen(tmp_path):
    """What tests.fourth_language saw on a scratch database."""
    (tmp_path / "four.py").write_text(SETTINGS, encoding="utf-8")
    shutil.copytree(
        settings.BASE_DIR / "articles" / "migrations", tmp_path / "scratch_migrations"
    )
    environment = {
        **os.environ, "PYTHONPATH": str(tmp_path), "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "four",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.fourth_language"],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True,
        check=False, timeout=180,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "scratch_migrations").glob("*_arabic.py"))) == 1
    return json.loads(done.stdout.splitlines()[-1])


def test_fourth_language_is_written_published_and_read_from_right_to_left(seen):
    assert (seen["status"], seen["title"]) == (200, "first-aid ar")
    assert '<html lang="ar" dir="rtl">' in seen["html"]
    assert "شد." in seen["html"]
    assert seen["french"] == 404
    assert seen["home"] == "/ar/"
    assert seen["group"]
