"""The words of a text or a query in the one form in which they meet."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

import tantivy

from articles.languages import known
from articles.searching.stop_words import NEGATIONS, STOP_WORDS

_WORD = re.compile(r"[^\W_]+")
_LIGATURES = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ß": "ss", "ð": "d"})
COMPOUNDING = frozenset({"nb"})
"""The languages that write compounds as one word."""
STEMMED_TWICE = frozenset({"fr"})
"""Folding leaves "gonflee", of which the first pass makes "gonfle", not "gonfl"."""
_LINKS = ("", "s", "e")
# Endings that are words too; without them "medisin|ene" would count as a compound.
_ENDINGS = frozenset({"ene", "else", "eren", "ende", "inger", "heten", "lig", "lige"})
_LONGEST_WORD = 40


def fold(text: str) -> str:
    """Lower case without accents: "Œdème" becomes "oedeme", "åre" "are"."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def words_of(text: str) -> list[str]:
    """The folded words of a text; an elision ("l’eau") counts as two."""
    return _WORD.findall(fold(text))


@dataclass
class Vocabulary:
    """Words by their folded form: how often each occurs, and how it is written."""

    counts: Counter[str] = field(default_factory=Counter)
    written: dict[str, str] = field(default_factory=dict)

    def add(self, texts: Iterable[str]) -> None:
        raw: Counter[str] = Counter()
        for text in texts:
            raw.update(_WORD.findall(unicodedata.normalize("NFC", text.lower())))
        for word, times in raw.items():  # folding each word once is ten times faster
            folded = fold(word)
            if times > self.counts[folded] or folded not in self.written:
                self.written[folded] = word
            self.counts[folded] += times

    def without(self, words: Iterable[str]) -> "Vocabulary":
        left = Vocabulary(self.counts.copy(), self.written)
        for word in words:
            del left.counts[word]
        return left


class Analyzer:
    """Folds, splits and stems the words of one language, texts and queries alike.

    `vocabulary` are the folded words of the library: a compound is split where
    both parts are among them.
    """

    def __init__(self, language: str, vocabulary: Iterable[str] = ()) -> None:
        self.language = language
        self.stop_words = frozenset(map(fold, STOP_WORDS.get(language, "").split()))
        self._negations = frozenset(NEGATIONS.get(language, "").split())
        self.parts = self._parts(set(vocabulary))
        self.tantivy = self._build()
        self.tokens = lru_cache(maxsize=50_000)(self._tokens)

    def phrase(self, text: str) -> tuple[str, ...]:
        """The tokens of a text without its stop words; all if nothing else is left."""
        words = words_of(text)
        telling = [word for word in words if word not in self.stop_words]
        return tuple(token for word in telling or words for token in self.tokens(word))

    def negates(self, words: Iterable[str]) -> bool:
        """Whether one of these folded words is a "not"."""
        return not self._negations.isdisjoint(words)

    def _tokens(self, word: str) -> tuple[str, ...]:
        """The tokens of one word: one, or one for each part of a compound."""
        return tuple(self.tantivy.analyze(word))

    def _build(self) -> tantivy.TextAnalyzer:
        builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        builder = builder.filter(tantivy.Filter.remove_long(_LONGEST_WORD))
        builder = builder.filter(tantivy.Filter.lowercase())
        builder = builder.filter(tantivy.Filter.ascii_fold())
        if self.parts:
            builder = builder.filter(tantivy.Filter.split_compound(sorted(self.parts)))
        for _ in range(2 if self.language in STEMMED_TWICE else 1):
            stemmer = tantivy.Filter.stemmer(known(self.language).stemmer)
            builder = builder.filter(stemmer)
        return builder.build()

    def _parts(self, vocabulary: set[str]) -> set[str]:
        """The words compounds are made of, with the letters that link them."""
        if self.language not in COMPOUNDING:
            return set()
        simple = {word for word in vocabulary if self._can_be_part(word)}
        whole = {word for word in simple if not _splits(word, simple)}
        return whole | {f"{word}{link}" for word in whole for link in _LINKS}

    def _can_be_part(self, word: str) -> bool:
        return (
            3 <= len(word) <= _LONGEST_WORD
            and word.isalpha()
            and word not in self.stop_words
            and word not in _ENDINGS
        )


def _splits(word: str, parts: set[str]) -> bool:
    """Whether a word is two others of at least three letters, linked or not."""
    return any(
        word[place:] in parts
        and any(
            word[:place].endswith(link) and word[: place - len(link)] in parts
            for link in _LINKS
        )
        for place in range(3, len(word) - 2)
    )
