"""The site version: the lock that puts public changes in one order."""

from typing import Any

from django.db import connection

from articles.models import PublicationEvent, SiteVersion


def current() -> SiteVersion:
    """The version readers see; a site that never published has number 0."""
    return SiteVersion.objects.first() or SiteVersion(number=0)


def event_lock() -> SiteVersion:
    """The site version, locked until the transaction ends: one publisher at a time.

    Whoever also locks a record takes this lock first, so that two never wait for
    each other.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A public change belongs into a transaction.")
    SiteVersion.objects.get_or_create(pk=1)
    return SiteVersion.objects.select_for_update().get(pk=1)


def next_version(**event: Any) -> PublicationEvent:
    """Count the site version up and write its one event, in the caller's transaction.

    The row stays locked until that transaction ends, so numbers have no gap and
    their order is the order of commits.
    """
    version = event_lock()
    version.number += 1
    version.save(update_fields=["number", "changed_at"])
    return PublicationEvent.objects.create(number=version.number, **event)
