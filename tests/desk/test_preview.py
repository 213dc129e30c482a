"""The preview is the public page of a draft, and is kept nowhere."""

import pytest

from articles.models import DraftSave, Edition
from tests import builders
from tests.desk.forms import address, author, client_of, said, text_form

pytestmark = pytest.mark.django_db


def test_the_preview_shows_what_is_typed_with_the_public_page():
    builders.source("nhs_cramps")
    article = builders.article(bodies={"steps": "Tirez."})
    form = text_form(article, "fr", body__steps="Poussez.[@nhs_cramps]", title="Neuf")
    page = author().post(address(article, "fr", "preview"), form)
    text = page.content.decode()
    assert "Poussez." in text
    assert 'href="#source-1"' in text
    assert "css/site.css" in text
    assert "<h1>Neuf</h1>" in text
    assert 'lang="fr"' in text


def test_the_preview_stands_in_our_own_frames_only_and_is_not_stored():
    article = builders.article()
    ola = author()
    page = ola.post(address(article, "fr", "preview"), text_form(article, "fr"))
    policy = dict(
        part.strip().split(" ", 1)
        for part in page["Content-Security-Policy"].split(";")
        if " " in part.strip()
    )
    assert policy["frame-ancestors"] == "'self'"
    assert "unsafe" not in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in page["Cache-Control"]
    assert "X-Page-Store" not in page
    form = ola.get(address(article, "fr"))
    assert "frame-ancestors 'none'" in form["Content-Security-Policy"]
    assert "frame-src 'self'" in form["Content-Security-Policy"]


def test_the_preview_writes_nothing():
    article = builders.article()
    saves, editions = DraftSave.objects.count(), Edition.objects.count()
    form = text_form(article, "fr", lead="Neuf.")
    author().post(address(article, "fr", "preview"), form)
    assert DraftSave.objects.count() == saves
    assert Edition.objects.count() == editions
    assert said(article, "fr")["lead"] == "Lead of first-aid in fr."


def test_the_preview_lists_the_lines_to_mend_in_the_editors_language():
    article = builders.article(bodies={"steps": "Tirez."})
    form = text_form(article, "nb", body__steps="En.\n\n:::do\n- To.")
    page = author().post(address(article, "nb", "preview"), form)
    assert 'data-for="id_body-steps"' in page.content.decode()
    assert list(page.context["problems"]) == ["id_body-steps"]


def test_hostile_text_is_as_harmless_as_on_the_public_page():
    article = builders.article(bodies={"steps": "Tirez."})
    body = (
        "<script>alert(1)</script>\n\n[x](javascript:alert(1))\n\n<img src=x onerror=y>"
    )
    form = text_form(article, "fr", body__steps=body, title="<script>x</script>")
    text = author().post(address(article, "fr", "preview"), form).content.decode()
    assert "<script>alert" not in text
    assert "<script>x" not in text
    assert "javascript:" not in text.replace("(javascript:alert(1))", "")
    assert "<img src=x" not in text


def test_a_draft_without_a_word_says_so():
    article = builders.article(languages=("fr",))
    page = author().get(address(article, "nb", "preview"))
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]


def test_the_preview_without_script_shows_what_is_saved():
    article = builders.article(bodies={"steps": "Tirez fort."})
    page = author().get(address(article, "fr", "preview"))
    assert "Tirez fort." in page.content.decode()


def test_a_text_that_is_too_long_to_save_can_be_seen():
    article = builders.article()
    form = text_form(article, "fr", title="T" * 300)
    page = author().post(address(article, "fr", "preview"), form)
    assert "T" * 300 in page.content.decode()


def test_a_care_card_and_a_figure_are_shown_as_readers_see_them():
    card, figure = builders.care_card("dvt"), builders.figure("wall-stretch")
    ola = author()
    form = text_form(card, "fr", sign__swelling="un mollet gonflé")
    assert (
        "un mollet gonflé"
        in ola.post(address(card, "fr", "preview"), form).content.decode()
    )
    drawing = ola.get(address(figure, "fr", "preview")).content.decode()
    assert "heel fr" in drawing
    assert "<svg" in drawing


def test_what_readers_see_on_no_page_has_no_preview():
    term = builders.term("cramp")
    assert author().get(address(term, "fr", "preview")).status_code == 404


def test_whoever_may_read_the_desk_may_preview():
    article = builders.article()
    kari = client_of(builders.person("kari", "Clinical reviewer"))
    assert kari.get(address(article, "fr", "preview")).status_code == 200
    nobody = client_of(builders.person("per"))
    assert nobody.get(address(article, "fr", "preview")).status_code == 403
