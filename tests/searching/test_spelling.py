"""A misspelt word is read as the nearest word that the library has."""

import pytest

from articles.searching.spelling import Spelling, edits, sound
from articles.searching.words import Vocabulary


def spelling(*words: str, language: str = "fr") -> Spelling:
    vocabulary = Vocabulary()
    vocabulary.add(words)
    return Spelling(vocabulary, language)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("crampe", "crampe", 0), ("crampe", "rampe", 1), ("crampe", "crmape", 1),
     ("crampe", "cranpes", 2), ("ab", "ba", 1), ("crampe", "varice", 3)],
)  # fmt: skip
def test_edits_count_letters_left_out_added_changed_or_swapped(one, other, distance):
    assert edits(one, other, 2) == distance


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("cranpe", "crampe"), ("crmape", "crampe"), ("magnesuim", "magnésium"),
     ("fasiculation", "fasciculation"), ("varisse", "varices")],
)  # fmt: skip
def test_one_or_two_wrong_letters_are_forgiven(typed, meant):
    known = spelling("crampe magnésium fasciculation varices varice")
    assert meant in [known.written(word) for word in known.near(typed)]


def test_short_word_is_not_guessed():
    assert spelling("dos mal nerf").near("das") == []


def test_short_word_has_no_second_wrong_letter():
    assert spelling("crampe").near("grambe") == []


def test_commoner_word_comes_first_at_the_same_distance():
    assert spelling("veine veine peine").near("neine") == ["veine", "peine"]


def test_word_that_was_not_typed_to_its_end_is_completed():
    assert spelling("fasciculation crampe").beginning("fascic") == ["fasciculation"]


def test_words_that_sound_alike_have_one_sound():
    assert sound("varisse") == sound("varice")
    assert sound("foedsel") == sound("fodsel")


def test_short_norwegian_noun_has_its_other_forms():
    known = spelling("åre årer årene skuer", language="nb")
    assert known.forms("arer") == ["are", "arene"]
    assert known.forms("skuer") == []
