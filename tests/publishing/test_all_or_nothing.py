"""All of a publication or nothing, and one publisher after the other."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from articles.models import (
    Article,
    DeskEvent,
    Edition,
    EditionUse,
    OldSlug,
    Publication,
    PublicationEvent,
    RenderedEdition,
    SiteVersion,
)
from articles.publishing import (
    publish,
    withdraw,
)
from articles.versions import next_version
from tests import builders
from tests.publishing.room import BODIES, events, rewritten
from tests.simultaneous import at_the_same_time


def reading_room():
    pages = Publication.objects.values_list(
        "slug", "edition", "base", "withdrawn_because"
    )
    return (
        sorted(pages, key=str),
        sorted(Edition.objects.values_list("article", "language", "number")),
        sorted(OldSlug.objects.values_list("slug")),
        list(PublicationEvent.objects.values_list("number")),
        list(SiteVersion.objects.values_list("number")),
        EditionUse.objects.count(),
        RenderedEdition.objects.count(),
        DeskEvent.objects.count(),
    )


class Crash(Exception):
    """Injected."""


def crash_after(statements):
    left = [statements]

    def wrapper(execute, *arguments):
        result = execute(*arguments)
        # Inside a test a released savepoint is the commit: then it is done.
        if not arguments[0].startswith("RELEASE"):
            left[0] -= 1
            if left[0] == 0:
                raise Crash
        return result

    return connection.execute_wrapper(wrapper)


@pytest.mark.django_db
@pytest.mark.parametrize("work", ["publish", "withdraw"])
def test_failure_after_any_statement_leaves_the_old_page(work):
    record = builders.article(bodies=BODIES)
    builders.edition(record)
    record = rewritten(record, slug="b")

    def do():
        if work == "publish":
            builders.edition(record, meaning_changed=True)
        else:
            withdraw(article="first-aid", language="fr", by=None, reason="Wrong.")

    before = reading_room()
    deaths = 0
    while True:
        try:
            with crash_after(deaths + 1):
                do()
            break
        except Crash:
            deaths += 1
            assert reading_room() == before, f"after statement {deaths}"
    assert reading_room() != before
    assert deaths >= {"publish": 20, "withdraw": 5}[work]


def test_process_killed_after_any_statement_leaves_the_old_page_or_the_new(tmp_path):
    environment = {
        **os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "calfhealth.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.dying"],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    deaths = json.loads(done.stdout.splitlines()[-1])
    old, new = ["first-aid-fr", 1, 1, 1, 0], ["new", 2, 2, 2, 1]
    gone = ["new", "Wrong.", 2, 3, 1]
    assert deaths["publish"] == [old] * (len(deaths["publish"]) - 1) + [new]
    assert deaths["withdraw"] == [new] * (len(deaths["withdraw"]) - 1) + [gone]
    assert len(deaths["publish"]) > 20


@pytest.mark.django_db(transaction=True)
def test_two_publishers_of_one_page_at_the_same_instant_one_edition_is_live():
    record = builders.article(bodies=BODIES)

    def go():
        return publish(
            article=Article.objects.get(), language="fr", by=None, meaning_changed=False,
            what_changed="First.", unsigned_reason="For a test.",
        )  # fmt: skip

    editions = at_the_same_time(go, go)
    assert sorted(each.number for each in editions) == [1, 2]
    page = Publication.objects.get()
    assert page.edition
    assert page.edition.number == 2
    assert [number for number, _, _, _ in events()] == [1, 2]
    assert record.key == page.article


@pytest.mark.django_db(transaction=True)
def test_publishers_at_the_same_instant_leave_events_gapless_and_in_order_of_commits():
    for key in ("one", "two"):
        builders.article(key, bodies=BODIES)

    def go(key, language):
        return lambda: publish(
            article=Article.objects.get(key=key), language=language, by=None,
            meaning_changed=False, what_changed="First.", unsigned_reason="For a test.",
        )  # fmt: skip

    def watch():
        """What a reader sees meanwhile: never a gap, never a number too early."""
        seen = [0]
        while seen[-1] < 4:
            numbers = sorted(PublicationEvent.objects.values_list("number", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))
            seen.append(len(numbers))
        return seen

    *editions, seen = at_the_same_time(
        go("one", "fr"), go("two", "fr"), go("one", "nb"), go("two", "nb"), watch
    )
    assert seen == sorted(seen)
    assert [number for number, _, _, _ in events()] == [1, 2, 3, 4]
    by_event = PublicationEvent.objects.order_by("number").values_list("edition")
    by_edition = Edition.objects.order_by("pk").values_list("pk")
    assert list(by_event) == list(by_edition)
    assert {each.pk for each in editions} == {pk for (pk,) in by_edition}
    assert Publication.objects.live().count() == 4


@pytest.mark.django_db(transaction=True)
def test_public_change_outside_a_transaction_is_a_mistake():
    with pytest.raises(RuntimeError):
        next_version(kind="published")
