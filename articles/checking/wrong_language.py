"""A text in the wrong language: told by the small words that no text lacks."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.composing import Page
from articles.languages import known
from articles.problems import Problem
from articles.rendering import plain_text

SMALL_WORDS = {
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "des",
            "du",
            "une",
            "est",
            "et",
            "pas",
            "que",
            "qui",
            "pour",
            "dans",
            "sur",
            "avec",
            "vous",
            "votre",
            "il",
            "elle",
            "ne",
            "ce",
            "cette",
            "ou",
            "sont",
            "au",
            "aux",
            "plus",
        ]
    ),
    "nb": frozenset(
        [
            "og",
            "det",
            "er",
            "ikke",
            "på",
            "som",
            "en",
            "et",
            "av",
            "til",
            "du",
            "har",
            "kan",
            "med",
            "for",
            "den",
            "de",
            "å",
            "i",
            "eller",
            "om",
            "hvis",
            "seg",
            "ved",
            "fra",
        ]
    ),
    "es": frozenset(
        [
            "el",
            "los",
            "las",
            "y",
            "que",
            "no",
            "en",
            "un",
            "una",
            "por",
            "con",
            "para",
            "su",
            "se",
            "del",
            "al",
            "más",
            "si",
            "está",
            "como",
            "usted",
            "o",
            "pero",
            "le",
            "lo",
        ]
    ),
    "en": frozenset(
        [
            "the",
            "and",
            "is",
            "of",
            "to",
            "in",
            "that",
            "it",
            "with",
            "you",
            "your",
            "are",
            "for",
            "not",
            "this",
            "or",
            "have",
            "be",
            "can",
            "from",
        ]
    ),
}
LEAST = 12
"""Small words a section must have before anything is said of its language."""


def check_language(page: Page) -> Iterator[Problem]:
    """A problem for each section that reads like another language than its own."""
    for section in page.content["sections"]:
        text = f"{section['heading']}\n{plain_text(page.bodies[section['key']].html)}"
        found = language_of(text)
        if found not in ("", page.language):
            yield Problem(
                "text.wrong-language",
                "error",
                _("This reads like “%(found)s”, not “%(wanted)s”.")
                % {"found": known(found).name, "wanted": known(page.language).name},
                section["key"],
            )


def language_of(text: str) -> str:
    """The code of the language whose small words a text uses, "" if it is unclear."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    counts = {
        code: sum(word in small for word in words)
        for code, small in SMALL_WORDS.items()
    }
    best = max(counts, key=lambda code: counts[code])
    others = max(count for code, count in counts.items() if code != best)
    return best if counts[best] >= LEAST and counts[best] >= 2 * others else ""
