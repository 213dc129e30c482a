"""A text is there in its language or missing; the base column is never used."""

import pytest
from django.db import connection
from django.utils.translation import override
from modeltranslation.translator import translator

from articles.digest import part_digest, token
from articles.drafting import save_text
from articles.exporting.library import library_files
from articles.models import Article, DraftSave, Section
from tests import builders

pytestmark = pytest.mark.django_db
LANGUAGES = ("fr", "nb", "es")


def test_missing_text_does_not_fall_back_to_another_language():
    record = builders.article(languages=("fr",))
    columns = Article.objects.values_list("title_fr", "title_nb", "slug_nb")
    assert columns.get() in [("first-aid fr", "", None), ("first-aid fr", None, None)]
    for code in ("nb", "es"):
        with override(code):
            loaded = Article.objects.get(key="first-aid")
            assert (loaded.title or "") == ""
            assert (loaded.sections.get().body or "") == ""
        assert record.text(code) is None


@pytest.mark.parametrize("active", [*LANGUAGES, None])
def test_saving_under_an_active_language_changes_nothing_but_its_own_text(active):
    with override(active):
        record = builders.article(languages=("fr", "nb"))
    told = {code: part_digest(record, code) for code in LANGUAGES}
    for reader in LANGUAGES:
        with override(reader):
            again = builders.fresh(record)
            assert {code: part_digest(again, code) for code in LANGUAGES} == told
            assert token(again, "fr") == token(record, "fr")
    assert told["es"] is None


def test_digests_are_the_same_whatever_language_was_active():
    seen = set()
    for active in LANGUAGES:
        with override(active):
            record = builders.article(f"text-{active}", languages=("fr",))
            text = builders.article_text("same", "fr", {"short-answer": "x"}, slug="")
            save_text(record, language="fr", text=text, by=None)
        seen.add(str(builders.fresh(record).text("fr")))
    assert len(seen) == 1


def test_base_columns_stay_out_of_hashes_history_and_files():
    record = builders.article()
    before = {code: part_digest(record, code) for code in LANGUAGES}
    files = library_files()
    _write_into_base_columns("LEAK")
    record = builders.fresh(record)
    assert {code: part_digest(record, code) for code in LANGUAGES} == before
    assert library_files() == files
    text = builders.article_text("first-aid", "nb", {"short-answer": "Nytt."})
    save_text(record, language="nb", text=text, by=None)
    assert "LEAK" not in str(list(DraftSave.objects.values_list("content", flat=True)))
    assert not any(b"LEAK" in data for data in library_files().values())


def _write_into_base_columns(words: str) -> None:
    with connection.cursor() as cursor:
        for model in translator.get_registered_models(abstract=False):
            for name in translator.get_options_for_model(model).all_fields:
                if name != "slug":
                    cursor.execute(
                        f"UPDATE {model._meta.db_table} SET {name} = %s", [words]
                    )


def test_order_of_sections_is_the_same_in_each_language():
    bodies = {"steps": "1", "after": "2", "before": "3"}
    record = builders.article(bodies=bodies)
    for code in LANGUAGES:
        text = record.text(code)
        assert text
        assert [key for key, _, _ in text["sections"]] == ["steps", "after", "before"]
    assert Section.objects.count() == 3
