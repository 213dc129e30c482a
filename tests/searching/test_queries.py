"""What people type finds what answers it: the table in queries.toml."""

import tomllib
from pathlib import Path

import pytest

from articles.searching.engine import HELP

TABLE = tomllib.loads(Path(__file__).with_name("queries.toml").read_text("utf-8"))
LANGUAGES = tuple(TABLE)


def ranks(library, language: str) -> dict[str, int]:
    """The place of the first right page for each query, 0 if there is none."""
    found = {}
    for query, right in TABLE[language]["find"]:
        hits = library.engines[language].find(query).hits
        places = [place for place, hit in enumerate(hits, 1) if hit.article in right]
        found[query] = min(places, default=0)
    return found


def test_table_has_fifty_queries_a_language_and_ten_that_find_nothing():
    for language in LANGUAGES:
        kinds = TABLE[language]
        assert len(kinds["find"]) + len(kinds["nothing"]) >= 50
        assert len(kinds["nothing"]) == 10
    assert LANGUAGES == ("fr", "nb", "es")


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_page_comes_early(library, language):
    places = ranks(library, language)
    reciprocal = sum(1 / place for place in places.values() if place) / len(places)
    assert reciprocal >= 0.90, places


@pytest.mark.parametrize("language", LANGUAGES)
def test_right_page_is_among_the_first_three(library, language):
    late = {query for query, place in ranks(library, language).items()
            if not 0 < place <= 3}  # fmt: skip
    assert 100 * len(late) <= 3 * len(TABLE[language]["find"]), late


@pytest.mark.parametrize("language", LANGUAGES)
def test_query_about_something_else_finds_nothing(library, language):
    found = {
        query: [hit.article for hit in library.engines[language].find(query).hits]
        for query in TABLE[language]["nothing"]
    }
    assert {query: hits for query, hits in found.items() if hits} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_red_flag_shows_its_card_and_the_help_page_first(library, language):
    wrong = {}
    for query, right in TABLE[language]["alarm"]:
        found = library.engines[language].find(query)
        cards = [card["key"] for card in found.cards]
        first = (found.hits[0].article, found.hits[0].section) if found.hits else ()
        if cards[:1] != right or first != (HELP, "get-help"):
            wrong[query] = (cards, first)
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_harmless_query_shows_no_card(library, language):
    found = {
        query: [card["key"] for card in library.engines[language].find(query).cards]
        for query in TABLE[language]["calm"]
    }
    assert {query: cards for query, cards in found.items() if cards} == {}
