"""Production refuses to start half configured; development needs nothing."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

COMPLETE = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "x" * 60,
    "ALLOWED_HOSTS": "legs.example,www.legs.example",
    "SITE_ORIGIN": "https://legs.example/",
}
OURS = (
    "ENVIRONMENT", "SECRET_KEY", "ALLOWED_HOSTS", "SITE_ORIGIN", "DATABASE_URL", "PORT",
)  # fmt: skip


def started(tmp_path, given, show="'started'"):
    """What a process says that reads the settings with these variables."""
    environment = {key: value for key, value in os.environ.items() if key not in OURS}
    code = f"from calfhealth import settings as s; print({show})"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=settings.BASE_DIR, env={**environment, "VAR_DIR": str(tmp_path), **given},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return (done.stdout + done.stderr.strip().rpartition("\n")[2]).strip()


def test_production_starts_when_it_is_told_everything(tmp_path):
    shown = started(
        tmp_path, COMPLETE,
        "s.ALLOWED_HOSTS, s.SITE_ORIGIN, s.DEBUG, s.SECURE_HSTS_SECONDS > 0, "
        "s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE",
    )  # fmt: skip
    assert shown == (
        "['legs.example', 'www.legs.example'] https://legs.example "
        "False True True True True"
    )


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "SITE_ORIGIN"])
@pytest.mark.parametrize("value", [None, ""])
def test_production_refuses_to_start_without(tmp_path, name, value):
    given = {key: text for key, text in COMPLETE.items() if key != name}
    if value is not None:
        given[name] = value
    told = started(tmp_path, given)
    assert f"ENVIRONMENT=production needs {name}." in told
    assert "started" not in told


def test_production_refuses_to_start_with_http(tmp_path):
    told = started(tmp_path, {**COMPLETE, "SITE_ORIGIN": "http://legs.example"})
    assert "ENVIRONMENT=production needs SITE_ORIGIN with https." in told


def test_development_needs_nothing(tmp_path):
    shown = started(
        tmp_path, {}, "s.PRODUCTION, s.DEBUG, s.SITE_ORIGIN, s.SESSION_COOKIE_SECURE"
    )
    assert shown == "False False http://localhost:8000 False"


def test_one_variable_moves_everything_to_postgresql(tmp_path):
    shown = started(
        tmp_path,
        {"DATABASE_URL": "postgres://calm@/calm?host=/run/pg"},
        "s.DATABASES['default']['ENGINE'], s.DATABASES['default']['NAME'], "
        "s.DATABASES['default']['HOST'] or s.DATABASES['default']['OPTIONS']['host']",
    )
    assert shown == "django.db.backends.postgresql calm /run/pg"
