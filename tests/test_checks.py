"""The system checks: each finds its fault, and the site has none."""

import pytest
from django.core.checks import run_checks
from django.test import override_settings
from django.utils.translation import override

from articles import checks, fixed_pages

FOUR = [("fr", "Français"), ("nb", "Norsk"), ("es", "Español"), ("de", "Deutsch")]


def ids(found):
    return [(each.id, each.msg) for each in found]


def test_site_has_no_fault():
    assert [
        each for each in run_checks() if (each.id or "").startswith("articles.")
    ] == []


@override_settings(LANGUAGES=FOUR)
def test_e001_language_without_its_columns():
    found = ids(checks.check_language_columns(None))
    assert ("articles.E001", "Article has no column title_de.") in found
    assert ("articles.E001", "CareItem has no column sign_de.") in found
    assert {code for code, _ in found} == {"articles.E001"}
    assert len(found) == 22


@pytest.mark.parametrize("word", ["Confidentialité", "a b", "", "-a", "a/b", "å"])
def test_e002_fixed_page_whose_word_is_no_address(monkeypatch, word):
    monkeypatch.setattr(
        fixed_pages, "word", lambda page, code: word if page == "privacy" else page
    )
    found = ids(checks.check_fixed_words(None))
    assert found == [
        ("articles.E002", f"{word!r} ({code}) is no address word.")
        for code in ("fr", "nb", "es")
    ]


def test_e003_two_fixed_pages_with_one_address(monkeypatch):
    monkeypatch.setattr(
        fixed_pages,
        "word",
        lambda page, code: "about" if (page, code) == ("privacy", "nb") else page,
    )
    assert ids(checks.check_fixed_words(None)) == [
        ("articles.E003", "Two fixed pages have one address in nb.")
    ]


def test_words_of_fixed_pages_do_not_depend_on_the_active_language():
    with override("es"):
        spanish = [fixed_pages.word(page, "fr") for page in fixed_pages.PAGES]
    with override("nb"):
        assert [fixed_pages.word(page, "fr") for page in fixed_pages.PAGES] == spanish
