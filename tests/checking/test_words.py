"""The glossary's forms to avoid are refused wherever a reader would see them."""

from pathlib import Path

import pytest
from django.conf import settings

from articles.checking import check_page
from articles.composing import compose
from articles.drafting import save_text
from articles.importing import load, parse_library
from articles.problems import Problem
from tests import builders

pytestmark = pytest.mark.django_db


def refused(body: str, language: str = "nb") -> list[Problem]:
    article = builders.article(bodies={"steps": body})
    page = compose(article, language)
    assert page is not None
    return [each for each in check_page(page) if each.code == "words.forbidden"]


def test_words_forbidden_form_is_refused_and_the_better_word_named() -> None:
    builders.term("calf-muscle", avoid="kalvemuskel\nkaviar")
    [problem] = refused("Tøy rolig.\n\nMasser **Kalvemuskel**.")
    assert problem.blocks
    assert problem.where == "steps"
    assert "kalvemuskel" in problem.message
    assert "calf-muscle nb" in problem.message


def test_words_forbidden_form_in_another_word_is_left_alone() -> None:
    builders.term("twitch", avoid="napp")
    assert refused("En knapp og et nappetak.") == []


def test_words_forbidden_form_over_a_line_end_is_refused() -> None:
    builders.term("dvt", avoid="kinin sulfat")
    assert len(refused("Ikke ta kinin\u00a0sulfat, kinin\nsulfat.")) == 1


def test_words_forbidden_form_of_another_language_is_left_alone() -> None:
    term = builders.term("calf", avoid="kaviar")
    type(term).objects.update(avoid_fr="", avoid_es="")
    assert refused("Du kaviar.", "fr") == []


def test_words_forbidden_form_in_a_care_card_is_refused() -> None:
    builders.term("calf", avoid="swelling")
    builders.care_card("dvt")
    article = builders.article(care_cards=["dvt"])
    page = compose(article, "nb")
    assert page is not None
    [problem] = (each for each in check_page(page) if each.code == "words.forbidden")
    assert problem.where == "care-card:dvt"


SEEDS = {
    "fr": ("prolapsus discal", "crampe gastrocnémienne", "contraction autonome"),
    "nb": ("kalvemuskel", "kaviar", "leggkrampeanfall", "feberkjære", "triplex"),
    "es": ("escasez de líquido", "contracciones nerviosas", "calambre febril"),
}


def test_words_shipped_glossary_refuses_what_the_seeds_wrote() -> None:
    records, _ = parse_library(Path(settings.BASE_DIR) / "content", builders.LANGUAGES)
    load(record for record in records if record.kind == "term")
    article = builders.article()
    for language, forms in SEEDS.items():
        text = builders.article_text(
            article.key, language, {"short-answer": ", ".join(forms)}
        )
        save_text(article, language=language, text=text, by=None)
        page = compose(article, language)
        assert page is not None
        messages = "\n".join(str(each) for each in check_page(page))
        for form in forms:
            assert form in messages
