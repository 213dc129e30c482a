"""The index of one language, held in memory: building it and asking it."""

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import tantivy

from articles.searching.alarms import Alarms
from articles.searching.pages import Page, Terms
from articles.searching.queries import CALLED, FIELDS, TERMS, Question, Reader
from articles.searching.snippets import Snippets, beginning
from articles.searching.spelling import Spelling
from articles.searching.synonyms import Synonyms
from articles.searching.words import Analyzer, Vocabulary

HELP = "when-to-get-help"
GET_HELP = "get-help"
"""The anchor of the care cards, on the page of every article."""
AT_ONCE = {"cramp": "first-aid", "calf-cramp": "first-aid"}
"""Who types a bare name of a cramp has one now: what to do comes first."""

_MOST_PAGES = 10
_PASSAGES = 40  # of which the best of each page counts
_START, _START_OF_BARE = 1.1, 1.5
"""What an article to start with counts more: most if one word was typed."""
_MEMORY = 30_000_000  # bytes, for the writer
_COMMON = 50  # a token in every 50th passage is as telling as any


@dataclass(frozen=True)
class Hit:
    """A page that answers, at the section that does; `snippet` is safe HTML."""

    article: str
    topic: str
    slug: str
    title: str
    section: str
    heading: str
    snippet: str


@dataclass(frozen=True)
class Found:
    """What one query leads to.

    `read_as` is the query as it was understood if a word was misspelt. `terms`
    are glossary entries it names, `cards` the care cards whose signs it tells.
    """

    hits: list[Hit] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    cards: list[Mapping[str, Any]] = field(default_factory=list)
    read_as: str = ""


class Engine:
    """Answers queries in one language; `replace` follows what is published."""

    def __init__(self, language: str, pages: Iterable[Page], terms: Terms) -> None:
        self.language = language
        pages = list(pages)
        self.size = len(pages)
        self._vocabulary = Vocabulary()
        self._vocabulary.add(_texts(pages))
        self._vocabulary.add(_of_terms(terms))
        self._analyzer = Analyzer(language, self._vocabulary.counts)
        self._index = _new_index(self._analyzer)
        self._writer = self._index.writer(_MEMORY, num_threads=1)
        self._cards: dict[str, tuple[int, Mapping[str, Any]]] = {}
        self._add(pages)
        self.learn(terms)

    def replace(self, articles: Iterable[str], pages: Iterable[Page]) -> None:
        """Take the pages of these articles out and put in those that are live."""
        for article in articles:
            self._writer.delete_documents_by_term("article", article)
        pages = list(pages)
        self._vocabulary.add(_texts(pages))
        self._add(pages)

    def learn(self, terms: Terms) -> None:
        """Take the glossary, and know the words and signs that there are now."""
        analyzer, searcher = self._analyzer, self._index.searcher()
        synonyms = Synonyms(terms, analyzer)
        names = synonyms.tokens
        everything = max(searcher.num_docs, 1)

        small = {each for word in analyzer.stop_words for each in analyzer.tokens(word)}

        def stands_in(token: str, fields: Iterable[str]) -> bool:
            return token not in small and any(
                searcher.doc_freq(name, token) for name in fields
            )

        def weight(token: str) -> float:
            share = searcher.doc_freq("text", token) / everything
            return min(1.0, -math.log(max(share, 0.001)) / math.log(_COMMON))

        self._reader = Reader(
            analyzer=analyzer,
            schema=self._index.schema,
            spelling=Spelling(
                self._vocabulary.without(analyzer.stop_words), self.language
            ),
            synonyms=synonyms,
            is_known=lambda token: token in names or stands_in(token, FIELDS),
            is_subject=lambda token: token in names or stands_in(token, CALLED),
        )
        cards = [card for _, card in self._cards.values()]
        self._alarms = Alarms(cards, analyzer, weight)

    def find(self, query: str) -> Found:
        """What answers a query, whatever is in it."""
        question = self._reader.read(query)
        cards = self._alarms.raised(question.small, question.tokens, question.meant)
        if not (question.is_understood or cards):
            return Found()
        hits = self._hits(question, HELP if cards else _at_once(question))
        if cards:
            hits = [_at_the_cards(hit) if hit.article == HELP else hit for hit in hits]
        return Found(hits, _named(question), cards, question.corrected)

    def page(self, article: str) -> Hit | None:
        """A page by its key, if it is live."""
        return next(iter(self._top(article)), None)

    def suggestion(self, query: str) -> str:
        """The words of a query in the library's spelling, if they find something."""
        nearest = self._reader.nearest(query)
        return nearest if nearest and self.find(nearest).hits else ""

    def _hits(self, question: Question, first: str) -> list[Hit]:
        """The pages that answer, `first` before them whatever the ranking says."""
        searcher = self._index.searcher()
        snippets = Snippets(searcher, question.marks, self._index.schema)
        hits = [
            _hit(searcher.doc(place), snippets.of)
            for place in self._places(searcher, question)
        ]
        if not first:
            return hits
        top = [hit for hit in hits if hit.article == first] or self._top(first)
        return [*top, *(hit for hit in hits if hit.article != first)]

    def _places(
        self, searcher: tantivy.Searcher, question: Question
    ) -> list[tantivy.DocAddress]:
        """The best passage of each page, the best page first."""
        start = _START_OF_BARE if question.is_bare else _START
        found = searcher.search(question.query, limit=_PASSAGES, count=False).hits
        places = [place for _, place in found]
        editions = searcher.fast_field_values("edition", places)
        starts = searcher.fast_field_values("start", places)
        best: dict[Any, tuple[float, int]] = {}
        for number, (score, _) in enumerate(found):
            factor = start if starts[number] else 1.0
            best.setdefault(editions[number], (-score * factor, number))
        return [places[number] for _, number in sorted(best.values())[:_MOST_PAGES]]

    def _top(self, article: str) -> list[Hit]:
        """The first passage of an article, if it is live."""
        searcher = self._index.searcher()
        query = tantivy.Query.term_query(self._index.schema, "article", article)
        found = searcher.search(query, limit=1, count=False).hits
        return [_hit(searcher.doc(place), beginning) for _, place in found]

    def _add(self, pages: Iterable[Page]) -> None:
        for page in pages:
            for card in page.care_cards:
                if self._cards.get(card["key"], (0, {}))[0] <= page.edition:
                    self._cards[card["key"]] = (page.edition, card)
            for document in _documents(page):
                self._writer.add_document(document)
        self._writer.commit()
        self._index.reload()


