"""How large the letters of a printed page may be."""

import pytest

from articles.views.sheet import letters_on_paper

EMPTY = {
    "sections": [], "care_cards": [], "sources": {}, "figures": {}, "act_now": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("length", "letters"),
    [(8_900, ""), (8_901, "long"), (12_000, "long"), (12_001, "long longest")],
)
def test_letters_are_smaller_on_a_longer_page(length, letters):
    content = {**EMPTY, "sections": [{"body": "x" * length}]}
    assert letters_on_paper(content) == letters


@pytest.mark.parametrize(
    "more",
    [
        {"act_now": True},
        {"figures": {"a": {}, "b": {}}},
        {"sources": {key: {} for key in "abcdefghij"}},
        {"care_cards": [{"heading": "", "note": "", "items": [["a", "x" * 980]]}]},
    ],
    ids=["panel", "drawings", "sources", "care card"],
)
def test_what_is_no_text_takes_room_too(more):
    content = {**EMPTY, "sections": [{"body": "x" * 7_900}]}
    assert letters_on_paper(content) == ""
    assert letters_on_paper({**content, **more}) == ""
    content["sections"] = [{"body": "x" * 7_901}]
    assert letters_on_paper({**content, **more}) == "long"
