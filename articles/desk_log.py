"""The log of the desk: every act, and the notices that follow from it."""

from functools import partial

from django.contrib.auth.models import User
from django.db import transaction

from articles.models import DeskEvent
from articles.notices import tell


def log(
    *,
    kind: str,
    by: User | None,
    subject: str = "",
    language: str = "",
    digest: str = "",
    reason: str = "",
) -> DeskEvent:
    """Write one act in the caller's transaction; its notices go out after it."""
    event = DeskEvent.objects.create(
        kind=kind, by=by, subject=subject, language=language, digest=digest,
        reason=reason,
    )  # fmt: skip
    transaction.on_commit(partial(tell, event))
    return event
