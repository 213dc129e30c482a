"""What a page may not lack before it is published: drawings and citations."""

import pytest

from articles.checking import check_page
from articles.composing import compose
from articles.problems import Problem
from tests import builders

pytestmark = pytest.mark.django_db

DRAWN = {"steps": "Tirez.[@consensus]\n\n![](figure:wall-stretch)"}


def problems(bodies: dict[str, str], language: str = "fr") -> list[Problem]:
    page = compose(builders.article(bodies=bodies), language)
    assert page is not None
    return check_page(page)


def codes(bodies: dict[str, str], language: str = "fr") -> list[str]:
    return [each.code for each in problems(bodies, language)]


def test_page_with_a_labelled_drawing_and_citations_is_good() -> None:
    builders.figure()
    assert codes(DRAWN) == []


def test_figure_label_missing_in_a_language_blocks_only_that_language() -> None:
    figure = builders.figure()
    type(figure).objects.update(labels_nb="toes: tær")
    article = builders.article(bodies=DRAWN)
    found = {
        language: [(each.code, each.where, each.blocks) for each in check_page(page)]
        for language in builders.LANGUAGES
        if (page := compose(article, language))
    }
    assert found == {
        "fr": [],
        "nb": [("figure.label-missing", "figure:wall-stretch", True)],
        "es": [],
    }


def test_figure_label_that_is_empty_is_missing() -> None:
    figure = builders.figure()
    type(figure).objects.update(labels_fr="heel:")
    assert codes(DRAWN) == ["figure.label-missing"]


@pytest.mark.parametrize(
    ("svg", "code"),
    [
        ("<script>alert(1)</script>", "figure.element"),
        ('<image href="https://example.org/x.png"/>', "figure.element"),
        ('<path d="M0 0" fill="url(https://example.org/#a)"/>', "figure.value"),
        ('<path d="M0 0" onload="alert(1)"/>', "figure.attribute"),
        ('<text x="1" y="1">Talon</text>', "figure.text"),
    ],
)
def test_figure_with_a_script_a_foreign_reference_or_plain_words_is_refused(
    svg, code
) -> None:
    builders.figure(
        svg=f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">{svg}</svg>'
    )
    [problem] = problems(DRAWN)
    assert (problem.code, problem.where) == (code, "figure:wall-stretch")
    assert problem.blocks


def test_section_no_citation_advises_and_does_not_block() -> None:
    bodies = {"steps": "Tirez.[@consensus]", "why": "On ne sait pas."}
    [problem] = problems(bodies)
    assert (problem.code, problem.where) == ("section.no-citation", "why")
    assert not problem.blocks


def test_statement_in_a_care_card_is_refused_with_its_place() -> None:
    card = builders.care_card("vein-change")
    type(card).objects.update(heading_fr="Les varices s’aggravent toujours.")
    page = compose(builders.article(care_cards=["vein-change"]), "fr")
    assert page is not None
    assert ("never.varices-always-progress", "care-card:vein-change") in [
        (each.code, each.where) for each in check_page(page)
    ]
