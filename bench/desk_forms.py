"""What does it cost to open and to save an article of 30 sections at the desk?

    .venv/bin/python bench/desk_forms.py [times]

Opens and saves each language and the structure of an article in three languages, in
a database of its own (SQLite, or the server that DATABASE_URL names), and prints the
queries and the milliseconds of the middle request and of the slowest in twenty.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "calfhealth.settings")
os.environ["PAGE_STORE"] = "0"

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    override_settings,
    setup_test_environment,
)

from articles.models import Article  # noqa: E402
from articles.models.record import language_codes  # noqa: E402
from tests import builders  # noqa: E402
from tests.desk.forms import address, client_of, structure_form, text_form  # noqa: E402

BODY = "Tirez le pied vers vous.[@consensus]\n\n- Un.\n- Deux.\n- Trois.\n\n" * 4
FILES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


def main(times: int) -> None:
    setup_test_environment()
    name = connection.creation.create_test_db(verbosity=0)
    try:
        with override_settings(STORAGES=FILES):
            measure_all(times)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def measure_all(times: int) -> None:
    print(f"{connection.vendor}, {times} times each")
    client = client_of(builders.person("ola", "Author"))
    for sections in (1, 3, 30):
        bodies = {f"s-{number}": BODY for number in range(sections)}
        article = builders.article(f"with-{sections}", bodies=bodies)
        for part in (*language_codes(), "structure"):
            label = f"{sections:2} sections, {part:9}"
            measure(f"open {label}", times, lambda _n: opened(client, article, part))  # noqa: B023
            measure(f"save {label}", times, lambda n: saved(client, article, part, n))  # noqa: B023


def measure(label: str, times: int, work: Callable[[int], None]) -> None:
    work(-1)
    with CaptureQueriesContext(connection) as queries:
        work(-2)
    count = len(queries)
    took = []
    for number in range(times):
        start = time.perf_counter()
        work(number)
        took.append((time.perf_counter() - start) * 1000)
    slow = statistics.quantiles(took, n=20)[-1]
    print(f"{label} {count:3} queries {statistics.median(took):6.1f} ms {slow:6.1f} ms")


def opened(client: Client, article: Article, part: str) -> None:
    assert client.get(address(article, part)).status_code == 200


def saved(client: Client, article: Article, part: str, number: int) -> None:
    """A save that changes something."""
    fresh = builders.fresh(article)
    if part == "structure":
        form = structure_form(fresh, byline=f"Calm legs {number}")
    else:
        form = text_form(fresh, part, lead=f"Lead {number}.")
    assert client.post(address(article, part), form).status_code == 302


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
