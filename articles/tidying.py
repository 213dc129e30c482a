"""Deleting what readers said once it has served."""

import datetime

from django.conf import settings
from django.db.models import Max, Sum
from django.utils import timezone

from articles.models.reader_comment import ReaderComment
from articles.models.reader_vote import ReaderVote
from articles.models.unanswered_search import UnansweredSearch

RARE_DAYS = 30
"""A search asked too seldom to be shown is of no use after so many days."""


def tidy() -> dict[str, int]:
    """Delete what is older than FEEDBACK_KEEP_DAYS; how many rows of each kind."""
    today = timezone.localdate()
    before = today - datetime.timedelta(days=settings.FEEDBACK_KEEP_DAYS)
    return {
        "votes": ReaderVote.objects.filter(day__lt=before).delete()[0],
        "comments": ReaderComment.objects.filter(day__lt=before).delete()[0],
        "searches": UnansweredSearch.objects.filter(day__lt=before).delete()[0]
        + _rare_searches(today - datetime.timedelta(days=RARE_DAYS)),
    }


def _rare_searches(before: datetime.date) -> int:
    rare = (
        UnansweredSearch.objects.values("language", "query")
        .annotate(times=Sum("count"), last=Max("day"))
        .filter(times__lt=UnansweredSearch.SHOWN_FROM, last__lt=before)
        .values_list("language", "query")
    )
    return sum(
        UnansweredSearch.objects.filter(language=language, query=query).delete()[0]
        for language, query in list(rare)
    )
