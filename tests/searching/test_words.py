"""Words of texts and of queries meet in one form."""

import pytest

from articles.searching.words import Analyzer, Vocabulary, fold, words_of


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Œdème", "oedeme"), ("åreknuter", "areknuter"), ("ÆØÅ", "aeoa"), ("niño", "nino"),
     ("e\u0301tirer", "etirer"), ("GROẞ", "gross")],
)  # fmt: skip
def test_accents_and_ligatures_are_folded(written, folded):
    assert fold(written) == folded


def test_elision_counts_as_two_words():
    assert words_of("L’eau d'un mollet qu’on étire") == [
        "l", "eau", "d", "un", "mollet", "qu", "on", "etire",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ("gonflé", "gonflée", "gonflees", "gonflement", "GONFLE")),
        ("fr", ("crampe", "crampes", "l’crampe")),
        ("nb", ("krampe", "kramper", "krampen", "krampene")),
        ("es", ("calambre", "calambres", "CALAMBRE")),
        ("es", ("hinchada", "hinchado", "hinchadas")),
    ],
)
def test_inflected_and_unaccented_words_have_one_form(language, words):
    analyzer = Analyzer(language)
    assert len({analyzer.phrase(word) for word in words}) == 1


def test_norwegian_compound_is_split_where_both_parts_are_known():
    analyzer = Analyzer("nb", {"legg", "krampe", "natt", "leggkrampe"})
    assert analyzer.phrase("leggkrampe") == analyzer.phrase("krampe i legg")[::-1]
    assert analyzer.phrase("leggskinne") == ("leggskinn",)


def test_compound_with_a_linking_letter_is_split():
    analyzer = Analyzer("nb", {"svangerskap", "forgiftning"})
    assert analyzer.phrase("svangerskapsforgiftning") == ("svangerskap", "forgiftning")


def test_ending_that_is_a_word_too_makes_no_compound():
    analyzer = Analyzer("nb", {"medisin", "ene"})
    assert analyzer.phrase("medisinene") == ("medisin",)


def test_french_words_are_not_split():
    assert Analyzer("fr", {"porte", "feuille"}).phrase("portefeuille") == (
        "portefeuill",
    )


def test_small_words_are_left_out_unless_nothing_else_is_said():
    analyzer = Analyzer("fr")
    assert analyzer.phrase("une crampe dans le mollet") == ("cramp", "mollet")
    assert analyzer.phrase("où est-ce") == ("ou", "est", "ce")


def test_vocabulary_counts_folded_words_and_keeps_how_they_are_written():
    vocabulary = Vocabulary()
    vocabulary.add(["Åreknuter og areknuter.", "åreknuter"])
    assert vocabulary.counts["areknuter"] == 3
    assert vocabulary.written["areknuter"] == "åreknuter"
