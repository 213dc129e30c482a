"""What the site must never say, whoever writes it.

A sentence is refused when it makes one of the claims of `claims`; a question
or a denial may stand. Doses, telephone numbers, brands and clinics never may.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import islice, product

from django.utils.translation import gettext as _

from articles.checking.claims import ALWAYS, CLAIMS, DENIALS, NEGATIONS
from articles.problems import Problem

MAX_PLACES = 6
"""Places looked at for each pattern of a claim in one sentence."""

# Bounded, so that a text of brackets alone does not take minutes.
_KEY = re.compile(r"\[@[^\]\n]{0,100}\]|\]\([^)\n]{0,400}\)")
_MARK = re.compile(r"\*\*|[\[\]]|^#+\s|^:::\w*\s?|^(?:-|\d+\.)\s", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.!?]) +|\n")
_CLAUSE = re.compile(r"[,;:|()]")


def check_statements(text: str, language: str, where: str = "") -> Iterator[Problem]:
    """A blocking problem for each sentence the site must never say.

    `text` is Markdown in `language`; `where` names its place in the problems.
    """
    plain = _plain(text)
    for code, pattern in ALWAYS.items():
        for found in re.finditer(pattern, plain, re.IGNORECASE):
            yield _problem(code, found[0], where)
    for sentence in _SENTENCE_END.split(plain):
        for code in CLAIMS:
            if _claims(sentence, code, language):
                yield _problem(code, sentence.strip(), where)


def _plain(text: str) -> str:
    """The words as they are read, with ordinary spaces and apostrophes."""
    bare = _MARK.sub("", _KEY.sub(" ", unicodedata.normalize("NFC", text)))
    return re.sub(r"[^\S\n]", " ", bare.replace("'", "’"))


def _claims(sentence: str, code: str, language: str) -> bool:
    """Whether a sentence makes a claim: all its words, and no word against them."""
    if sentence.rstrip().endswith("?"):
        return False
    patterns = _patterns(code, language)
    places = [
        [found.span() for found in islice(pattern.finditer(sentence), MAX_PLACES)]
        for pattern in patterns
    ]
    if not patterns or not all(places):
        return False
    if _denial(language).search(sentence):
        return False
    return any(
        not _negation(language).search(sentence, *_clauses_around(sentence, chosen))
        for chosen in product(*places)
    )


def _clauses_around(
    sentence: str, places: tuple[tuple[int, int], ...]
) -> tuple[int, int]:
    """Start and end of the clauses that hold the given places."""
    first = min(start for start, _end in places)
    last = max(end for _start, end in places)
    breaks = [found.start() for found in _CLAUSE.finditer(sentence)]
    start = max((at + 1 for at in breaks if at < first), default=0)
    end = min((at for at in breaks if at >= last), default=len(sentence))
    return start, end


@cache
def _patterns(code: str, language: str) -> tuple[re.Pattern[str], ...]:
    return tuple(
        re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE)
        for words in CLAIMS[code].get(language, ())
    )


@cache
def _negation(language: str) -> re.Pattern[str]:
    return _any_of(NEGATIONS.get(language, ""))


@cache
def _denial(language: str) -> re.Pattern[str]:
    return _any_of(DENIALS.get(language, ""))


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words or '(?!)'})(?!\w)", re.IGNORECASE)


def _problem(code: str, words: str, where: str) -> Problem:
    message = _("The site never says this: “%(words)s”.") % {"words": words[:80]}
    return Problem(code, "error", message, where)
