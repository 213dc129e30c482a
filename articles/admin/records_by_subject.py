"""Records by the name they have in history and sign-offs: "care-card:dvt"."""

from articles.importing.load import MODELS
from articles.models import DeskRecord


def record_of(subject: str) -> DeskRecord | None:
    """The record a subject names, if there is one."""
    kind, _colon, key = subject.partition(":")
    model = MODELS.get(kind)
    return model._default_manager.filter(key=key).first() if model else None


def records_of(subjects: set[str]) -> dict[str, DeskRecord]:
    """The records of many subjects, one query for each kind."""
    found: dict[str, DeskRecord] = {}
    for kind, model in MODELS.items():
        keys = [
            each.partition(":")[2] for each in subjects if each.startswith(f"{kind}:")
        ]
        if keys:
            rows = model._default_manager.filter(key__in=keys)
            found |= {record.subject: record for record in rows}
    return found
