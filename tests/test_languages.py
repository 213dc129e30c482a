"""Which of our languages a browser is led to."""

import pytest

from articles.languages import accepted, best, known

CODES = ("fr", "nb", "es")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fr", "fr"),
        ("nb", "nb"),
        ("es", "es"),
        ("FR", "fr"),
        # Norwegian has three codes, and languages have regions.
        ("no", "nb"),
        ("nn", "nb"),
        ("nb-NO", "nb"),
        ("nn-NO,nn;q=0.9", "nb"),
        ("fr-CA", "fr"),
        ("es-419", "es"),
        ("fr-Latn-FR", "fr"),
        # The most wanted comes first, whatever its place.
        ("es, fr", "es"),
        ("fr;q=0.4, es;q=0.8", "es"),
        ("en-GB,en;q=0.9,nb;q=0.8,fr;q=0.7", "nb"),
        ("de, en;q=0.9, es;q=0.001", "es"),
        ("fr;q=0.5,es;q=0.5", "fr"),
        ("fr ; q=0.1 , es ; q=0.2", "es"),
        ("fr;Q=0.1,es;q=0.2", "es"),
        # Nobody is sent to a language she refuses.
        ("fr;q=0", None),
        ("fr;q=0, es;q=0.1", "es"),
        ("fr-FR, fr;q=0", None),
        ("fr-CA;q=0, fr", "fr"),
        # Anything is no wish for one of ours.
        ("*", None),
        ("en, *;q=0.5", None),
        ("en", None),
        ("de-DE,de;q=0.9,en;q=0.8", None),
        ("", None),
        # What makes no sense is ignored.
        (";", None),
        (",,,", None),
        ("fr;q=", None),
        ("fr;q=x, es", "es"),
        ("fr;q=2, es;q=0.1", "es"),
        ("fr;q=-1, es;q=0.1", "es"),
        ("fr;q=nan, es;q=0.1", "es"),
        ("fr;level=1, es;q=0.1", "es"),
        ("frança, es", "es"),
        ("<script>, es", "es"),
        ("f r, es", "es"),
        ("\u0661, es", "es"),
        ("fr" * 5000, None),
        ("x," * 5000 + "fr", None),
    ],
)
def test_browser_is_led_to_the_language_it_wants(header, language):
    assert best(header, CODES) == language


def test_languages_of_a_header_come_most_wanted_first_without_those_refused():
    header = "da;q=0.3, fr-CH, fr;q=0.9, en;q=0.8, de;q=0, *;q=0.5"
    assert list(accepted(header)) == ["fr", "fr", "en", "da"]


def test_language_we_know_nothing_of_has_plain_defaults_and_its_direction():
    arabic, german = known("ar", "العربية"), known("de")
    assert (arabic.name, arabic.direction, arabic.country) == ("العربية", "rtl", "")
    assert (german.name, german.direction, german.stemmer) == ("de", "ltr", "english")
    assert [known(code).country for code in CODES] == ["FR", "NO", "ES"]
