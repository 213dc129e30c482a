"""Numbers must be the same in a translation as in its source, section by section."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.composing import Page
from articles.digest import digest
from articles.models import Explanation
from articles.problems import Problem

# Bounded, so that a text of brackets alone does not take minutes.
_KEYS = re.compile(
    r"\]\([^)\n]{0,400}\)|\[@[^\]\n]{0,100}\]|^[ \t]*+\d+\.\s", re.MULTILINE
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_PLACEHOLDER = re.compile(r"\{\w+\}")
_ITEM = re.compile(r"^(?:- |\d+\. )", re.MULTILINE)


def numbers_in(text: str) -> Counter[str]:
    """How often each figure and placeholder stands in a text; 1.5 is 1,5."""
    bare = re.sub(r"(?<=\d)[\u00a0\u202f ](?=\d{3}\b)", "", _KEYS.sub(" ", text))
    found = [number.replace(".", ",") for number in _NUMBER.findall(bare)]
    return Counter([*found, *_PLACEHOLDER.findall(text)])


def check_numbers(page: Page) -> Iterator[Problem]:
    """Problems where a section's numbers or list items differ from the source's."""
    source_language = page.content["source_language"]
    source = page.article.text(source_language)
    if page.language == source_language or source is None:
        return
    original = {key: body for key, _heading, body in source["sections"]}
    for section in page.content["sections"]:
        body, there = section["body"], original.get(section["key"], "")
        if not body or not there:
            continue
        here = numbers_in(body)
        if here != numbers_in(there) and not _is_explained(there, body):
            yield Problem(
                "numbers.differ",
                "error",
                _("Numbers differ from the original: %(numbers)s.")
                % {"numbers": _difference(numbers_in(there), here)},
                section["key"],
            )
        if len(_ITEM.findall(body)) != len(_ITEM.findall(there)):
            yield Problem(
                "items.differ",
                "warning",
                _("The lists do not have as many items as in the original."),
                section["key"],
            )


def pair_digest(original: str, translation: str) -> str:
    """What an explanation is bound to: these two bodies and no others."""
    return digest("numbers", "", [original, translation])


def _is_explained(original: str, translation: str) -> bool:
    pair = pair_digest(original, translation)
    return Explanation.objects.filter(pair=pair).exists()


def _difference(original: Counter[str], here: Counter[str]) -> str:
    missing = ", ".join(sorted((original - here).elements())) or "–"
    added = ", ".join(sorted((here - original).elements())) or "–"
    return f"{missing} → {added}"
