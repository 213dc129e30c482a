"""Every kind of page the readers' side has, and a site in which each can be seen."""

from articles import fixed_pages
from articles.models.edition import Edition
from articles.models.publication import Publication
from articles.models.record import language_codes
from articles.publishing import withdraw
from articles.views import errors
from articles.views.site import current_site, fixed_address

UNTRANSLATED = {"fr": "stress", "nb": "kinds-of-cramp", "es": "children-teens"}
WITHDRAWN = "after-exercise"
RENEWED = "varicose-basics"
ARTICLES = {
    "article with drawings": "first-aid",
    "article with a table": "varicose-stages",
    "when to get help": "when-to-get-help",
    "article that changed": RENEWED,
    "withdrawn": WITHDRAWN,
}
FIXED = (
    "numbers", "about", "accessibility", "privacy", "imprint",
    "search", "a-z", "glossary",
)  # fmt: skip
BROKEN = {
    "server error": errors.server_error_page,
    "unavailable": errors.unavailable_page,
}
KINDS = (
    "home",
    "topic",
    *ARTICLES,
    *FIXED,
    "history",
    "old edition",
    "translation missing",
    "not found",
    *BROKEN,
)
STATUS = {"withdrawn": 410, "translation missing": 404, "not found": 404}
"""Of the kinds that are not found; all others are 200."""


def make_every_kind() -> None:
    """Withdraw a page, take translations away, publish something once more."""
    for language, article in UNTRANSLATED.items():
        rows = Publication.objects.filter(article=article, language=language)
        rows._raw_delete(rows.db)  # the site itself only withdraws
    for language in language_codes():
        reason = "Nous relisons cette page." if language == "fr" else "2026"
        withdraw(article=WITHDRAWN, language=language, by=None, reason=reason)
        _publish_once_more(language)


def _publish_once_more(language: str) -> None:
    """The source changes its meaning, so that its translations are outdated."""
    edition = Edition.objects.get(
        article=RENEWED, language=language, publication__isnull=False
    )
    edition.pk, edition.number = None, edition.number + 1
    edition.meaning_changed = language == edition.source_language
    edition._state.adding = True
    edition.save()
    live = Publication.objects.filter(article=RENEWED, language=language)
    live.update(edition=edition)


def address(kind: str, language: str) -> str:
    """The path of a page of this kind; for a broken one, of a page that is none."""
    if kind == "home":
        return f"/{language}/"
    if kind in FIXED:
        return fixed_address(kind, language)
    if kind in ("not found", *BROKEN):
        return f"/{language}/{kind.replace(' ', '-')}/"
    site = current_site()
    if kind == "topic":
        return site.reference.topics(language)[0].address
    if kind == "translation missing":
        return f"{site.reference.topics(language)[0].address}{UNTRANSLATED[language]}/"
    page = Publication.objects.get(
        article=ARTICLES.get(kind, RENEWED), language=language
    )
    article = _article(page)
    history = f"{article}{fixed_pages.word('history', language)}/"
    return {"history": history, "old edition": f"{history}1/"}.get(kind, article)


def articles(language: str) -> list[str]:
    """The paths of all articles that are live in a language."""
    live = Publication.objects.live().filter(language=language)
    return [_article(each) for each in live.order_by("article")]


def _article(page: Publication) -> str:
    shelf = current_site().reference.topic(page.language, page.topic)
    return f"{shelf.address if shelf else '/'}{page.slug}/"
