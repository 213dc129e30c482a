"""One language's index: names, synonyms, ranking, marks, and what cannot harm it."""

import pytest

from articles.searching.engine import Engine
from tests.searching.conftest import page

HOSTILE = (
    '"', "'", "title:crampe", "crampe AND (", "+crampe -mollet", "cramp*", "a:b:c",
    "\x00crampe\x00", "crampe" * 2000, "\u202ecrampe\u2066", "<script>crampe</script>",
    "[1 TO 2]", "crampe^9999", "\\", "{}", "%00", "' OR 1=1 --", "\ud800", "😀 crampe",
    "a " * 5000, "\u0301" * 300, "..", "-", "",
)  # fmt: skip


def articles(engine: Engine, query: str) -> list[str]:
    return [hit.article for hit in engine.find(query).hits]


@pytest.mark.parametrize("language", ["fr", "nb", "es"])
@pytest.mark.parametrize("query", HOSTILE)
def test_no_input_does_harm(engine, language, query):
    made = engine(language, "Une crampe au mollet.", "Des varices.")
    for hit in made.find(query).hits:
        assert "<script" not in hit.snippet
    assert isinstance(made.suggestion(query), str)


def test_empty_library_answers_nothing(engine):
    assert engine("fr").find("crampe").hits == []


def test_every_name_of_a_thing_finds_the_others(engine):
    made = engine(
        "fr", "La phlébite.", "Le caillot.", "La crampe.",
        terms={"dvt": "phlébite;thrombose veineuse profonde;caillot"},
    )  # fmt: skip
    for name in ("phlebite", "thrombose veineuse profonde", "caillots"):
        assert set(articles(made, name)) == {"page-0", "page-1"}


def test_query_names_its_glossary_entry(engine):
    made = engine("fr", "Le mollet.", terms={"twitch": "tressautement;fasciculation"})
    assert made.find("fasciculations").terms == ["twitch"]


def test_compound_and_its_parts_find_each_other(engine):
    made = engine("nb", "Krampe i en legg.", "Leggkrampe.", "Noe annet.")
    assert set(articles(made, "leggkrampe")) == {"page-0", "page-1"}
    assert set(articles(made, "krampe i legg")) == {"page-0", "page-1"}


def test_title_counts_more_than_text():
    made = Engine("fr", [page("text", "Le mollet.", "Autre"),
                         page("title", "Autre chose.", "Le mollet")], [])  # fmt: skip
    assert articles(made, "mollet") == ["title", "text"]


def test_snippet_marks_the_word_as_it_is_written(engine):
    hit = engine("nb", "Noen har <b>åreknuter</b> på leggen.").find("areknuter").hits[0]
    assert hit.snippet == (
        "Noen har &lt;b&gt;<mark>åreknuter</mark>&lt;/b&gt; på leggen."
    )


def test_snippet_without_a_found_word_is_the_beginning():
    made = Engine("fr", [page("a", "Autre & chose.", "Le mollet")], [])
    assert made.find("mollet").hits[0].snippet == "Autre &amp; chose."


def test_misspelt_query_says_how_it_was_read(engine):
    made = engine("nb", "Om åreknuter.", "Om krampe.")
    assert made.find("åreknuterr").read_as == "åreknuter"
    assert made.find("krampe").read_as == ""


def test_suggestion_uses_the_librarys_own_words(engine):
    made = engine("fr", "Les fasciculations.", "La crampe.")
    query = "zzzz fasciculatoins xxxxx"
    assert made.find(query).hits == []
    assert made.suggestion(query) == "fasciculations"


def test_replaced_page_is_found_by_its_new_words_only(engine):
    made = engine("fr", "La crampe.", "Le mollet.")
    made.replace(["page-0"], [page("page-0", "La varice.")])
    made.learn([])
    assert articles(made, "varice") == ["page-0"]
    assert articles(made, "crampe") == []


def test_bare_word_for_a_cramp_leads_to_first_aid():
    pages = [
        page("kinds", "Crampe crampe crampe."),
        page("first-aid", "Tirez.", "Agir"),
    ]
    terms = [("cramp", {"plain": "crampe", "professional": "", "definition": "",
                        "synonyms": "", "avoid": ""})]  # fmt: skip
    assert articles(Engine("fr", pages, terms), "crampes") == ["first-aid", "kinds"]
