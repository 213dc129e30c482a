"""Spaces of French, and numbers that do not break."""

import time

import pytest
from hypothesis import given, strategies as st

from articles.rendering import typeset, typeset_text

LANGUAGES = st.sampled_from(["fr", "nb", "es", "ar"])
# Mostly the characters that the rules are about, next to each other.
SPACED = st.text(" \u00a0\u202f\u2009\n;:!?«»0159hkl.%m(a&<>\"'", max_size=40)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Oui !", "Oui\u202f!"),
        ("Oui !?", "Oui\u202f!?"),
        ("Oui ? Non ;", "Oui\u202f? Non\u202f;"),
        ("Oui\u00a0!", "Oui\u202f!"),
        ("Oui  \u202f !", "Oui\u202f!"),
        ("Oui!", "Oui!"),
        ("Note : a", "Note\u00a0: a"),
        ("Note\u202f: a", "Note\u00a0: a"),
        ("Étape 3 : a", "Étape 3\u00a0: a"),
        ("à 3:30, https://a.org", "à 3:30, https://a.org"),
        ("1 : 3", "1 : 3"),
        ("«a»", "«\u202fa\u202f»"),
        ("« a »", "«\u202fa\u202f»"),
        ("«\u00a0a\u00a0» :", "«\u202fa\u202f»\u00a0:"),
    ],
)
def test_french_signs(written: str, expected: str) -> None:
    assert typeset_text(written, language="fr") == expected


def test_other_languages_leave_signs_alone() -> None:
    assert typeset_text("«a» : b !", language="nb") == "«a» : b !"
    assert typeset_text("«a» : b !", language="es") == "«a» : b !"


@pytest.mark.parametrize(
    ("language", "written", "expected"),
    [
        ("fr", "30 secondes", "30\u00a0secondes"),
        ("fr", "30 secondairement", "30 secondairement"),
        ("fr", "trois secondes", "trois secondes"),
        ("fr", "de 5 à 10 minutes", "de 5 à 10\u00a0minutes"),
        ("fr", "3 h 30", "3\u00a0h\u00a030"),
        ("fr", "1,5 g", "1,5\u00a0g"),
        ("fr", "30 % de 10 000", "30\u00a0% de 10\u00a0000"),
        ("fr", "01 40 05 48 48", "01\u00a040\u00a005\u00a048\u00a048"),
        ("fr", "+33 1 40", "+33\u00a01\u00a040"),
        ("nb", "3 uker, 30 prosent", "3\u00a0uker, 30\u00a0prosent"),
        ("nb", "kl. 15", "kl.\u00a015"),
        ("nb", "116 117", "116\u00a0117"),
        ("es", "2 semanas y 3 días", "2\u00a0semanas y 3\u00a0días"),
        ("ar", "5 mg", "5\u00a0mg"),
        ("ar", "5 semaines", "5 semaines"),
    ],
)
def test_numbers_do_not_break(language: str, written: str, expected: str) -> None:
    assert typeset_text(written, language=language) == expected


def test_typeset_leaves_tags_and_attributes_alone() -> None:
    html = '<a href="/x ! y" title="a > b !">Oui !</a> !'
    assert typeset(html, language="fr") == (
        '<a href="/x ! y" title="a > b !">Oui\u202f!</a>\u202f!'
    )


def test_typeset_reads_entities() -> None:
    assert typeset("<p>a&nbsp;! &amp; b &lt; c : </p>", language="fr") == (
        "<p>a\u202f! &amp; b &lt; c&nbsp;: </p>"
    )


def test_typeset_guillemets_around_a_link() -> None:
    assert typeset("« <a>x</a> » «<b>y</b>»", language="fr") == (
        "«\u202f<a>x</a>\u202f» «\u202f<b>y</b>\u202f»"
    )


def test_many_spaces_are_read_once() -> None:
    start = time.process_time()
    typeset_text("a" + " " * 50_000 + "b", language="fr")
    assert time.process_time() - start < 2


@given(SPACED | st.text(max_size=60), LANGUAGES)
def test_typeset_text_is_idempotent(text: str, language: str) -> None:
    once = typeset_text(text, language=language)
    assert typeset_text(once, language=language) == once


@given(SPACED, LANGUAGES)
def test_typeset_text_only_changes_spaces(text: str, language: str) -> None:
    kept = "".join(typeset_text(text, language=language).split())
    assert kept == "".join(text.split())


@given(SPACED | st.text("<>a\"'/&; !«»\u00a0", max_size=40), LANGUAGES)
def test_typeset_is_idempotent(html: str, language: str) -> None:
    once = typeset(html, language=language)
    assert typeset(once, language=language) == once
