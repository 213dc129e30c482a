"""Writing parsed records into drafts, through the desk's own doors."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from articles.drafting import LOADED, create, save_structure, save_text, tidied
from articles.importing.files import FileProblem
from articles.importing.parse import Parsed
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
    """What a load did: records at the desk now, subjects changed, and problems."""

    loaded: list[Parsed] = field(default_factory=list)
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
        except ValidationError as error:
            report.problems.append(_problem(parsed, error))
        except Topic.DoesNotExist:
            message = f"There is no topic {parsed.structure['topic']!r}."
            report.problems.append(_at(parsed, "", "topic", "load.topic", message))
        else:
            report.loaded.append(parsed)
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
        text = tidied(record, text)
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
    message = (
        "The text was changed at the desk since it was loaded and is kept. "
        "Dump it, or load with --force."
    )
    problem = _at(parsed, language, "", "load.changed-since", message)
    report.problems.append(replace(problem, severity="warning"))
    return False


def _problem(parsed: Parsed, error: ValidationError) -> FileProblem:
    """The first thing that a column can't hold, with its line."""
    if not hasattr(error, "error_dict"):
        return _at(parsed, "", "", "load.invalid", " ".join(error.messages))
    column, errors = next(iter(error.error_dict.items()))
    name, _, language = column.rpartition("_")
    if language not in parsed.texts:
        name, language = column, ""
    taken = any(each.code == "unique" for each in errors)
    code = "load.taken" if taken else "load.invalid"
    message = " ".join(errors[0].messages)
    if name != NON_FIELD_ERRORS:
        message = f"{name}: {message}"
    return _at(parsed, language, name, code, message)


def _at(
    parsed: Parsed, language: str, name: str, code: str, message: str
) -> FileProblem:
    file = parsed.files.get(language, parsed.files[""])
    return FileProblem(code, file, parsed.lines.get((language, name), 0), message)
