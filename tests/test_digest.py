"""The canonical form: what is hashed, and what is not."""

import hashlib

import pytest

from articles.digest import SCHEME, canonical, digest, part_digest, token
from articles.drafting import save_structure, save_text
from tests import builders

BODIES = {"short-answer": "Tirez.", "steps": "1. Assis."}


def test_canonical_form_is_sorted_compact_utf8():
    assert canonical({"b": [1, "é"], "a": None}) == '{"a":null,"b":[1,"é"]}'.encode()


def test_digest_covers_scheme_subject_language_and_content():
    written = f'["{SCHEME}","article:first-aid","fr",{{"title":"T"}}]'
    expected = hashlib.sha256(written.encode()).hexdigest()
    assert digest("article:first-aid", "fr", {"title": "T"}) == expected
    others = {
        digest("article:other", "fr", {"title": "T"}),
        digest("article:first-aid", "nb", {"title": "T"}),
        digest("article:first-aid", "fr", {"title": "U"}),
    }
    assert len(others | {expected}) == 4


def test_digest_of_a_lone_surrogate_does_not_fail():
    assert len(digest("a", "fr", "\ud800")) == 64


@pytest.mark.django_db
def test_part_without_text_has_no_digest():
    record = builders.article(languages=("fr",))
    assert part_digest(record, "nb") is None
    assert part_digest(builders.source(), "fr") is None


@pytest.mark.django_db
def test_article_structure_is_no_part_of_its_text():
    record = builders.article(bodies=BODIES)
    before = part_digest(record, "fr")
    structure = {**record.structure(), "review_by": "2027-01-01", "act_now": True}
    save_structure(record, structure=structure, by=None)
    assert part_digest(builders.fresh(record), "fr") == before


@pytest.mark.django_db
def test_order_of_sections_is_part_of_the_text():
    record = builders.article(bodies=BODIES)
    before = part_digest(record, "fr")
    structure = record.structure()
    structure["sections"].reverse()
    save_structure(record, structure=structure, by=None)
    assert part_digest(builders.fresh(record), "fr") != before


@pytest.mark.django_db
def test_level_of_a_care_card_and_drawing_of_a_figure_are_part_of_their_text():
    card, figure = builders.care_card(), builders.figure()
    before = part_digest(card, "fr"), part_digest(figure, "fr")
    save_structure(card, structure={**card.structure(), "level": "emergency"}, by=None)
    save_structure(figure, structure={"svg": "<svg/>"}, by=None)
    after = (
        part_digest(builders.fresh(card), "fr"),
        part_digest(builders.fresh(figure), "fr"),
    )
    assert after[0] != before[0]
    assert after[1] != before[1]


@pytest.mark.django_db
def test_token_is_of_one_language_only():
    record = builders.article(bodies=BODIES)
    tokens = {code: token(record, code) for code in ("", "fr", "nb")}
    text = builders.article_text("first-aid", "nb", BODIES, title="Ny")
    save_text(record, language="nb", text=text, by=None)
    after = {code: token(builders.fresh(record), code) for code in tokens}
    assert after == {**tokens, "nb": after["nb"]}
    assert after["nb"] != tokens["nb"]


@pytest.mark.django_db
def test_token_of_a_language_survives_a_moved_or_a_new_section():
    record = builders.article(bodies=BODIES)
    before = token(record, "fr")
    planned = token(record, "")
    structure = record.structure()
    structure["sections"] = [*reversed(structure["sections"]), ["new", "causes"]]
    save_structure(record, structure=structure, by=None)
    assert token(builders.fresh(record), "fr") == before
    assert token(builders.fresh(record), "") != planned
