"""The checks of one page; each finding is a Problem with a stable code."""

import datetime
import re
from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.checking.numbers import check_numbers
from articles.checking.statements import check_statements
from articles.checking.texts import texts_of
from articles.checking.words import check_words
from articles.checking.wrong_language import check_language
from articles.composing import Page
from articles.models import Article, Section, Source, Term
from articles.models.figure import labels_of
from articles.models.record import DeskRecord
from articles.problems import Problem
from articles.rendering import clean_drawing, label_keys

LEAD_WORDS = 30
REVIEW_WITHIN = datetime.timedelta(days=731)

_NOTHING_FOLLOWS = re.compile(r"[^:\n]:\s*+(?:\Z|(?<=\n)(?:#|:::[ \t]*+(?:\n|\Z)))")

KINDS: dict[str, type[DeskRecord]] = {"article": Article, "term": Term}


def check_page(page: Page) -> list[Problem]:
    """All problems of a page: errors block publishing, warnings advise.

    Costs a handful of queries, whatever the size of the library.
    """
    return [
        *_check_head(page),
        *_check_sections(page),
        *_check_keys(page),
        *_check_care_cards(page),
        *_check_figures(page),
        *_check_sources(page),
        *check_words(page),
        *_check_statements(page),
        *check_numbers(page),
        *check_language(page),
    ]


def _check_statements(page: Page) -> Iterator[Problem]:
    for where, text in texts_of(page):
        yield from check_statements(text, page.language, where)


def _check_head(page: Page) -> Iterator[Problem]:
    content = page.content
    for name, sentence in (
        ("title", _("The title is missing.")),
        ("slug", _("The address is missing.")),
        ("lead", _("The lead is missing.")),
    ):
        if not content[name]:
            yield Problem(f"article.{name}-missing", "error", sentence, name)
    if len(content["lead"].split()) > LEAD_WORDS:
        yield Problem(
            "article.lead-long",
            "warning",
            _("The lead has more than %(limit)d words.") % {"limit": LEAD_WORDS},
            "lead",
        )
    last_day = timezone.localdate() + REVIEW_WITHIN
    if datetime.date.fromisoformat(content["review_by"]) > last_day:
        yield Problem(
            "article.review-far",
            "error",
            _("The next review is more than 24 months away."),
            "review_by",
        )


def _check_sections(page: Page) -> Iterator[Problem]:
    if not page.content["sections"]:
        yield Problem("article.no-sections", "error", _("The article has no sections."))
    for section in page.content["sections"]:
        where = section["key"]
        if not section["heading"] or not section["body"].strip():
            yield Problem(
                "section.missing",
                "error",
                _("This section has no heading or no text in this language."),
                where,
            )
        if _NOTHING_FOLLOWS.search(section["body"]):
            yield Problem(
                "section.nothing-follows",
                "error",
                _("The text ends with a colon, and nothing follows."),
                where,
            )
        if section["body"].strip() and not _cites(page, where):
            yield Problem(
                "section.no-citation",
                "warning",
                _("This section cites no source."),
                where,
            )
        for problem in page.bodies[where].problems:
            yield Problem(
                problem.code,
                problem.severity,
                problem.message,
                f"{where}, {problem.where}" if problem.where else where,
            )


def _cites(page: Page, section: str) -> bool:
    return any(key.kind == "source" for key in page.bodies[section].keys)


def _check_keys(page: Page) -> Iterator[Problem]:
    for kind, model in KINDS.items():
        named = list(page.named(kind))
        known = model.objects.filter(key__in=named).values_list("key", flat=True)  # type: ignore[attr-defined]
        yield from _unknown(kind, set(named) - set(known), page)
    for kind in ("source", "figure", "care-card"):
        missing = {
            key for key in page.named(kind) if f"{kind}:{key}" not in page.records
        }
        yield from _unknown(kind, missing, page)
    yield from _check_anchors(page)


def _check_anchors(page: Page) -> Iterator[Problem]:
    """Links into an article lead to a section that it has."""
    named = {
        key.value: section
        for section, body in page.bodies.items()
        for key in body.keys
        if key.kind == "section"
    }
    articles = {value.partition("#")[0] for value in named}
    known = {
        f"{article}#{key}"
        for article, key in Section.objects.filter(
            article__key__in=articles
        ).values_list("article__key", "key")
    }
    for value in sorted(named.keys() - known):
        yield Problem(
            "section.unknown",
            "error",
            _("There is nothing with the key “%(key)s”.") % {"key": f"article:{value}"},
            named[value],
        )


def _unknown(kind: str, keys: set[str], page: Page) -> Iterator[Problem]:
    for key in sorted(keys):
        yield Problem(
            f"{kind}.unknown",
            "error",
            _("There is nothing with the key “%(key)s”.") % {"key": f"{kind}:{key}"},
            _place_of(f"{kind}:{key}", page),
        )


def _place_of(subject: str, page: Page) -> str:
    for section, body in page.bodies.items():
        for key in body.keys:
            if f"{key.kind}:{key.value.partition('#')[0]}" == subject:
                return f"{section}, line {key.line}"
    return ""


def _check_care_cards(page: Page) -> Iterator[Problem]:
    for card in page.content["care_cards"]:
        where = f"care-card:{card['key']}"
        if not card["heading"]:
            yield Problem(
                "care-card.heading-missing",
                "error",
                _("The care card has no heading in this language."),
                where,
            )
        if not card["items"] or not all(sign for _key, sign in card["items"]):
            yield Problem(
                "care-card.sign-missing",
                "error",
                _("A warning sign of this care card is missing in this language."),
                where,
            )


def _check_figures(page: Page) -> Iterator[Problem]:
    for key, figure in page.content["figures"].items():
        where = f"figure:{key}"
        if not figure["alt"]:
            yield Problem(
                "figure.alt-missing",
                "error",
                _("The drawing has no description in this language."),
                where,
            )
        labels = labels_of(figure)
        for label in label_keys(figure["svg"]):
            if not labels.get(label):
                yield Problem(
                    "figure.label-missing",
                    "error",
                    _("The label “%(key)s” of the drawing is missing in this language.")
                    % {"key": label},
                    where,
                )
        _svg, problems = clean_drawing(figure["svg"])
        for problem in problems:
            yield Problem(problem.code, problem.severity, problem.message, where)


def _check_sources(page: Page) -> Iterator[Problem]:
    for key in page.named("source"):
        source = page.records.get(f"source:{key}")
        if isinstance(source, Source) and not source.can_be_identified:
            yield Problem(
                "source.unidentified",
                "error",
                _("This source cannot be found by what is written of it."),
                f"source:{key}",
            )
