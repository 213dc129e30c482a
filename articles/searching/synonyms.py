"""The glossary as a searcher uses it: every name of a thing stands for the others."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from articles.searching.words import Analyzer, words_of

Phrase = tuple[str, ...]
_MOST_OTHERS = 12
_NOTE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Meant:
    """A glossary entry that a query names as `named`; `names` are all its names."""

    term: str
    named: Phrase
    names: tuple[Phrase, ...]

    @property
    def others(self) -> tuple[Phrase, ...]:
        """The names that say it in other words, not in more or fewer."""
        named = set(self.named)
        return tuple(
            name
            for name in self.names
            if not named.issuperset(name) and not named.issubset(name)
        )[:_MOST_OTHERS]


@dataclass(frozen=True)
class _Name:
    term: str
    phrase: Phrase
    is_negated: bool


class Synonyms:
    """Every name of every glossary entry of one language, as tokens."""

    def __init__(
        self, terms: Iterable[tuple[str, Mapping[str, str]]], analyzer: Analyzer
    ) -> None:
        self._names: dict[str, tuple[Phrase, ...]] = {}
        self._by_token: dict[str, list[_Name]] = {}
        for key, text in terms:
            written = names_of(text)
            self._names[key] = tuple(
                dict.fromkeys(filter(None, map(analyzer.phrase, written)))
            )
            # What is never written is typed all the same.
            for each in (*written, *text["avoid"].splitlines()):
                phrase = analyzer.phrase(each)
                if phrase:
                    name = _Name(key, phrase, analyzer.negates(words_of(each)))
                    self._by_token.setdefault(phrase[0], []).append(name)

    @property
    def tokens(self) -> set[str]:
        """Every token of a name."""
        return {
            token for names in self._names.values() for name in names for token in name
        }

    def meant(self, tokens: Iterable[str], *, negated: bool = False) -> list[Meant]:
        """The entries that a query names, each by its longest name, longest first.

        A name with a "not" in it is meant only by a query with a "not".
        """
        said = frozenset(tokens)
        longest: dict[str, Phrase] = {}
        for token in said:
            for name in self._by_token.get(token, ()):
                if name.is_negated and not negated:
                    continue
                if said.issuperset(name.phrase) and len(name.phrase) > len(
                    longest.get(name.term, ())
                ):
                    longest[name.term] = name.phrase
        return [
            Meant(term, phrase, self._names[term])
            for term, phrase in sorted(
                longest.items(), key=lambda each: (-len(each[1]), each[0])
            )
        ]


def names_of(text: Mapping[str, str]) -> list[str]:
    """All names of an entry; what stands in brackets is a name of its own."""
    names = [text["plain"], text["professional"], *text["synonyms"].splitlines()]
    apart = [part for name in names for part in (_NOTE.sub("", name), *_inside(name))]
    return [name.strip() for name in apart if name.strip()]


def _inside(name: str) -> list[str]:
    return [note.strip("()") for note in _NOTE.findall(name)]
