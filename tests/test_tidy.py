"""What readers said is deleted after the set time, and not before."""

import datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles.models import ReaderComment, ReaderVote, UnansweredSearch

pytestmark = pytest.mark.django_db
PAGE = {"article": "first-aid", "language": "fr", "edition": 1}


def ago(days: int) -> datetime.date:
    return timezone.localdate() - datetime.timedelta(days=days)


def search(query: str, *, days: int, count: int) -> None:
    UnansweredSearch.objects.create(
        language="fr", query=query, day=ago(days), count=count
    )


def tidy() -> str:
    out = StringIO()
    call_command("tidy", stdout=out)
    return out.getvalue()


def test_tidy_deletes_what_is_older_than_the_setting(settings):
    settings.FEEDBACK_KEEP_DAYS = 100
    for days in (100, 101):
        ReaderVote.objects.create(**PAGE, helpful=True, day=ago(days))
        ReaderComment.objects.create(**PAGE, kind="error", text="x", day=ago(days))
        search("often", days=days, count=9)
    assert tidy() == "votes: 1, comments: 1, searches: 1 deleted.\n"
    for model in (ReaderVote, ReaderComment, UnansweredSearch):
        assert [row.day for row in model.objects.all()] == [ago(100)]


def test_tidy_deletes_rare_searches_after_a_month():
    search("rare and old", days=31, count=2)
    search("rare", days=30, count=2)
    search("often", days=31, count=3)
    search("asked again", days=31, count=1)
    search("asked again", days=1, count=1)
    assert tidy() == "votes: 0, comments: 0, searches: 1 deleted.\n"
    left = UnansweredSearch.objects.values_list("query", flat=True)
    assert set(left) == {"rare", "often", "asked again"}


def test_tidy_with_nothing_to_delete_says_so():
    assert tidy() == "votes: 0, comments: 0, searches: 0 deleted.\n"
