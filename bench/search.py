"""How fast the search is, in process, with many texts.

    .venv/bin/python -m bench.search [texts]

Prints a table in Markdown for bench/README.md. The bare engine answers the same
queries in the same run: its own query parser over the same fields, ten documents,
their snippets. SQLite's FTS5 holds the same texts.
"""

import os
import random
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence

import django
import tantivy

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "calfhealth.settings")
django.setup()

from articles.models.record import language_codes  # noqa: E402
from articles.searching.engine import Engine  # noqa: E402
from articles.searching.pages import (  # noqa: E402
    Page,
    Passage,
    Version,
    read_pages,
    read_version,
)
from articles.searching.queries import FIELDS  # noqa: E402

WORDS = 30_000
LENGTH = 80  # words in a text
QUERIES = 300
SYLLABLES = [
    f"{a}{b}" for a in "bcdfglmnprstv" for b in ("a", "e", "i", "o", "u", "ou")
]

chance = random.Random(8)


def vocabulary() -> list[str]:
    """Made-up words, the commonest first."""
    words: dict[str, None] = {}
    while len(words) < WORDS:
        words["".join(chance.choices(SYLLABLES, k=chance.randint(2, 5)))] = None
    return list(words)


def pages(count: int, words: Sequence[str]) -> Iterator[Page]:
    """Texts whose words are as unevenly frequent as in a language (Zipf)."""
    weights = [1 / (rank + 10) for rank in range(len(words))]
    cumulated = list(_running(weights))
    for number in range(count):
        drawn = chance.choices(words, cum_weights=cumulated, k=LENGTH + 8)
        yield Page(
            article=f"text-{number}",
            edition=number,
            topic="causes",
            slug=f"text-{number}",
            title=" ".join(drawn[:4]),
            also_called="",
            passages=(Passage("answer", " ".join(drawn[4:8]), " ".join(drawn[8:])),),
        )


def _running(weights: Sequence[float]) -> Iterator[float]:
    total = 0.0
    for weight in weights:
        total += weight
        yield total


def measured(
    ask: Callable[[str], object], queries: Sequence[str]
) -> tuple[float, float]:
    """Median and 95th percentile of the thread's processor time, in milliseconds.

    A machine that does something else at the same time changes neither.
    """
    for query in queries[:20]:
        ask(query)
    times = []
    for query in queries:
        began = time.thread_time()
        ask(query)
        times.append(1000 * (time.thread_time() - began))
    return statistics.median(times), statistics.quantiles(times, n=20)[18]


def bare(engine: Engine) -> Callable[[str], object]:
    """tantivy alone: the same fields and weights, ten documents with snippets."""
    index = engine._index
    searcher = index.searcher()

    def ask(query: str) -> object:
        parsed = index.parse_query(query, list(FIELDS), field_boosts=FIELDS)
        hits = searcher.search(parsed, limit=10, count=False).hits
        snippets = tantivy.SnippetGenerator.create(
            searcher, parsed, index.schema, "text"
        )
        return [
            snippets.snippet_from_doc(searcher.doc(place)).to_html()
            for _, place in hits
        ]

    return ask


def fts5(texts: Sequence[Page]) -> Callable[[str], object]:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE t USING fts5(title, heading, body,"
        " tokenize='unicode61 remove_diacritics 2')"
    )
    connection.executemany(
        "INSERT INTO t VALUES (?, ?, ?)",
        ((p.title, p.passages[0].heading, p.passages[0].text) for p in texts),
    )

    def ask(query: str) -> object:
        return connection.execute(
            "SELECT title, snippet(t, 2, '<mark>', '</mark>', '…', 30) FROM t"
            " WHERE t MATCH ? ORDER BY bm25(t, 5, 2, 1) LIMIT 10",
            (" OR ".join(query.split()),),
        ).fetchall()

    return ask


def memory() -> float:
    """The most that this process has held so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def shipped() -> str:
    """How long the library in the database takes to index, all languages."""
    version = read_version(Version())
    began = time.process_time()
    sizes = [
        Engine(code, read_pages(code, version), version.terms(code)).size
        for code in language_codes()
    ]
    took = time.process_time() - began
    if not sum(sizes):
        return "| the library in the database | nothing is published |"
    return f"| the library in the database, {sum(sizes)} pages | {took:.2f} s of processor time |"


def main(count: int) -> None:
    library = shipped()
    words = vocabulary()
    texts = list(pages(count, words))
    before, began = memory(), time.process_time()
    engine = Engine("fr", iter(texts), [])
    built, held = time.process_time() - began, memory() - before
    common, rare = words[20:220], words[5_000:25_000]
    queries = {
        "two common words": [
            " ".join(chance.sample(common, 2)) for _ in range(QUERIES)
        ],
        "two rare words": [" ".join(chance.sample(rare, 2)) for _ in range(QUERIES)],
        "one of each": [
            f"{chance.choice(common)} {chance.choice(rare)}" for _ in range(QUERIES)
        ],
    }
    ways = {
        "search, with everything": lambda query: engine.find(query),
        "tantivy alone": bare(engine),
        "SQLite FTS5": fts5(texts),
    }
    print(f"| built | {count:,} texts of {LENGTH} words |")
    print("| --- | --- |")
    print(f"| processor time | {built:.1f} s |")
    print(f"| memory | {held:.0f} MiB |")
    print(library)
    print()
    print(f"| median / 95th percentile, ms | {' | '.join(queries)} |")
    print(f"| --- |{' --- |' * len(queries)}")
    for name, ask in ways.items():
        cells = [
            "{:.1f} / {:.1f}".format(*measured(ask, asked))
            for asked in queries.values()
        ]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
