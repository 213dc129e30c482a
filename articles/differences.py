"""What differs between two texts, word by word."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_WORDS = re.compile(r"\s*\S+|\s+$")
LONGEST = 2_000
"""Words of one changed stretch that are compared; a longer one is shown whole."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text that both have, or that only one of them has."""

    kind: Literal["same", "deleted", "inserted"]
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """The pieces that make both texts: lines are matched first, then their words."""
    pieces = _matched(
        before.splitlines(keepends=True), after.splitlines(keepends=True), _words
    )
    return _joined(pieces)


def _words(before: str, after: str) -> Iterator[Piece]:
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) > LONGEST or len(new) > LONGEST:
        return _whole(before, after)
    return _matched(old, new, _whole)


def _matched(
    before: Sequence[str],
    after: Sequence[str],
    otherwise: Callable[[str, str], Iterator[Piece]],
) -> Iterator[Piece]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for what, start, end, new_start, new_end in matcher.get_opcodes():
        old, new = "".join(before[start:end]), "".join(after[new_start:new_end])
        if what == "equal":
            yield Piece("same", old)
        else:
            yield from otherwise(old, new)


def _whole(before: str, after: str) -> Iterator[Piece]:
    if before:
        yield Piece("deleted", before)
    if after:
        yield Piece("inserted", after)


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece."""
    joined: list[Piece] = []
    for piece in pieces:
        if joined and joined[-1].kind == piece.kind:
            joined[-1] = Piece(piece.kind, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return joined
