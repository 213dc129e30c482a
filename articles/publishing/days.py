"""What a new day changes for readers."""

from django.db import transaction
from django.utils import timezone

from articles.models import (
    Publication,
    PublicationEvent,
)
from articles.versions import event_lock, next_version


def new_day() -> PublicationEvent | None:
    """A new site version, if review dates passed since the last one was counted.

    Pages say so from the day itself by their own; this tells caches to look again.
    """
    today = timezone.localdate()
    with transaction.atomic():
        event_lock()
        last = PublicationEvent.objects.filter(
            kind=PublicationEvent.Kind.NEW_DAY
        ).first()
        overdue = Publication.objects.live().filter(edition__review_by__lte=today)
        if last:
            since = timezone.localtime(last.at).date()
            overdue = overdue.filter(edition__review_by__gt=since)
        if not overdue.exists():
            return None
        return next_version(kind=PublicationEvent.Kind.NEW_DAY)
