"""One page goes live, follows its original, or is taken away."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, override

from articles.checking import check_page
from articles.composing import Page, compose
from articles.desk_log import log
from articles.languages import initial, sort_key
from articles.models import (
    Article,
    DeskEvent,
    Edition,
    EditionName,
    EditionUse,
    OldSlug,
    Publication,
    PublicationEvent,
    RenderedEdition,
)
from articles.notices import MEANING
from articles.problems import Problem
from articles.publishing.old_slugs import keep_old_slug
from articles.publishing.refusal import PublishRefusedError
from articles.rendering import RENDERER_VERSION, typeset
from articles.reviewing import unsigned_parts
from articles.versions import event_lock, next_version

Person = User | None


def publish(
    *,
    article: Article,
    language: str,
    by: Person,
    meaning_changed: bool,
    what_changed: str,
    unsigned_reason: str = "",
    safety_critical: bool = False,
    based_on: Edition | None = None,
) -> Edition:
    """Make what the desk holds in one language the live Edition.

    `based_on` is the source Edition a translation follows; left out, it is the one
    that is live. A `safety_critical` change of an original withdraws the
    translations that do not say it yet. Raises PublishRefusedError with every reason at once; then nothing
    has changed.
    """
    with transaction.atomic():
        event_lock()
        page, live = check_publishable(
            article=article,
            language=language,
            what_changed=what_changed,
            unsigned_reason=unsigned_reason,
        )
        edition = _add_edition(
            page,
            by=by,
            meaning_changed=meaning_changed or safety_critical,
            safety_critical=safety_critical,
            what_changed=what_changed,
            unsigned_reason=unsigned_reason if unsigned_parts(page.parts) else "",
            based_on=based_on or _live_source(page),
        )
        _put_live(edition, live)
        next_version(
            kind=PublicationEvent.Kind.PUBLISHED, subject=article.subject,
            language=language, edition=edition, by=by, reason=what_changed,
        )  # fmt: skip
        _log_published(edition, by)
        if safety_critical:
            _withdraw_translations(edition, by)
    return edition


def check_publishable(
    *, article: Article, language: str, what_changed: str, unsigned_reason: str
) -> tuple[Page, Publication | None]:
    """The page and what is live of it, if it may go out now; locks the article.

    Raises PublishRefusedError with every reason at once.
    """
    page = _publishable(article, language)
    live = Publication.objects.filter(article=article.key, language=language).first()
    _guard(page, live, what_changed, unsigned_reason)
    return page, live


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
        log(
            kind=DeskEvent.Kind.WITHDRAWN, subject=f"article:{article}",
            language=language, by=by, reason=reason,
        )  # fmt: skip


def confirm(*, article: str, language: str, by: Person) -> None:
    """Say that a live translation is still right: it follows the newest source."""
    with transaction.atomic():
        event_lock()
        page = (
            Publication.objects.live()
            .select_related("edition")
            .filter(article=article, language=language)
            .first()
        )
        if page is None or page.edition is None:
            raise PublishRefusedError(
                Problem("confirm.not-live", "error", _("This page is not live."))
            )
        source = _live_edition(article, page.edition.source_language)
        if source is None or source == page.edition:
            raise PublishRefusedError(
                Problem("confirm.no-source", "error", _("The original is not live."))
            )
        page.base = source
        page.save(update_fields=["base"])
        next_version(
            kind=PublicationEvent.Kind.CONFIRMED, subject=f"article:{article}",
            language=language, edition=source, by=by,
        )  # fmt: skip


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


def _log_published(edition: Edition, by: Person) -> None:
    meaning = MEANING if edition.meaning_changed else ""
    log(
        kind=DeskEvent.Kind.PUBLISHED,
        subject=f"article:{edition.article}",
        language=edition.language,
        digest=edition.parts[f"article:{edition.article}"],
        by=by,
        reason=meaning
        + "\n".join(filter(None, (edition.what_changed, edition.unsigned_reason))),
    )


def _withdraw_translations(source: Edition, by: Person) -> None:
    """A danger was put right in the original: no page goes on saying the old."""
    if source.language != source.source_language:
        return
    others = Publication.objects.live().filter(article=source.article)
    for page in others.exclude(language=source.language):
        with override(page.language):
            reason = _(
                "The original was corrected for safety. This translation follows."
            )
        withdraw(article=page.article, language=page.language, by=by, reason=reason)


def _live_source(page: Page) -> Edition | None:
    """The live source Edition, for a translation."""
    source_language = page.content["source_language"]
    if page.language == source_language:
        return None
    return _live_edition(page.article.key, source_language)


def _live_edition(article: str, language: str) -> Edition | None:
    return Edition.objects.filter(
        publication__article=article, publication__language=language
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
    EditionName.objects.bulk_create(_names(edition))
    RenderedEdition.objects.create(
        edition=edition,
        renderer=RENDERER_VERSION,
        sections=render_sections(page.bodies, page.language),
    )
    return edition


def _names(edition: Edition) -> list[EditionName]:
    """The title and each other name once, with their places in the alphabet."""
    others = map(str.strip, edition.content["also_called"].split(";"))
    names = dict.fromkeys([edition.title, *filter(None, others)])
    return [
        EditionName(
            edition=edition,
            language=edition.language,
            name=name[:200],
            sort=sort_key(name, edition.language)[:200],
            letter=initial(name, edition.language),
            is_title=name == edition.title,
        )
        for name in names
    ]


def _put_live(edition: Edition, live: Publication | None) -> None:
    if live is None:
        live = Publication(article=edition.article, language=edition.language)
    elif live.slug != edition.slug:
        keep_old_slug("article", edition.language, live.slug, edition.article)
    live.slug, live.edition, live.withdrawn_because = edition.slug, edition, ""
    live.base = edition.based_on
    live.topic, live.position = edition.topic, edition.content["position"]
    live.save()
    OldSlug.objects.filter(
        kind="article", language=edition.language, slug=edition.slug
    ).delete()
