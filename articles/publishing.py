"""From draft to Edition: the only ways in which what readers see can change."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.checking import check_page
from articles.composing import Page, compose
from articles.digest import digest
from articles.models import (
    Article,
    Country,
    Edition,
    EditionUse,
    Figure,
    OldSlug,
    Publication,
    PublicationEvent,
    ReferenceEdition,
    RenderedEdition,
    SiteVersion,
    Term,
    Topic,
)
from articles.models.record import DeskRecord, language_codes
from articles.problems import Problem
from articles.rendering import RENDERER_VERSION, typeset
from articles.reviewing import unsigned_parts
from articles.versions import next_version

Person = User | None


class PublishRefusedError(Exception):
    """A page that must not go live; `problems` say why."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def publish(
    *,
    article: Article,
    language: str,
    by: Person,
    meaning_changed: bool,
    what_changed: str,
    unsigned_reason: str = "",
    based_on: Edition | None = None,
) -> Edition:
    """Make what the desk holds in one language the live Edition.

    `based_on` is the source Edition a translation follows; left out, it is the one
    that is live. Raises PublishRefusedError with every reason at once; then nothing
    has changed.
    """
    with transaction.atomic():
        event_lock()
        page = _publishable(article, language)
        live = Publication.objects.filter(
            article=article.key, language=language
        ).first()
        _guard(page, live, what_changed, unsigned_reason)
        edition = _add_edition(
            page,
            by=by,
            meaning_changed=meaning_changed,
            what_changed=what_changed,
            unsigned_reason=unsigned_reason if unsigned_parts(page.parts) else "",
            based_on=based_on or _live_source(page),
        )
        _put_live(edition, live)
        next_version(
            kind=PublicationEvent.Kind.PUBLISHED, subject=article.subject,
            language=language, edition=edition, by=by, reason=what_changed,
        )  # fmt: skip
    return edition


def withdraw(*, article: str, language: str, by: Person, reason: str) -> None:
    """Take a page away at once; its readers are told the reason and the way on."""
    if not reason.strip():
        raise PublishRefusedError(
            Problem("withdraw.reason", "error", _("Say why the page is withdrawn."))
        )
    with transaction.atomic():
        event_lock()
        page = Publication.objects.live().filter(article=article, language=language)
        if not page.update(edition=None, withdrawn_because=reason):
            raise PublishRefusedError(
                Problem("withdraw.not-live", "error", _("This page is not live."))
            )
        next_version(
            kind=PublicationEvent.Kind.WITHDRAWN, subject=f"article:{article}",
            language=language, by=by, reason=reason,
        )  # fmt: skip


def confirm(*, article: str, language: str, by: Person) -> None:
    """Say that a live translation is still right: it follows the newest source."""
    with transaction.atomic():
        event_lock()
        page = (
            Publication.objects.live()
            .select_related("edition")
            .get(article=article, language=language)
        )
        live = page.edition
        source = (
            live
            and Edition.objects.filter(
                publication__article=article,
                publication__language=live.source_language,
            ).first()
        )
        if source is None or source == live:
            raise PublishRefusedError(
                Problem("confirm.no-source", "error", _("The original is not live."))
            )
        page.base = source
        page.save(update_fields=["base"])
        next_version(
            kind=PublicationEvent.Kind.CONFIRMED, subject=f"article:{article}",
            language=language, edition=source, by=by,
        )  # fmt: skip


def publish_reference(*, by: Person) -> ReferenceEdition | None:
    """Publish topics, terms and countries as one; None if nothing changed.

    Refused unless every entry is complete in all languages.
    """
    with transaction.atomic():
        event_lock()
        content = {
            "topics": [_complete(each, "name", "slug") for each in Topic.objects.all()],
            "terms": [
                _complete(each, "plain", "definition") for each in Term.objects.all()
            ],
            "countries": [_complete(each, "name") for each in Country.objects.all()],
            "panel": _panel(),
        }
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
    return edition


def event_lock() -> None:
    """Wait for one's turn: publishers pass one after the other."""
    SiteVersion.objects.get_or_create(pk=1)
    SiteVersion.objects.select_for_update().get(pk=1)


def render_sections(page_bodies: dict[str, Any], language: str) -> list[list[str]]:
    """`[key, html]` of each section, as RenderedEdition keeps it."""
    return [
        [key, typeset(rendered.html, language=language)]
        for key, rendered in page_bodies.items()
    ]


