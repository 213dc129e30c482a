"""What do tools from outside say of every kind of page? Needs Node and the network.

    make lighthouse     scores of every indexable kind of page, in one language
    make validate       html-validate on every kind of page, in three languages

Serves the library on a database of its own, as the browser tests do.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "calfhealth.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.test.utils import override_settings  # noqa: E402

from articles.models.record import language_codes  # noqa: E402
from tests.journeys import pages  # noqa: E402
from tests.journeys.conftest import FLAGS  # noqa: E402
from tests.journeys.sites import Site, loaded_library, serve  # noqa: E402

LIGHTHOUSE = "lighthouse@12"
HTML_VALIDATE = "html-validate@9"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RULES = {
    "extends": ["html-validate:standard", "html-validate:document"],
    # The site asks nobody else for anything.
    "rules": {"require-sri": ["error", {"target": "crossorigin"}]},
}
PLAIN = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
NOT_INDEXED = ("old edition", "search", *pages.STATUS, *pages.BROKEN)
INDEXED = tuple(kind for kind in pages.KINDS if kind not in NOT_INDEXED)


class _Unblocked:
    """There is no pytest here to keep away from the database."""

    def unblock(self) -> AbstractContextManager[None]:
        return nullcontext()


@contextmanager
def site() -> Iterator[Site]:
    with (
        tempfile.TemporaryDirectory() as folder,
        loaded_library(Path(folder), _Unblocked()) as library,
        serve(library, "outside", PAGE_STORE="1") as running,
    ):
        yield running


def lighthouse(language: str = "nb") -> int:
    """Print the four scores of each kind; how many are below 100."""
    below = 0
    with site() as running:
        with running.database():
            paths = {kind: pages.address(kind, language) for kind in INDEXED}
        print(f"{'':24}" + "".join(f"{name:>16}" for name in CATEGORIES))
        for kind, path in paths.items():
            scores = _scores(f"{running.origin}{path}")
            below += sum(score < 100 for score in scores)
            print(
                f"{kind:24}" + "".join(f"{score:>16}" for score in scores), flush=True
            )
    return below


def _scores(url: str) -> list[int]:
    flags = " ".join(FLAGS)
    done = subprocess.run(
        ["npx", "--yes", LIGHTHOUSE, url, "--quiet", "--output=json",
         f"--chrome-flags={flags}", f"--only-categories={','.join(CATEGORIES)}"],
        env={**os.environ, "CHROME_PATH": os.environ.get("CHROMIUM", "/usr/bin/chromium")},
        stdout=subprocess.PIPE, check=True,
    )  # fmt: skip
    report = json.loads(done.stdout)
    for audit in report["audits"].values():
        if audit["score"] is not None and audit["score"] < 1:
            print(f"  {audit['id']}: {audit.get('displayValue', audit['title'])}")
    return [round(report["categories"][name]["score"] * 100) for name in CATEGORIES]


def validate() -> int:
    """Print what html-validate objects to; 0 if nothing."""
    with site() as running, tempfile.TemporaryDirectory() as folder:
        with running.database(), override_settings(STORAGES=PLAIN):
            pages.make_every_kind()
            for language in language_codes():
                for kind in pages.KINDS:
                    _save(Path(folder), running, kind, language)
        (Path(folder) / ".htmlvalidate.json").write_text(json.dumps(RULES))
        return subprocess.run(
            ["npx", "--yes", HTML_VALIDATE, f"{folder}/*.html"], check=False
        ).returncode


def _save(folder: Path, running: Site, kind: str, language: str) -> None:
    if kind in pages.BROKEN:
        html = pages.BROKEN[kind](language)
    else:
        request = Request(f"{running.origin}{pages.address(kind, language)}")
        try:
            html = urlopen(request).read().decode()
        except HTTPError as answer:
            html = answer.read().decode()
    (folder / f"{kind.replace(' ', '-')}-{language}.html").write_text(html)


if __name__ == "__main__":
    sys.exit({"lighthouse": lighthouse, "validate": validate}[sys.argv[1]]())
