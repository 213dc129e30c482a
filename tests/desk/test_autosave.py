"""What is typed and not saved is kept for its writer, and offered."""

import pytest

from articles.models import Autosave
from tests import builders
from tests.desk.forms import address, author, client_of, said, structure_form, text_form

pytestmark = pytest.mark.django_db


def keep(client, article, part="fr", seen=0, **changes):
    form = text_form(article, part, **changes)
    return client.post(address(article, part, "autosave"), {**form, "seen": seen})


def test_autosave_keeps_one_rolling_row():
    article = builders.article()
    ola = author()
    first = keep(ola, article, lead="Un.")
    assert first.json()["version"] == 1
    assert keep(ola, article, seen=1, lead="Deux.").json()["version"] == 2
    row = Autosave.objects.get()
    assert (row.content["lead"], row.aside) == (["Deux."], False)
    assert said(article, "fr")["lead"] == "Lead of first-aid in fr."


def test_autosave_is_one_row_per_person_and_language():
    article = builders.article()
    for client in (author("ola"), author("kari")):
        keep(client, article, "fr", lead="Un.")
        keep(client, article, "nb", lead="En.")
    assert Autosave.objects.count() == 4


def test_an_unsaved_text_is_offered_to_its_writer_only():
    article = builders.article()
    ola, kari = author("ola"), author("kari")
    keep(ola, article, lead="Un.")
    (row,) = ola.get(address(article, "fr")).context["kept"]
    assert kari.get(address(article, "fr")).context["kept"] == []
    path = address(article, "fr")
    assert kari.get(path, {"unsaved": row.pk}).status_code == 404
    away = address(article, "fr", "throw_away", kept=row.pk)
    assert kari.post(away).status_code == 404
    assert b"Un." in ola.get(path, {"unsaved": row.pk}).content


def test_an_offered_text_is_saved_with_the_token_it_was_typed_over():
    article = builders.article()
    ola, kari = author("ola"), author("kari")
    keep(ola, article, lead="Un.")
    kari.post(address(article, "fr"), text_form(article, "fr", title="Autre"))
    row = Autosave.objects.get()
    page = ola.get(address(article, "fr"), {"unsaved": row.pk})
    form = {
        **text_form(article, "fr", lead="Un."),
        "token": page.context["form"]["token"].value(),
    }
    assert ola.post(address(article, "fr"), form).status_code == 409


def test_a_save_takes_away_the_row_its_own_form_rolled():
    article = builders.article()
    ola = author()
    keep(ola, article, lead="Un.")
    form = {**text_form(article, "fr", lead="Un et demi."), "rolls": "1"}
    ola.post(address(article, "fr"), form)
    assert not Autosave.objects.exists()


def test_a_save_puts_aside_what_another_form_rolled():
    article = builders.article()
    ola = author()
    keep(ola, article, lead="Hier.")
    ola.post(address(article, "fr"), text_form(article, "fr", lead="Un."))
    (row,) = ola.get(address(article, "fr")).context["kept"]
    assert (row.content["lead"], row.aside) == (["Hier."], True)


def test_two_tabs_of_one_person_collide_and_both_texts_are_kept():
    article = builders.article()
    ola = author()
    keep(ola, article, seen=0, lead="Tab one.")
    second = keep(ola, article, seen=0, lead="Tab two.")
    assert second.status_code == 409
    assert second.json()["words"]
    kept = {(row.content["lead"][0], row.aside) for row in Autosave.objects.all()}
    assert kept == {("Tab one.", False), ("Tab two.", True)}


def test_typing_anew_puts_the_offered_text_aside():
    article = builders.article()
    ola = author()
    keep(ola, article, lead="Hier.")
    form = {**text_form(article, "fr", lead="Aujourd’hui."), "seen": 1, "fresh": "1"}
    ola.post(address(article, "fr", "autosave"), form)
    kept = {(row.content["lead"][0], row.aside) for row in Autosave.objects.all()}
    assert kept == {("Hier.", True), ("Aujourd’hui.", False)}


def test_autosave_keeps_what_no_form_would_accept():
    article = builders.article()
    ola = author()
    keep(ola, article, title="T" * 400, slug="Not an address", lead="zero \0 byte")
    row = Autosave.objects.get()
    assert row.content["title"] == ["T" * 400]
    assert row.content["slug"] == ["Not an address"]
    assert row.content["lead"] == ["zero  byte"]


def test_autosave_of_a_structure_is_offered():
    article = builders.article(bodies={"one": "1", "two": "2"})
    ola = author()
    form = structure_form(article, byline="Neuf", **{"sections-key": ["two", "one"]})
    ola.post(address(article, "structure", "autosave"), {**form, "seen": 0})
    row = Autosave.objects.get()
    page = ola.get(address(article, "structure"), {"unsaved": row.pk})
    assert page.context["form"]["byline"].value() == "Neuf"
    assert page.context["form"].rows()[0] == ("two", "overview")


def test_autosave_asks_for_the_right_to_write():
    article = builders.article()
    client = client_of(builders.person("kari", "Translator (nb)"))
    assert keep(client, article, "fr", lead="Un.").status_code == 403
    assert keep(client, article, "nb", lead="En.").status_code == 200
    path = address(article, "nb", "autosave")
    assert client.get(path).status_code == 405


def test_autosave_of_somebody_signed_out_leads_to_sign_in(client):
    article = builders.article()
    answer = keep(client, article, lead="Un.")
    assert (answer.status_code, Autosave.objects.count()) == (302, 0)
