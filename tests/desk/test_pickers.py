"""Pickers find a key by what people call it, and say what to write."""

import pytest

from tests import builders
from tests.desk.forms import address, author, client_of, queries, text_form

pytestmark = pytest.mark.django_db


def picked(client, kind, words, language="fr"):
    path = f"/desk/articles/article/pick/{kind}/"
    page = client.get(path, {"q": words, "language": language})
    return [choice.written for choice in page.context["choices"]]


def test_an_article_is_found_by_its_title_and_linked_in_the_language_written():
    builders.article("first-aid")
    assert picked(author(), "article", "Aid FR", "nb") == [
        "[first-aid nb](article:first-aid)"
    ]


def test_a_source_is_found_by_author_and_title():
    builders.source("nhs_cramps", authors="NHS", title="Leg cramps")
    builders.source("other", authors="Somebody", title="Veins")
    assert picked(author(), "source", "nhs cramps") == ["[@nhs_cramps]"]


def test_general_knowledge_can_be_cited():
    assert picked(author(), "source", "consensus") == ["[@consensus]"]


def test_a_term_and_a_figure_are_found():
    builders.term("cramp")
    builders.figure("wall-stretch")
    ola = author()
    assert picked(ola, "term", "cramp fr") == ["[cramp fr](term:cramp)"]
    assert picked(ola, "figure", "wall") == ["![](figure:wall-stretch)"]


def test_letters_beyond_ascii_are_found_in_any_case():
    article = builders.article("veins")
    ola = author()
    form = text_form(article, "nb", title="Åreknuter i leggen")
    ola.post(address(article, "nb"), form)
    assert picked(ola, "article", "åreknuter", "nb") == [
        "[Åreknuter i leggen](article:veins)"
    ]


def test_nothing_found_is_a_page_and_a_wrong_kind_is_not_found():
    ola = author()
    assert picked(ola, "article", "nowhere") == []
    assert ola.get("/desk/articles/article/pick/country/").status_code == 404


def test_a_script_asks_for_the_list_alone():
    builders.term("cramp")
    path = "/desk/articles/article/pick/term/"
    page = author().get(path, {"q": "cramp", "part": "list", "language": "nb"})
    text = page.content.decode()
    assert text.startswith("<ul")
    assert 'data-written="[cramp nb](term:cramp)"' in text


def test_pickers_open_for_readers_of_the_desk_only():
    path = "/desk/articles/article/pick/term/"
    reviewer = client_of(builders.person("kari", "Clinical reviewer"))
    assert reviewer.get(path).status_code == 200
    assert client_of(builders.person("per")).get(path).status_code == 403


def test_a_picker_costs_the_same_with_one_and_with_three():
    ola = author()
    path = "/desk/articles/article/pick/article/?q=aid"
    builders.article("aid-one")
    first = queries(ola, path)
    builders.article("aid-two")
    builders.article("aid-three")
    assert queries(ola, path) == first
