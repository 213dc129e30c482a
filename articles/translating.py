"""Beside the original: what changed in it, its terms, its numbers, how far one is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from articles.checking.numbers import numbers_in, pair_digest
from articles.desk_log import log
from articles.differences import Piece, compare
from articles.digest import part_digest
from articles.models import (
    Article,
    DeskEvent,
    Edition,
    Explanation,
    Publication,
    Term,
)
from articles.problems import Problem
from articles.publishing import PublishRefusedError, confirm


@dataclass(frozen=True)
class FoundTerm:
    """A glossary term in a section of the original, with what to write for it."""

    key: str
    found: str
    plain: str
    professional: str
    avoid: tuple[str, ...]


@dataclass(frozen=True)
class Pair:
    """One section of the original beside its translation.

    `before` is the original this translation follows, "" where it is the same as
    now; `problem` says which numbers differ, unless that is explained.
    """

    key: str
    heading: str
    body: str
    before: str
    translated_heading: str
    translated_body: str
    terms: tuple[FoundTerm, ...]
    problem: str
    explained: str

    @property
    def done(self) -> bool:
        """Whether there is a translation, of the original as it is now."""
        return bool(self.translated_body.strip()) and not self.before

    @property
    def change(self) -> list[Piece]:
        """What changed in the original since this translation followed it."""
        return compare(self.before, self.body)


def pairs(article: Article, language: str) -> list[Pair]:
    """Every section of the original with its translation, in reading order.

    The original is the live one; while none is live, the desk's. A handful of
    queries, whatever the number of sections.
    """
    now, then = _originals(article, language)
    text = article.text(language) or {"sections": []}
    mine = {key: (heading, body) for key, heading, body in text["sections"]}
    terms = _terms(article.source_language, language)
    reasons = dict(
        Explanation.objects.filter(subject=article.subject, language=language)
        .order_by("id")
        .values_list("pair", "reason")
    )
    result = []
    for key, (heading, body) in now.items():
        translated_heading, translated = mine.get(key, ("", ""))
        before = then.get(key, (heading, body))[1]
        reason = reasons.get(pair_digest(body, translated), "")
        result.append(
            Pair(
                key=key,
                heading=heading,
                body=body,
                before="" if before == body else before,
                translated_heading=translated_heading,
                translated_body=translated,
                terms=tuple(_found(terms, f"{heading}\n{body}")),
                problem="" if reason else _numbers(body, translated),
                explained=reason,
            )
        )
    return result


def progress(found: list[Pair]) -> tuple[int, int]:
    """How many sections are done, of how many."""
    return sum(pair.done for pair in found), len(found)


def explain(
    *, article: Article, language: str, section: str, reason: str, by: User
) -> Explanation:
    """Say why a section's numbers rightly differ from the original's.

    It holds for these two texts only: any edit there asks again.
    """
    if not reason.strip():
        raise PublishRefusedError(
            Problem("explain.reason", "error", _("Say why the numbers differ."))
        )
    source = _bodies(article, article.source_language)
    mine = _bodies(article, language)
    with transaction.atomic():
        row = Explanation.objects.create(
            subject=article.subject,
            language=language,
            section=section,
            pair=pair_digest(source.get(section, ""), mine.get(section, "")),
            reason=reason,
            by=by,
        )
        log(
            kind=DeskEvent.Kind.EXPLAINED, by=by, subject=article.subject,
            language=language, digest=part_digest(article, language) or "",
            reason=f"{section}: {reason}",
        )  # fmt: skip
    return row


def confirm_still_correct(*, article: Article, language: str, by: User) -> None:
    """The live translation is right for the newest original: nothing to change."""
    with transaction.atomic():
        confirm(article=article.key, language=language, by=by)
        log(
            kind=DeskEvent.Kind.CONFIRMED, by=by, subject=article.subject,
            language=language, digest=part_digest(article, language) or "",
        )  # fmt: skip


Sections = dict[str, tuple[str, str]]


def _originals(article: Article, language: str) -> tuple[Sections, Sections]:
    """The original as it is now, and as this translation follows it."""
    live = Edition.objects.filter(
        publication__article=article.key,
        publication__language=article.source_language,
    ).first()
    page = (
        Publication.objects.select_related("base")
        .filter(article=article.key, language=language)
        .first()
    )
    if live is None:
        text = article.text(article.source_language) or {"sections": []}
        return {key: (heading, body) for key, heading, body in text["sections"]}, {}
    base = page.base if page else None
    return _sections(live), _sections(base) if base else {}


def _sections(edition: Edition) -> Sections:
    return {
        section["key"]: (section["heading"], section["body"])
        for section in edition.content["sections"]
    }


def _bodies(article: Article, language: str) -> dict[str, str]:
    text = article.text(language) or {"sections": []}
    return {key: body for key, _heading, body in text["sections"]}


def _terms(source: str, target: str) -> list[tuple[re.Pattern[str], FoundTerm]]:
    """Every term as a pattern of its source words, with its words in the target."""
    found = []
    for term in Term.objects.all():
        here, there = term.text(source), term.text(target)
        if not here or not there:
            continue
        words = [here["plain"], here["professional"], *here["synonyms"].splitlines()]
        for word in filter(None, words):
            pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
            avoid = tuple(there["avoid"].splitlines())
            found.append(
                (
                    pattern,
                    FoundTerm(
                        term.key, word, there["plain"], there["professional"], avoid
                    ),
                )
            )
    return found


def _found(
    terms: list[tuple[re.Pattern[str], FoundTerm]], text: str
) -> Iterator[FoundTerm]:
    seen: set[str] = set()
    for pattern, term in terms:
        if term.key not in seen and pattern.search(text):
            seen.add(term.key)
            yield term


def _numbers(source: str, translated: str) -> str:
    if not translated.strip() or numbers_in(source) == numbers_in(translated):
        return ""
    missing = sorted((numbers_in(source) - numbers_in(translated)).elements())
    added = sorted((numbers_in(translated) - numbers_in(source)).elements())
    return _(
        "The original says %(there)s, the translation %(here)s. Correct it, or explain."
    ) % {"there": ", ".join(missing) or "–", "here": ", ".join(added) or "–"}
