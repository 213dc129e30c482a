"""Advice that never blocks: how a text reads, and what a careful editor looks at."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.composing import Page
from articles.models import Source, Term
from articles.problems import Problem
from articles.readability import LENIENT, MAX_LONG_SHARE, TARGETS, score
from articles.rendering import plain_text

VAGUE = {
    "fr": ("ici", "cliquez ici", "lire la suite", "en savoir plus", "ce lien"),
    "nb": ("her", "klikk her", "les mer", "denne lenken"),
    "es": ("aquí", "haga clic aquí", "leer más", "más información", "este enlace"),
}
"""Words of a link that do not say where it leads."""

_LINK = re.compile(r"\[([^\]\n]+)\]\((?:article|term|https):?[^)\n]*\)")


def check_advice(page: Page) -> Iterator[Problem]:
    """Warnings on reading, links, terms and sources of a page, for the checklist.

    Not part of `check_page`: a page is published many times without them.
    """
    yield from _check_reading(page)
    yield from _check_links(page)
    yield from _check_terms(page)
    yield from _check_days(page)


def _check_reading(page: Page) -> Iterator[Problem]:
    content = page.content
    parts = [content["title"], content["lead"]]
    for section in content["sections"]:
        html = page.bodies[section["key"]].html
        parts += [section["heading"], plain_text(html)]
    result = score("\n".join(parts), page.language)
    target = TARGETS.get(page.language)
    lenient = page.article.key in LENIENT
    if (
        target is not None
        and result.value is not None
        and not target.met_by(result.value, lenient=lenient)
    ):
        yield Problem(
            "reading.hard",
            "warning",
            _("Harder to read than the target: %(formula)s %(value).1f.")
            % {"formula": result.formula, "value": result.value},
        )
    if result.long_sentence_share > MAX_LONG_SHARE:
        yield Problem(
            "reading.long-sentences",
            "warning",
            _("More than one sentence in ten has over 20 words."),
        )


def _check_links(page: Page) -> Iterator[Problem]:
    vague = VAGUE.get(page.language, ())
    for section in page.content["sections"]:
        for words in _LINK.findall(section["body"]):
            if words.strip().lower() in vague:
                yield Problem(
                    "link.vague",
                    "warning",
                    _("The link “%(words)s” does not say where it leads.")
                    % {"words": words},
                    section["key"],
                )


def _check_terms(page: Page) -> Iterator[Problem]:
    """A professional word must stand beside its everyday word, or link to it."""
    text = "\n".join(section["body"] for section in page.content["sections"])
    linked = set(page.named("term"))
    rows = Term.objects.exclude(key__in=linked).values_list(
        "key", f"plain_{page.language}", f"professional_{page.language}"
    )
    for _key, plain, professional in rows:
        if not plain or not professional or plain.lower() == professional.lower():
            continue
        if _stands_in(professional, text) and not _stands_in(plain, text):
            yield Problem(
                "words.unexplained",
                "warning",
                _("“%(word)s” is not explained; the everyday word is “%(plain)s”.")
                % {"word": professional, "plain": plain},
            )


def _stands_in(words: str, text: str) -> bool:
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    return re.search(pattern, text, re.IGNORECASE) is not None


def _check_days(page: Page) -> Iterator[Problem]:
    unchecked = [
        record.key
        for record in page.records.values()
        if isinstance(record, Source) and not record.checked_on
    ]
    if unchecked:
        yield Problem(
            "source.unchecked",
            "warning",
            _("Nobody has opened these sources since they were written down: %(keys)s.")
            % {"keys": ", ".join(sorted(unchecked))},
        )
