"""The printed page: one sheet of paper, both sides."""

from collections.abc import Mapping
from typing import Any

SHEET = 9_500
"""Characters that fit in letters of the usual size, all else counted as characters."""

SIGN, SOURCE, DRAWING, PANEL = 20, 100, 500, 1000


def needs_small_letters(content: Mapping[str, Any]) -> bool:
    """Whether an Edition's content is too long for one sheet in the usual size."""
    texts = [section["body"] for section in content["sections"]]
    for card in content["care_cards"]:
        texts += [card["heading"], card["note"]]
        texts += [sign + " " * SIGN for _key, sign in card["items"]]
    taken = sum(map(len, texts))
    taken += SOURCE * len(content["sources"]) + DRAWING * len(content["figures"])
    return taken + (PANEL if content["act_now"] else 0) > SHEET
