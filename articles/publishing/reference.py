"""Topics, terms and countries go live together, complete in every language."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles import fixed_pages
from articles.desk_log import log
from articles.digest import digest
from articles.models import (
    Country,
    DeskEvent,
    Figure,
    OldSlug,
    PublicationEvent,
    ReferenceEdition,
    SiteVersion,
    Term,
    Topic,
)
from articles.models.record import DeskRecord, language_codes
from articles.problems import Problem
from articles.publishing.old_slugs import keep_old_slug
from articles.publishing.refusal import PublishRefusedError
from articles.versions import event_lock, next_version

Person = User | None


PANEL_FIGURE = "cramp-stretch"
"""The drawing of the panel “a cramp right now”, which stands on many pages."""


def publish_reference(*, by: Person) -> ReferenceEdition | None:
    """Publish topics, terms and countries as one; None if nothing changed.

    Refused unless every entry is complete in all languages.
    """
    with transaction.atomic():
        event_lock()
        content = _reference()
        now = digest("reference", "", content)
        newest = ReferenceEdition.objects.first()
        if newest and newest.digest == now:
            return None
        edition = ReferenceEdition.objects.create(
            content=content, digest=now, published_by=by
        )
        _keep_topic_slugs(newest, edition)
        SiteVersion.objects.filter(pk=1).update(reference=edition)
        next_version(kind=PublicationEvent.Kind.REFERENCE, by=by)
        log(kind=DeskEvent.Kind.REFERENCE, by=by, digest=now)
    return edition


def _keep_topic_slugs(before: ReferenceEdition | None, now: ReferenceEdition) -> None:
    slugs = _topic_slugs(now)
    for (key, language), slug in _topic_slugs(before).items() if before else ():
        if slugs.get((key, language), slug) != slug:
            keep_old_slug("topic", language, slug, key)
    for (_key, language), slug in slugs.items():
        OldSlug.objects.filter(kind="topic", language=language, slug=slug).delete()


def _topic_slugs(reference: ReferenceEdition) -> dict[tuple[str, str], str]:
    return {
        (topic["key"], language): text["slug"]
        for topic in reference.content["topics"]
        for language, text in topic["text"].items()
    }


def unpublished() -> list[DeskRecord]:
    """The topics, terms and countries that readers see otherwise, or not at all."""
    newest = ReferenceEdition.objects.first()
    content = newest.content if newest else {}
    shown = {
        (shelf, entry["key"]): digest("reference", "", entry)
        for shelf in NEEDED
        for entry in _entries(content, shelf)
    }
    return [
        record
        for shelf, records in _shelves().items()
        for record in records
        if shown.get((shelf, record.key))
        != digest("reference", "", _in_all_languages(record))
    ]


def _entries(content: dict[str, Any], shelf: str) -> list[dict[str, Any]]:
    """What a ReferenceEdition holds of one shelf; the panel is one entry, or none."""
    if shelf == "panel":
        return [content["panel"]] if content.get("panel") else []
    return list(content.get(shelf, []))


NEEDED = {
    "topics": ("name", "slug"),
    "terms": ("plain", "definition"),
    "countries": ("name",),
    "panel": ("alt",),
}
"""The words that no language may lack."""


def _shelves() -> dict[str, list[DeskRecord]]:
    """The records a ReferenceEdition holds, by their place in it."""
    return {
        "topics": list(Topic.objects.all()),
        "terms": list(Term.objects.all()),
        "countries": list(Country.objects.all()),
        "panel": list(Figure.objects.filter(key=PANEL_FIGURE)),
    }


def _reference() -> dict[str, Any]:
    """What a ReferenceEdition holds; refused with every word that is missing."""
    shelves = _shelves()
    problems = [
        problem
        for shelf, records in shelves.items()
        for record in records
        for problem in _missing_words(record, NEEDED[shelf])
    ]
    for record in shelves["topics"]:
        problems += _reserved_words(record)
    if problems:
        raise PublishRefusedError(*problems)
    content: dict[str, Any] = {
        name: [_in_all_languages(record) for record in records]
        for name, records in shelves.items()
    }
    return {**content, "panel": next(iter(content["panel"]), None)}


def _missing_words(record: DeskRecord, needed: tuple[str, ...]) -> Iterator[Problem]:
    for language in language_codes():
        text = record.text(language)
        if text is None or not all(text[name] for name in needed):
            yield Problem(
                "reference.incomplete",
                "error",
                _("A text is missing in “%(language)s”.") % {"language": language},
                record.subject,
            )


def _reserved_words(topic: DeskRecord) -> Iterator[Problem]:
    """The addresses of the fixed pages are not to be had."""
    for language in language_codes():
        text = topic.text(language)
        if text and text["slug"] in fixed_pages.words(language):
            sentence = _("This address belongs to another page.")
            yield Problem("slug.taken", "error", sentence, topic.subject)


def _in_all_languages(record: DeskRecord) -> dict[str, Any]:
    texts = {language: record.text(language) for language in language_codes()}
    return {"key": record.key, **record.structure(), "text": texts}
