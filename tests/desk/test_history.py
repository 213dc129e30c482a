"""Every save can be looked up, compared and restored, one language at a time."""

import pytest

from articles.models import DraftSave, Section
from tests import builders
from tests.desk.forms import (
    address,
    author,
    client_of,
    newest,
    said,
    structure_form,
    text_form,
)

pytestmark = pytest.mark.django_db
BODIES = {"steps": "Tirez le pied."}


def written(ola, article, language="fr", **changes):
    """One more save by ola."""
    form = text_form(builders.fresh(article), language, **changes)
    ola.post(address(article, language), form)
    return newest()


def test_the_history_lists_saves_and_editions_newest_first():
    article = builders.article(bodies=BODIES)
    ola = author()
    builders.edition(article, "fr")
    written(ola, article, lead="Neuf.", note="Clearer")
    rows = ola.get(address(article, "fr", "history")).context["versions"]
    assert [row.kind for row in rows] == ["save", "edition", "save"]
    assert (rows[0].by, rows[0].why) == ("ola", "Clearer")


def test_the_history_of_a_language_holds_no_other():
    article = builders.article(bodies=BODIES)
    ola = author()
    written(ola, article, "nb", lead="Ny.")
    rows = ola.get(address(article, "fr", "history")).context["versions"]
    assert len(rows) == 1


def test_without_a_choice_what_is_live_is_compared_with_now():
    article = builders.article(bodies=BODIES)
    ola = author()
    builders.edition(article, "fr")
    written(ola, article, body__steps="Tirez le genou.")
    page = ola.get(address(article, "fr", "compare"))
    (change,) = page.context["changes"]
    pieces = [(piece.kind, piece.text) for piece in change.pieces]
    assert pieces == [
        ("same", "Tirez le"), ("deleted", " pied."), ("inserted", " genou.")
    ]  # fmt: skip


def test_any_two_versions_are_compared():
    article = builders.article(bodies=BODIES)
    ola = author()
    first = DraftSave.objects.get(subject="article:first-aid", language="fr")
    second = written(ola, article, lead="Deux.")
    written(ola, article, lead="Trois.")
    asked = {"from": f"save-{first.pk}", "to": f"save-{second.pk}"}
    page = ola.get(address(article, "fr", "compare"), asked)
    (change,) = page.context["changes"]
    assert change.pieces[-1].text == "Deux."


@pytest.mark.parametrize("ref", ["save-0", "edition-9", "unsaved-1", "x", "save-x"])
def test_a_version_that_is_not_there_is_not_found(ref):
    article = builders.article(bodies=BODIES)
    path = address(article, "fr", "compare")
    assert author().get(path, {"to": ref}).status_code == 404


def test_a_restored_text_is_a_new_save_that_cites_its_origin():
    article = builders.article(bodies=BODIES)
    ola = author()
    first = DraftSave.objects.get(subject="article:first-aid", language="fr")
    written(ola, article, lead="Deux.")
    written(ola, article, "nb", lead="To.")
    token = text_form(builders.fresh(article), "fr")["token"]
    answer = ola.post(
        address(article, "fr", "restore"),
        {"version": f"save-{first.pk}", "token": token},
    )
    assert answer.status_code == 302
    assert (newest().origin, str(newest().by)) == (first, "ola")
    now = builders.fresh(article)
    assert now.text("fr") == first.content
    assert said(now, "nb")["lead"] == "To."


def test_an_edition_is_restored_as_a_new_save():
    article = builders.article(bodies=BODIES)
    ola = author()
    builders.edition(article, "fr")
    written(ola, article, lead="Deux.")
    token = text_form(builders.fresh(article), "fr")["token"]
    form = {"version": "edition-1", "token": token}
    ola.post(address(article, "fr", "restore"), form)
    assert said(article, "fr")["lead"] == "Lead of first-aid in fr."
    assert "1" in newest().note


def test_a_stale_restore_is_refused():
    article = builders.article(bodies=BODIES)
    ola = author()
    first = DraftSave.objects.get(subject="article:first-aid", language="fr")
    token = text_form(article, "fr")["token"]
    written(ola, article, lead="Deux.")
    form = {"version": f"save-{first.pk}", "token": token}
    ola.post(address(article, "fr", "restore"), form)
    assert said(article, "fr")["lead"] == "Deux."


def test_a_version_whose_address_was_taken_meanwhile_cannot_come_back():
    article = builders.article(bodies=BODIES)
    ola = author()
    first = DraftSave.objects.get(subject="article:first-aid", language="fr")
    written(ola, article, slug="elsewhere")
    other = builders.article("other", bodies=BODIES)
    written(ola, other, slug=first.content["slug"])
    token = text_form(builders.fresh(article), "fr")["token"]
    form = {"version": f"save-{first.pk}", "token": token}
    page = ola.post(address(article, "fr", "restore"), form, follow=True)
    assert page.status_code == 200
    assert said(article, "fr")["slug"] == "elsewhere"


def test_a_text_whose_section_is_gone_is_offered():
    article = builders.article(bodies={"steps": "Tirez.", "old": "Gardé."})
    ola = author()
    first = DraftSave.objects.get(subject="article:first-aid", language="fr")
    gone = structure_form(article, confirmed="1", **{"sections-remove": ["old"]})
    ola.post(address(article, "structure"), gone)
    assert not Section.objects.filter(key="old").exists()
    asked = {"from": "now", "to": f"save-{first.pk}"}
    page = ola.get(address(article, "fr", "compare"), asked)
    offered = {text.name: text.value for text in page.context["gone"]}
    assert offered == {"heading-old": "old fr", "body-old": "Gardé."}


def test_who_may_not_write_restores_nothing():
    article = builders.article(bodies=BODIES)
    client = client_of(builders.person("kari", "Translator (nb)"))
    first = DraftSave.objects.get(subject="article:first-aid", language="fr")
    form = {"version": f"save-{first.pk}", "token": ""}
    path = address(article, "fr", "restore")
    assert client.post(path, form).status_code == 403
    assert client.get(path).status_code == 405


def test_an_earlier_structure_opens_in_the_form():
    article = builders.article(bodies={"one": "1", "two": "2"})
    ola = author()
    first = DraftSave.objects.get(subject="article:first-aid", language="")
    moved = structure_form(article, **{"sections-key": ["two", "one"]})
    ola.post(address(article, "structure"), moved)
    page = ola.get(address(article, "structure"), {"version": first.pk})
    assert [key for key, _aspect in page.context["form"].rows()] == ["one", "two"]
    assert (
        page.context["form"]["token"].value()
        == structure_form(builders.fresh(article))["token"]
    )
