"""Red flags: when the words of a query are those of a care card's signs."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from articles.searching.synonyms import Meant
from articles.searching.words import Analyzer, words_of

URGENT = ("emergency", "same-day")
_SHARE = 0.45  # of what a query says that the card must say too
_NEARLY_ALL = 0.9
_OF_SIGN = 0.6  # of one sign that a query must say, or else
_CLEAR = 1.4  # how telling its words must be for one sign,
_CLEAR_TOGETHER = 1.1  # for several signs of one card,
_CLEAR_NAME = 0.7  # or for a sign that the glossary has a name for
_OF_HEADING = 0.75
_LEAST = 0.55
_BESIDE = 0.85  # a second card is shown if it fits nearly as well
_MOST_CARDS = 2


@dataclass(frozen=True)
class _Line:
    tokens: frozenset[str]
    is_negated: bool
    is_heading: bool


@dataclass(frozen=True)
class _Match:
    """What a query has in common with a line, and how telling that is.

    `named` is how telling a glossary entry is that both name in other words.
    """

    told: frozenset[str]
    clear: float
    part: float
    is_heading: bool
    named: float


@dataclass(frozen=True)
class _Known:
    card: Mapping[str, Any]
    lines: tuple[_Line, ...]


class Alarms:
    """The urgent care cards of one language.

    `weight` says how telling a token is, from 0 (on nearly every page, such as
    "leg") to 1 (on few).
    """

    def __init__(
        self,
        cards: Iterable[Mapping[str, Any]],
        analyzer: Analyzer,
        weight: Callable[[str], float],
    ) -> None:
        self._analyzer = analyzer
        self._weight = lru_cache(maxsize=10_000)(weight)
        self._known = [
            _Known(
                card,
                tuple(
                    _Line(
                        tokens=frozenset(analyzer.phrase(line)),
                        is_negated=analyzer.negates(words_of(line)),
                        is_heading=place == 0,
                    )
                    for place, line in enumerate(_lines(card))
                ),
            )
            for card in cards
            if card["level"] in URGENT
        ]

    def raised(
        self, words: Iterable[str], tokens: Iterable[str], meant: Sequence[Meant]
    ) -> list[Mapping[str, Any]]:
        """The cards whose signs a query describes, the best first."""
        said, negated = frozenset(tokens), self._analyzer.negates(words)
        scores = [
            (self._score(known, said, meant, negated), known.card)
            for known in self._known
        ]
        best = max((score for score, _ in scores), default=0.0)
        fitting = [each for each in scores if each[0] and each[0] >= best * _BESIDE]
        fitting.sort(key=lambda each: (-each[0], URGENT.index(each[1]["level"])))
        return [card for _, card in fitting[:_MOST_CARDS]]

    def _score(
        self, known: _Known, said: frozenset[str], meant: Sequence[Meant], negated: bool
    ) -> float:
        """How well a query fits a card; 0 if it does not."""
        matches = [
            match
            for line in known.lines
            if (negated or not line.is_negated)
            and (match := self._match(line, said, meant)).clear
        ]
        told = {token for match in matches for token in match.told}
        together = self._sum(told)
        share = together / (self._sum(said) or 1.0)
        clearly = any(map(self._is_clear, matches))
        if not clearly and len(matches) > 1 and share >= _NEARLY_ALL:
            clearly = together >= _CLEAR_TOGETHER
        if share < _SHARE or not clearly:
            return 0.0
        return share * max(match.clear * (1 + match.part) for match in matches)

    def _is_clear(self, match: _Match) -> bool:
        """Whether one sign is told so that it cannot be chance."""
        of_line = _OF_HEADING if match.is_heading else _OF_SIGN
        return (
            match.named >= _CLEAR_NAME
            or (match.part >= of_line and match.clear >= _LEAST)
            or (match.clear >= _CLEAR and not match.is_heading)
        )

    def _match(
        self, line: _Line, said: frozenset[str], meant: Sequence[Meant]
    ) -> _Match:
        told = set(said & line.tokens)
        clear = self._sum(told)
        named = 0.0
        for each in meant:
            names = [
                name
                for name in each.names
                if name != each.named and line.tokens.issuperset(name)
            ]
            if names:
                # As telling as the vaguest: what was typed, what is written, what
                # else it is called.
                vaguest = min(self._sum(name) for name in (*each.names, each.named))
                named = max(named, vaguest)
                if not told.issuperset(each.named):
                    clear += vaguest
                    told |= set(each.named)
        part = clear / (self._sum(line.tokens) or 1.0)
        return _Match(frozenset(told), clear, part, line.is_heading, named)

    def _sum(self, tokens: Iterable[str]) -> float:
        return sum(map(self._weight, tokens))


def _lines(card: Mapping[str, Any]) -> list[str]:
    """The heading and each sign."""
    return [card["heading"], *(sign for _, sign in card["items"])]
