"""Searches that found nothing are counted, and few of them are not shown."""

import datetime
import threading

import pytest
from django.db import DatabaseError
from django.utils import timezone

from articles import unanswered
from articles.models import UnansweredSearch

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_waits():
    unanswered._waiting.take()
    yield
    unanswered._waiting.take()


def counted() -> list[tuple[str, str, int]]:
    rows = UnansweredSearch.objects.order_by("language", "query", "day")
    return list(rows.values_list("language", "query", "count"))


def test_search_is_counted_in_memory_first(django_assert_num_queries):
    with django_assert_num_queries(0):
        unanswered.note("fr", "jambes lourdes avion")
    assert counted() == []
    unanswered.flush()
    assert counted() == [("fr", "jambes lourdes avion", 1)]


def test_counts_of_a_day_add_up_over_processes():
    for _ in range(2):
        unanswered.note("nb", "leggkrampe")
        unanswered.note("nb", "  LeggKrampe ")
        unanswered.flush()
    assert counted() == [("nb", "leggkrampe", 4)]
    assert UnansweredSearch.objects.get().day == timezone.localdate()


def test_search_is_shown_from_the_third_time_on():
    for times, query in ((3, "often"), (2, "seldom"), (4, "most")):
        for _ in range(times):
            unanswered.note("fr", query)
    unanswered.flush()
    assert list(unanswered.shown()) == [
        {"language": "fr", "query": "most", "times": 4},
        {"language": "fr", "query": "often", "times": 3},
    ]


def test_times_of_several_days_are_shown_together():
    today = timezone.localdate()
    for days, count in ((0, 1), (1, 2)):
        UnansweredSearch.objects.create(
            language="fr", query="q", day=today - datetime.timedelta(days), count=count
        )
    assert list(unanswered.shown()) == [{"language": "fr", "query": "q", "times": 3}]


@pytest.mark.parametrize(
    "query",
    ["", "   ", "kari@example.org", "06 12 34 56 78", "https://x.example", "a\x07b"],
)
def test_what_may_name_a_person_is_not_counted(query):
    unanswered.note("fr", query)
    unanswered.flush()
    assert counted() == []


def test_long_query_is_cut():
    unanswered.note("fr", "x" * 10_000)
    unanswered.flush()
    assert counted() == [("fr", "x" * 80, 1)]


def test_flood_of_different_queries_is_not_counted(monkeypatch):
    monkeypatch.setattr(unanswered, "MOST", 2)
    for query in ("one", "two", "three", "two"):
        unanswered.note("fr", query)
    unanswered.flush()
    assert counted() == [("fr", "one", 1), ("fr", "two", 2)]


def test_counts_go_on_waiting_while_the_database_is_away(monkeypatch):
    def away(**_fields):
        raise DatabaseError

    unanswered.note("fr", "q")
    with monkeypatch.context() as patch:
        patch.setattr(UnansweredSearch.objects, "get_or_create", away)
        unanswered.flush()
    assert counted() == []
    unanswered.note("fr", "q")
    unanswered.flush()
    assert counted() == [("fr", "q", 2)]


def test_what_waits_is_written_by_another_thread_after_a_while(settings, monkeypatch):
    settings.UNANSWERED_FLUSH_SECONDS = 0.01
    written = threading.Event()
    monkeypatch.setattr(unanswered, "_flush_in_thread", written.set)
    unanswered.note("fr", "q")
    assert written.wait(5)


def test_many_are_written_at_once(settings, monkeypatch):
    settings.UNANSWERED_FLUSH_SECONDS = 600
    written = threading.Event()
    monkeypatch.setattr(unanswered, "_flush_in_thread", written.set)
    for _ in range(unanswered.FLUSH_AT - 1):
        unanswered.note("fr", "q")
    assert not written.is_set()
    unanswered.note("fr", "q")
    assert written.wait(5)
