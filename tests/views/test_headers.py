"""What every answer to a reader carries, and what it never does."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = "/fr/understanding-fr/first-aid-fr/"
KINDS = (
    "/",
    "/fr/",
    "/fr/understanding-fr/",
    PAGE,
    "/fr/nowhere/",
    "/robots.txt",
    "/sitemap.xml",
    "/fr/feed.xml",
)


@pytest.mark.parametrize("path", KINDS)
def test_answer_has_a_strict_policy_and_no_cookie(client, publish, path):
    publish()
    response = client.get(path)
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert "geolocation=()" in response["Permissions-Policy"]
    assert "Set-Cookie" not in response
    assert not response.cookies


def test_page_says_its_language_and_may_be_shared(client, publish):
    publish()
    response = client.get(PAGE)
    assert response["Content-Language"] == "fr"
    assert response["Cache-Control"].startswith("public, max-age=0, s-maxage=")
    assert "Vary" not in response


def test_page_that_is_not_found_is_not_kept(client, publish):
    publish()
    response = client.get("/fr/nowhere/")
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_page_is_only_read(client, publish):
    publish()
    assert client.post(PAGE).status_code == 405


def test_production_holds_browsers_to_https():
    shown = subprocess.run(
        [
            sys.executable,
            "-c",
            "import json; from calfhealth import settings as s; print(json.dumps(["
            "s.SECURE_HSTS_SECONDS, s.SECURE_HSTS_INCLUDE_SUBDOMAINS,"
            "s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.DEBUG]))",
        ],
        cwd=Path(__file__).resolve().parents[2],
        env={
            **os.environ,
            "ENVIRONMENT": "production",
            "SECRET_KEY": "s" * 60,
            "ALLOWED_HOSTS": "example.org",
            "SITE_ORIGIN": "https://example.org",
        },
        capture_output=True,
        check=True,
    )
    assert json.loads(shown.stdout) == [31_536_000, True, True, True, False]


def test_https_answer_carries_hsts(client, publish, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    publish()
    response = client.get(PAGE, secure=True)
    assert response["Strict-Transport-Security"] == (
        "max-age=31536000; includeSubDomains; preload"
    )
