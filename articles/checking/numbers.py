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
    pairs = [
        (section["key"], original[section["key"]], section["body"])
        for section in page.content["sections"]
        if section["body"] and original.get(section["key"])
    ]
    explained = _explained(pairs)
    for key, there, body in pairs:
        if numbers_in(body) != numbers_in(there) and (there, body) not in explained:
            yield Problem(
                "numbers.differ",
                "error",
                _("Numbers differ from the original: %(numbers)s.")
                % {"numbers": _difference(numbers_in(there), numbers_in(body))},
                key,
            )
        if len(_ITEM.findall(body)) != len(_ITEM.findall(there)):
            yield Problem(
                "items.differ",
                "warning",
                _("The lists do not have as many items as in the original."),
                key,
            )


def pair_digest(original: str, translation: str) -> str:
    """What an explanation is bound to: these two bodies and no others."""
    return digest("numbers", "", [original, translation])


def _explained(pairs: list[tuple[str, str, str]]) -> set[tuple[str, str]]:
    """The pairs of bodies whose difference somebody has explained."""
    digests = {pair_digest(there, body): (there, body) for _key, there, body in pairs}
    rows = Explanation.objects.filter(pair__in=digests).values_list("pair", flat=True)
    return {digests[pair] for pair in rows}


def _difference(original: Counter[str], here: Counter[str]) -> str:
    missing = ", ".join(sorted((original - here).elements())) or "–"
    added = ", ".join(sorted((here - original).elements())) or "–"
    return f"{missing} → {added}"
