"""From what a reader typed to a query of the index."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import tantivy

from articles.searching.spelling import Spelling
from articles.searching.synonyms import Meant, Synonyms
from articles.searching.words import Analyzer, words_of

FIELDS = {"title": 5.0, "names": 4.0, "heading": 1.5, "text": 1.0}
"""Where words may stand, and how much each place counts."""
TERMS = "terms"
"""The glossary entries that a passage links to."""
CALLED = ("title", "names")

_LONGEST = 300  # characters that are read; a question is shorter
_MOST_WORDS = 24
_OTHER_NAME = 0.8
_TIE_OF_NAMES = 0.3
_MISSPELT = 0.8
_LINK = 2.0
_SMALL_WORD = 1.5
_UNDERSTOOD = 0.5  # of a question's telling words must be known


@dataclass(frozen=True)
class _Word:
    """A telling word of a query and the known words it stands for."""

    typed: str
    known: tuple[str, ...]
    misspelt: bool = False

    @property
    def sureness(self) -> float:
        if not self.known:
            return 0.0
        return _UNDERSTOOD if self.misspelt else 1.0


@dataclass(frozen=True)
class Question:
    """A query as it was understood.

    `words` are its telling words, `small` the others, `tokens` the words in the form of the index, `meant` the glossary entries it
    names, `corrected` its words in the library's spelling if they were others.
    `marks` finds the words to mark in a text.
    """

    query: tantivy.Query = field(repr=False)
    marks: tantivy.Query = field(repr=False)
    words: tuple[str, ...]
    small: tuple[str, ...]
    tokens: tuple[str, ...]
    meant: tuple[Meant, ...]
    corrected: str
    is_understood: bool

    @property
    def is_bare(self) -> bool:
        """Whether it names one thing and nothing besides."""
        return len(self.words) == 1


class Reader:
    """Reads queries with the words and names that the library knows.

    `is_known` says whether a token is in the library, `is_subject` whether pages
    or glossary entries are called by it.
    """

    def __init__(
        self,
        *,
        analyzer: Analyzer,
        schema: tantivy.Schema,
        spelling: Spelling,
        synonyms: Synonyms,
        is_known: Callable[[str], bool],
        is_subject: Callable[[str], bool],
    ) -> None:
        self._analyzer, self._schema = analyzer, schema
        self._spelling, self._synonyms = spelling, synonyms
        self._is_known, self._is_subject = is_known, is_subject

    def read(self, typed: str) -> Question:
        """The question in a query, whatever was typed."""
        telling, small = self._telling(typed)
        words = [self._word(word) for word in telling]
        known = [word for word in words if word.known]
        tokens = tuple(
            dict.fromkeys(token for word in known for token in self._first(word))
        )
        meant = tuple(
            self._synonyms.meant(tokens, negated=self._analyzer.negates(small))
        )
        return Question(
            query=self._query(known, small, meant),
            marks=self._marks(known, meant),
            words=tuple(telling),
            small=tuple(small),
            tokens=tokens,
            meant=meant,
            corrected=self._corrected(words),
            is_understood=self._is_understood(words),
        )

    def nearest(self, typed: str) -> str:
        """The telling words of a query, each as the nearest word the library has."""
        words = [self._word(word) for word in self._telling(typed)[0]]
        return " ".join(
            self._spelling.written(word.known[0]) for word in words if word.known
        )

    def _telling(self, typed: str) -> tuple[list[str], list[str]]:
        """The words that say something, and the small words between them."""
        words = words_of(typed[:_LONGEST].replace("\x00", " "))[:_MOST_WORDS]
        words = list(dict.fromkeys(words))
        small = [word for word in words if word in self._analyzer.stop_words]
        telling = [word for word in words if word not in self._analyzer.stop_words]
        return (telling, small) if telling else (small, [])

    def _word(self, typed: str) -> _Word:
        tokens = self._analyzer.tokens(typed)
        forms = self._spelling.forms(typed)
        if typed in self._spelling or (
            len(tokens) > 1 and all(map(self._is_known, tokens))
        ):
            return _Word(typed, (typed, *forms))
        if forms:
            return _Word(typed, tuple(forms))
        near = self._spelling.near(typed)
        if all(map(self._is_known, tokens)):  # another form of a known word, it seems
            return _Word(typed, (typed, *near))
        if near:
            return _Word(typed, tuple(near), misspelt=True)
        return _Word(typed, tuple(self._spelling.beginning(typed)), misspelt=True)

    def _first(self, word: _Word) -> tuple[str, ...]:
        return self._analyzer.tokens(word.known[0])

    def _corrected(self, words: Sequence[_Word]) -> str:
        """The telling words with the misspelt ones put right; "" if none was."""
        if not any(word.misspelt for word in words):
            return ""
        readings = (word.known[0] if word.known else word.typed for word in words)
        return " ".join(map(self._spelling.written, readings))

    def _is_understood(self, words: Sequence[_Word]) -> bool:
        """Most words are known, and one of them is what pages are about.

        A guess is good enough for that only if it is all that was typed.
        """
        if len(words) == 1:
            readings = words[0].known
        else:
            readings = tuple(word.known[0] for word in words if not word.misspelt)
        if not any(
            self._is_subject(token)
            for reading in readings
            for token in self._analyzer.tokens(reading)
        ):
            return False
        return sum(word.sureness for word in words) >= _UNDERSTOOD * len(words)

    def _query(
        self, words: Sequence[_Word], small: Iterable[str], meant: Iterable[Meant]
    ) -> tantivy.Query:
        """One list of clauses, as flat as can be: the engine is fast with those."""
        left = list(words)
        clauses = []
        for each in meant:
            named = [word for word in left if set(self._first(word)) <= set(each.named)]
            said = {token for word in named for token in self._first(word)}
            if said.issuperset(each.named):
                left = [word for word in left if word not in named]
                typed = [clause for word in named for clause in self._clauses(word)]
                clauses.append(_best([_some(typed), self._otherwise(each)]))
            elif len(each.named) > 1:
                clauses.append(self._otherwise(each))
        clauses += [clause for word in left for clause in self._clauses(word)]
        clauses += [clause for word in small for clause in self._called(word)]
        return _some(clauses)

    def _clauses(self, word: _Word) -> list[tantivy.Query]:
        """A word wherever it stands, or the best of its readings."""
        readings = [self._analyzer.tokens(known) for known in word.known]
        if len(readings) == 1 and len(readings[0]) == 1 and not word.misspelt:
            return self._places(readings[0][0])
        clause = _best([self._tokens(tokens) for tokens in readings])
        return [tantivy.Query.boost_query(clause, _MISSPELT if word.misspelt else 1.0)]

    def _otherwise(self, meant: Meant) -> tantivy.Query:
        """The other names of a thing, and the passages that link to its entry."""
        clauses = [self._tokens(name) for name in meant.others]
        clauses.append(self._term(TERMS, meant.term, _LINK))
        best = tantivy.Query.disjunction_max_query(clauses, tie_breaker=_TIE_OF_NAMES)
        return tantivy.Query.boost_query(best, _OTHER_NAME)

    def _tokens(self, tokens: Iterable[str]) -> tantivy.Query:
        return _all([_some(self._places(token)) for token in tokens])

    def _places(self, token: str) -> list[tantivy.Query]:
        """A token in each place; a passage that has it in several counts more."""
        return [self._term(name, token, weight) for name, weight in FIELDS.items()]

    def _called(self, small: str) -> list[tantivy.Query]:
        """A small word counts in what a page is called: "why", "when", "what"."""
        return [
            self._term(name, token, _SMALL_WORD)
            for name in CALLED
            for token in self._analyzer.tokens(small)
        ]

    def _term(self, name: str, token: str, weight: float) -> tantivy.Query:
        term = tantivy.Query.term_query(self._schema, name, token, "freq")
        return tantivy.Query.boost_query(term, weight)

    def _marks(self, words: Iterable[_Word], meant: Iterable[Meant]) -> tantivy.Query:
        typed = {
            token
            for word in words
            for known in word.known
            for token in self._analyzer.tokens(known)
        }
        others = {name[0] for each in meant for name in each.others if len(name) == 1}
        return _some(
            [
                tantivy.Query.term_query(self._schema, "text", token, "freq")
                for token in sorted(typed | others)
            ]
        )


def _all(clauses: Sequence[tantivy.Query]) -> tantivy.Query:
    if len(clauses) == 1:
        return clauses[0]
    return tantivy.Query.boolean_query([(tantivy.Occur.Must, each) for each in clauses])


def _some(clauses: Sequence[tantivy.Query]) -> tantivy.Query:
    if len(clauses) == 1:
        return clauses[0]
    return tantivy.Query.boolean_query(
        [(tantivy.Occur.Should, each) for each in clauses]
    )


def _best(clauses: Sequence[tantivy.Query]) -> tantivy.Query:
    if len(clauses) == 1:
        return clauses[0]
    return tantivy.Query.disjunction_max_query(list(clauses))
