"""Writing parsed records into drafts, through the desk's own doors."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.drafting import LOADED, create, save_structure, save_text
from articles.importing.parse import FileProblem, Parsed
from articles.models import (
    Article,
    CareCard,
    Country,
    DeskRecord,
    DraftSave,
    Figure,
    Source,
    Term,
    Topic,
)

MODELS: dict[str, type[DeskRecord]] = {
    model.kind: model
    for model in (Topic, Source, Country, Term, Figure, CareCard, Article)
}


@dataclass
class Report:
    """What a load did: subjects changed, and problems with their file."""

    changed: list[str] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)


def load(
    records: Iterable[Parsed],
    *,
    force: bool = False,
    tick: Callable[[], None] = lambda: None,
) -> Report:
    """Load records into drafts; one transaction a record, so none is half loaded.

    A text that somebody changed in the database since its last load is reported and
    kept, unless `force`. Loading twice changes nothing the second time.
    """
    report = Report()
    for parsed in records:
        try:
            with transaction.atomic():
                changed = _load_one(parsed, force, report)
        except (ValidationError, IntegrityError, Topic.DoesNotExist) as error:
            report.problems.append(_problem(parsed, error))
            changed = False
        if changed:
            report.changed.append(f"{parsed.kind}:{parsed.key}")
        tick()
    return report


def _load_one(parsed: Parsed, force: bool, report: Report) -> bool:
    model = MODELS[parsed.kind]
    record: DeskRecord | None = model.objects.filter(key=parsed.key).first()  # type: ignore[attr-defined]
    changed = record is None
    if record is None:
        record = create(
            model, key=parsed.key, structure=parsed.structure, by=None, note=LOADED
        )
    elif record.structure() != parsed.structure and _may_overwrite(
        record, "", parsed, force, report
    ):
        save_structure(record, structure=parsed.structure, by=None, note=LOADED)
        changed = True
    for language, text in parsed.texts.items():
        if record.text(language) != text and _may_overwrite(
            record, language, parsed, force, report
        ):
            saved = save_text(
                record, language=language, text=text, by=None, note=LOADED
            )
            changed = changed or saved is not None
    return changed


def _may_overwrite(
    record: DeskRecord, language: str, parsed: Parsed, force: bool, report: Report
) -> bool:
    """Whether the desk still holds what was loaded last."""
    last = DraftSave.objects.filter(subject=record.subject, language=language).first()
    if force or last is None or (last.by_id is None and last.note == LOADED):
        return True
    report.problems.append(
        FileProblem(
            "load.changed-since",
            parsed.files.get(language, parsed.files[""]),
            0,
            "The text was changed at the desk since it was loaded and is kept. "
            "Dump it, or load with --force.",
            "warning",
        )
    )
    return False


def _problem(parsed: Parsed, error: Exception) -> FileProblem:
    if isinstance(error, IntegrityError):
        code, message = "load.taken", f"An address or key is taken already: {error}"
    elif isinstance(error, Topic.DoesNotExist):
        code = "load.topic-unknown"
        message = f"There is no topic {parsed.structure['topic']!r}."
    else:
        code, message = (
            "load.invalid",
            "; ".join(getattr(error, "messages", [str(error)])),
        )
    return FileProblem(code, parsed.files[""], 0, message.replace("\n", " "))
