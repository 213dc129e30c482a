"""Readability against examples counted by hand."""

import time

import pytest

from articles.readability import TARGETS, Score, Target, score


def test_lix_by_hand() -> None:
    # Words: Du kan strekke leggen | Smertene forsvinner vanligvis = 4 + 3 = 7,
    # sentences 2. More than six letters: strekke (7), Smertene (8),
    # forsvinner (10), vanligvis (9) = 4. leggen has six and does not count.
    # 7/2 + 100*4/7 = 3.5 + 57.142... = 60.6.
    assert score("Du kan strekke leggen. Smertene forsvinner vanligvis.", "nb") == (
        Score(7, 2, 0.0, 60.6, "LIX")
    )


def test_lix_colon_ends_a_sentence() -> None:
    assert score("Husk: strekk leggen.", "nb").sentences == 2
    assert score("Klokken er 03:30 nå.", "nb").sentences == 1
    assert score("Notez : tirez le pied.", "fr").sentences == 1


def test_lix_hyphen_is_no_letter() -> None:
    # e-poster: seven letters and a hyphen, long; a-b-c-d-e: five letters, not.
    assert score("e-poster", "nb").value == 101.0
    assert score("a-b-c-d-e", "nb").value == 1.0


def test_kandel_moles_by_hand() -> None:
    # Le (1) mollet (2) fait (1) mal (1) | Ti-rez (2) la (1) pointe (1)
    # = 7 words, 2 sentences, 9 syllables.
    # 207 - 1.015*3.5 - 73.6*9/7 = 207 - 3.5525 - 94.6286 = 108.8.
    assert score("Le mollet fait mal. Tirez la pointe !", "fr") == (
        Score(7, 2, 0.0, 108.8, "Kandel-Moles")
    )


def test_szigriszt_by_hand() -> None:
    # La (1) pan-to-rri-lla (4) due-le (2) | Ca-mi-ne (3) un (1) po-co (2)
    # = 6 words, 2 sentences, 13 syllables.
    # 206.835 - 62.3*13/6 - 3 = 206.835 - 134.9833 - 3 = 68.9.
    assert score("La pantorrilla duele. Camine un poco.", "es") == (
        Score(6, 2, 0.0, 68.9, "Szigriszt-Pazos")
    )


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        *(("crampe", 1), ("mollet", 2), ("musculaire", 3), ("maladie", 3)),
        *(("veine", 1), ("grossesse", 2), ("magnésium", 3), ("médecin", 3)),
        *(("qui", 1), ("été", 2), ("varices", 2), ("créé", 2), ("peut-être", 2)),
    ],
)
def test_french_syllables(word: str, syllables: int) -> None:
    # One word, one sentence: the value is 207 - 1.015 - 73.6 for each syllable.
    assert score(word, "fr").value == round(205.985 - 73.6 * syllables, 1)


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        *(("pantorrilla", 4), ("calambre", 3), ("músculo", 3), ("médico", 3)),
        *(("día", 2), ("pie", 1), ("quinina", 3), ("varices", 3), ("agua", 2)),
        *(("guía", 2), ("muy", 1), ("periodo", 3)),
    ],
)
def test_spanish_syllables(word: str, syllables: int) -> None:
    # One word, one sentence: the value is 206.835 - 1 - 62.3 for each syllable.
    assert score(word, "es").value == round(205.835 - 62.3 * syllables, 1)


def test_french_article_belongs_to_its_word() -> None:
    assert score("Buvez de l\u2019eau, qu'il dit.", "fr").words == 5


def test_sentences_end_at_line_ends_but_not_in_numbers_or_abbreviations() -> None:
    assert score("Titre\nUne phrase. Une autre…", "fr").sentences == 3
    assert score("Ta 1.5 g, f.eks. kl. 15 den 3. mars.", "nb").sentences == 1
    assert score("Il dit « oui. » Puis il part.", "fr").sentences == 2


def test_long_sentence_has_more_than_twenty_words() -> None:
    twenty = " ".join(["mot"] * 20) + "."
    assert score(twenty, "fr").long_sentence_share == 0.0
    assert score(f"mot {twenty} {twenty}", "fr").long_sentence_share == 0.5


def test_text_without_words_has_no_value() -> None:
    assert score("", "fr") == Score(0, 0, 0.0, None, "Kandel-Moles")
    assert score("12 : 30 !\n--", "nb") == Score(0, 0, 0.0, None, "LIX")


def test_language_without_formula_gets_lix() -> None:
    assert score("a b.", "ar") == Score(2, 1, 0.0, 2.0, "LIX")
    assert "ar" not in TARGETS


def test_targets() -> None:
    assert set(TARGETS) == {"nb", "fr", "es"}
    assert TARGETS["nb"] == Target(40, 45, lower_is_easier=True)
    assert TARGETS["fr"] == Target(65, 60)
    assert TARGETS["es"] == Target(60, 55)


def test_target_met_at_its_limit() -> None:
    norwegian, french = TARGETS["nb"], TARGETS["fr"]
    assert norwegian.met_by(40)
    assert not norwegian.met_by(40.1)
    assert norwegian.met_by(45, lenient=True)
    assert french.met_by(65)
    assert not french.met_by(64.9)
    assert french.met_by(60, lenient=True)


def test_hostile_length_is_read_in_time() -> None:
    start = time.process_time()
    for text in (
        "." * 100_000,
        ".a" * 50_000,
        "a-" * 50_000,
        "e" * 100_000,
        "'" * 9999,
    ):
        for language in ("fr", "nb", "es"):
            score(text, language)
    assert time.process_time() - start < 5