def _publishable(article: Article, language: str) -> Page:
    fresh = Article.objects.select_for_update().get(pk=article.pk)
    page = compose(fresh, language)
    if page is None:
        raise PublishRefusedError(
            Problem("article.missing", "error", _("There is no text in this language."))
        )
    return page


def _guard(
    page: Page, live: Publication | None, what_changed: str, unsigned_reason: str
) -> None:
    problems = [problem for problem in check_page(page) if problem.blocks]
    if not what_changed.strip():
        problems.append(
            Problem("publish.what-changed", "error", _("Say what changed."))
        )
    if unsigned_parts(page.parts):
        edition = live.edition if live else None
        if edition and not unsigned_parts(edition.parts):
            problems.append(
                Problem(
                    "publish.unsigned-over-signed",
                    "error",
                    _("A signed page is live: an unsigned text cannot replace it."),
                )
            )
        elif not unsigned_reason.strip():
            problems.append(
                Problem(
                    "publish.unsigned",
                    "error",
                    _("No clinician has signed this text. Say why it goes out."),
                )
            )
    taken = Publication.objects.filter(
        language=page.language, slug=page.content["slug"]
    ).exclude(article=page.article.key)
    if taken.exists():
        problems.append(
            Problem("slug.taken", "error", _("This address belongs to another page."))
        )
    if problems:
        raise PublishRefusedError(*problems)


def _live_source(page: Page) -> Edition | None:
    """The live source Edition, for a translation."""
    source_language = page.content["source_language"]
    if page.language == source_language:
        return None
    return Edition.objects.filter(
        publication__article=page.article.key, publication__language=source_language
    ).first()


def _add_edition(page: Page, **said: Any) -> Edition:
    content = page.content
    by = said.pop("by")
    last = Edition.objects.filter(
        article=page.article.key, language=page.language
    ).first()
    edition = Edition.objects.create(
        article=page.article.key,
        language=page.language,
        number=last.number + 1 if last else 1,
        topic=content["topic"],
        title=content["title"],
        slug=content["slug"],
        lead=content["lead"],
        content=content,
        parts=page.parts,
        source_language=content["source_language"],
        review_by=page.article.review_by,
        published_by=by,
        published_at=timezone.now(),
        **said,
    )
    EditionUse.objects.bulk_create(
        EditionUse(edition=edition, used=used, digest=page.parts.get(used) or "")
        for used in sorted(page.uses | page.parts.keys())
    )
    RenderedEdition.objects.create(
        edition=edition,
        renderer=RENDERER_VERSION,
        sections=render_sections(page.bodies, page.language),
    )
    return edition


def _put_live(edition: Edition, live: Publication | None) -> None:
    if live is None:
        live = Publication(article=edition.article, language=edition.language)
    elif live.slug != edition.slug:
        _keep_old_slug("article", edition.language, live.slug, edition.article)
    live.slug, live.edition, live.withdrawn_because = edition.slug, edition, ""
    live.base = edition.based_on
    live.topic, live.position = edition.topic, edition.content["position"]
    live.save()
    OldSlug.objects.filter(
        kind="article", language=edition.language, slug=edition.slug
    ).delete()


def _keep_old_slug(kind: str, language: str, slug: str, key: str) -> None:
    OldSlug.objects.update_or_create(
        kind=kind, language=language, slug=slug, defaults={"key": key}
    )


def _keep_topic_slugs(before: ReferenceEdition | None, now: ReferenceEdition) -> None:
    slugs = {
        (topic["key"], language): text["slug"]
        for topic in now.content["topics"]
        for language, text in topic["text"].items()
    }
    for topic in before.content["topics"] if before else []:
        for language, text in topic["text"].items():
            if slugs.get((topic["key"], language)) not in (None, text["slug"]):
                _keep_old_slug("topic", language, text["slug"], topic["key"])


PANEL_FIGURE = "cramp-stretch"
"""The drawing of the panel “a cramp right now”, which stands on many pages."""


def _panel() -> dict[str, Any] | None:
    figure = Figure.objects.filter(key=PANEL_FIGURE).first()
    return _complete(figure, "alt") if figure else None


def _complete(record: DeskRecord, *needed: str) -> dict[str, Any]:
    """A record in all languages; refused while one of them misses a word it needs."""
    texts = {language: record.text(language) for language in language_codes()}
    for language, text in texts.items():
        if text is None or not all(text[name] for name in needed):
            raise PublishRefusedError(
                Problem(
                    "reference.incomplete",
                    "error",
                    _("A text is missing in “%(language)s”.") % {"language": language},
                    record.subject,
                )
            )
    return {"key": record.key, **record.structure(), "text": texts}