def _new_index(analyzer: Analyzer) -> tantivy.Index:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("article", stored=True, tokenizer_name="raw")
    builder.add_bytes_field("about", stored=True)
    builder.add_unsigned_field("edition", fast=True)
    builder.add_boolean_field("start", fast=True)
    for name in FIELDS:
        stored = name == "text"
        builder.add_text_field(
            name, stored=stored, tokenizer_name="words", index_option="freq"
        )
    builder.add_text_field(TERMS, tokenizer_name="whitespace", index_option="freq")
    index = tantivy.Index(builder.build())
    index.register_tokenizer("words", analyzer.tantivy)
    return index


def _documents(page: Page) -> Iterator[tantivy.Document]:
    for passage in page.passages:
        about = {
            "topic": page.topic,
            "slug": page.slug,
            "title": page.title,
            "section": passage.section,
            "heading": passage.heading,
        }
        document = tantivy.Document()
        document.add_text("article", page.article)
        document.add_bytes("about", json.dumps(about).encode())
        document.add_unsigned("edition", page.edition)
        document.add_boolean("start", page.start)
        document.add_text("title", page.title)
        document.add_text("names", page.also_called)
        document.add_text("heading", passage.heading)
        document.add_text("text", passage.text)
        document.add_text(TERMS, " ".join(passage.terms))
        yield document


def _texts(pages: Iterable[Page]) -> Iterator[str]:
    for page in pages:
        yield f"{page.title}\n{page.also_called}"
        for passage in page.passages:
            yield f"{passage.heading}\n{passage.text}"
        for card in page.care_cards:
            yield "\n".join(sign for _, sign in card["items"])


def _of_terms(terms: Terms) -> Iterator[str]:
    return ("\n".join(text.values()) for _, text in terms)


def _hit(document: Any, snippet: Callable[[Any], str]) -> Hit:
    return Hit(
        article=document.get_first("article"),
        **json.loads(document.get_first("about")),
        snippet=snippet(document),
    )


def _at_the_cards(hit: Hit) -> Hit:
    return replace(hit, section=GET_HELP, heading="")


def _at_once(question: Question) -> str:
    """The article for those who have a cramp now, if that is all they say."""
    for each in question.meant:
        if each.term in AT_ONCE and set(each.named) == set(question.tokens):
            return AT_ONCE[each.term]
    return ""


def _named(question: Question) -> list[str]:
    """The glossary entries that say most of what a query says."""
    longest = max((len(each.named) for each in question.meant), default=0)
    if 2 * longest < len(question.tokens):
        return []
    return [each.term for each in question.meant if len(each.named) == longest][:2]
