"""Translating beside the original."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import roles
from articles.drafting import save_text
from articles.models import DeskEvent, Explanation
from articles.publishing import publish
from tests import builders
from tests.desk.forms import address, client_of, said, text_form

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator():
    return client_of(builders.person("nils", roles.translator("nb")))


def where(article, language="nb"):
    return address(article, language, "beside")


def test_translation_is_saved_and_leads_back(translator):
    article = builders.article(bodies={"steps": "Tenez."}, languages=("fr",))
    sent = text_form(
        article, "nb", title="Krampe", heading__steps="Steg", body__steps="Hold."
    )
    answer = translator.post(where(article), sent)
    assert answer["Location"] == where(article)
    assert said(article, "nb")["sections"] == [["steps", "Steg", "Hold."]]
    assert said(article, "fr")["sections"][0][2] == "Tenez."


def test_saving_leads_back_to_the_field_that_was_written(translator):
    article = builders.article(bodies={"steps": "Tenez."})
    sent = text_form(article, "nb", body__steps="Hold.", at="body-steps")
    answer = translator.post(where(article), sent)
    assert answer["Location"] == f"{where(article)}#id_body-steps"


def test_what_is_typed_beside_the_original_is_kept_and_offered(translator):
    article = builders.article(bodies={"steps": "Tenez."})
    way = address(article, "nb", "autosave")
    assert f'data-autosave="{way}"' in translator.get(where(article)).content.decode()
    sent = text_form(article, "nb", body__steps="Hold.")
    answer = translator.post(way, {**sent, "fresh": "1"})
    kept = translator.get(where(article)).context["kept"]
    assert [row.content["body-steps"] for row in kept] == [["Hold."]]
    translator.post(where(article), {**sent, "rolls": answer.json()["version"]})
    assert translator.get(where(article)).context["kept"] == []


def test_who_may_not_write_sees_closed_fields():
    article = builders.article(bodies={"steps": "Tenez."})
    reviewer = client_of(builders.person("eli", roles.REVIEWER))
    page = reviewer.get(where(article)).content.decode()
    assert page.count("disabled") >= 6
    assert "desk-save" not in page


def test_stale_translation_is_refused_with_both_texts(translator):
    article = builders.article(bodies={"steps": "Tenez."})
    sent = text_form(article, "nb", body__steps="Hold.")
    text = {**builders.text_of(article, "nb"), "lead": "Imens."}
    save_text(article, language="nb", text=text, by=None)
    answer = translator.post(where(article), sent)
    assert answer.status_code == 409
    assert b"Hold." in answer.content
    assert said(article, "nb")["lead"] == "Imens."


def test_source_language_has_no_page_beside_itself(translator):
    assert translator.get(where(builders.article(), "fr")).status_code == 404


def test_progress_and_terms_are_shown(translator):
    builders.term("secondes", avoid="sekundær")
    article = builders.article(bodies={"a": "Tenez secondes fr.", "b": "Marchez."})
    page = translator.get(where(article))
    assert (page.context["done"], page.context["total"]) == (2, 2)
    assert "sekundær" in page.content.decode()


def test_number_is_explained_and_logged(translator):
    article = builders.article(bodies={"steps": "Tenez 30 secondes."})
    save_text(
        article, language="nb", by=None,
        text={**builders.text_of(article, "nb"), "sections": [["steps", "Steg", "Hold i 20 sekunder."]]},
    )  # fmt: skip
    page = translator.get(where(article)).content.decode()
    assert "explain-steps" in page
    translator.post(
        where(article),
        {"do": "explain", "section": "steps", "reason": "Norwegian trial."},
    )
    assert Explanation.objects.get().reason == "Norwegian trial."
    assert DeskEvent.objects.get().kind == "explained"


def test_outdated_translation_is_confirmed(translator):
    article = builders.article()
    for language in ("fr", "nb"):
        builders.edition(article, language)
    save_text(
        article,
        language="fr",
        by=None,
        text={**builders.text_of(article, "fr"), "lead": "Autre."},
    )
    publish(
        article=article, language="fr", by=None, meaning_changed=True,
        what_changed="x", unsigned_reason="x",
    )  # fmt: skip
    assert translator.get(where(article)).context["outdated"] is True
    translator.post(where(article), {"do": "confirm"})
    assert translator.get(where(article)).context["outdated"] is False


def test_translator_of_another_language_may_only_read(translator):
    article = builders.article()
    other = address(article, "es", "beside")
    assert translator.get(other).status_code == 200
    assert translator.post(other, text_form(article, "es")).status_code == 403


def test_page_costs_the_same_with_one_and_three_sections(translator):
    counts = []
    for key, bodies in (("one", "a"), ("three", "abc")):
        article = builders.article(key, bodies=dict.fromkeys(bodies, "Un."))
        translator.get(where(article))
        with CaptureQueriesContext(connection) as queries:
            translator.get(where(article))
        counts.append(len(queries))
    assert counts[0] == counts[1]
