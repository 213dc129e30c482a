"""The printed page: one sheet of paper, both sides."""

from collections.abc import Mapping
from typing import Any

SHEET, SMALL = 8_900, 12_000
"""Characters that fit in letters of the usual size, and in small ones."""

SIGN, SOURCE, DRAWING, PANEL = 20, 100, 500, 1000
"""All else, counted as characters."""


def letters_on_paper(content: Mapping[str, Any]) -> str:
    """The class of an Edition's text so that it fits on one sheet.

    "" in letters of the usual size, "long" in small ones; "long longest" leaves out
    the addresses of its sources, which its page has.
    """
    taken = _taken(content)
    if taken > SMALL:
        return "long longest"
    return "long" if taken > SHEET else ""


def _taken(content: Mapping[str, Any]) -> int:
    texts = [section["body"] for section in content["sections"]]
    for card in content["care_cards"]:
        texts += [card["heading"], card["note"]]
        texts += [sign + " " * SIGN for _key, sign in card["items"]]
    taken = sum(map(len, texts))
    taken += SOURCE * len(content["sources"]) + DRAWING * len(content["figures"])
    return taken + (PANEL if content["act_now"] else 0)
