"""A save that came too late is refused, and nothing of either text is lost."""

import pytest

from articles.differences import Piece, compare
from articles.models import DraftSave
from tests import builders
from tests.desk.forms import address, author, said, structure_form, text_form
from tests.simultaneous import at_the_same_time

BODIES = {"steps": "Tirez le pied.", "after": "Marchez."}


@pytest.mark.django_db
def test_a_stale_save_shows_both_texts_and_writes_nothing():
    article = builders.article(bodies=BODIES)
    ola, kari = author("ola"), author("kari")
    mine = text_form(article, "fr", body__steps="Tirez le genou.")
    kari.post(
        address(article, "fr"), text_form(article, "fr", body__steps="Poussez le pied.")
    )
    page = ola.post(address(article, "fr"), mine)
    assert page.status_code == 409
    (rival,) = page.context["rivals"]
    assert (rival.theirs, rival.mine) == ("Poussez le pied.", "Tirez le genou.")
    assert said(article, "fr")["sections"][0][2] == "Poussez le pied."
    text = page.content.decode()
    assert "<ins>" in text
    assert "<del>" in text
    assert page.context["last"].by.username == "kari"
    (kept,) = ola.get(address(article, "fr")).context["kept"]
    assert (kept.aside, kept.content["body-steps"]) == (True, ["Tirez le genou."])


@pytest.mark.django_db
def test_what_only_they_changed_is_proposed_as_theirs():
    article = builders.article(bodies=BODIES)
    ola, kari = author("ola"), author("kari")
    mine = text_form(article, "fr", body__steps="Tirez le genou.")
    kari.post(address(article, "fr"), text_form(article, "fr", lead="Nouveau."))
    page = ola.post(address(article, "fr"), mine)
    choices = {rival.name: rival.choice for rival in page.context["rivals"]}
    assert choices == {"lead": "theirs", "body-steps": "mine"}
    chosen = {
        **dict(page.context["typed"]),
        "token": page.context["token"],
        "choice-lead": "theirs",
        "choice-body-steps": "mine",
    }
    assert ola.post(address(article, "fr"), chosen).status_code == 302
    now = said(article, "fr")
    assert (now["lead"], now["sections"][0][2]) == ("Nouveau.", "Tirez le genou.")


@pytest.mark.django_db
def test_mine_is_saved_anyway_and_theirs_stays_in_the_history():
    article = builders.article(bodies=BODIES)
    ola, kari = author("ola"), author("kari")
    mine = text_form(article, "fr", lead="Mien.")
    kari.post(address(article, "fr"), text_form(article, "fr", lead="Sien."))
    page = ola.post(address(article, "fr"), mine)
    again = {**mine, "token": page.context["token"]}
    assert ola.post(address(article, "fr"), again).status_code == 302
    saves = DraftSave.objects.filter(subject="article:first-aid", language="fr")
    leads = [save.content["lead"] for save in saves]
    assert leads[:2] == ["Mien.", "Sien."]
    assert ola.get(address(article, "fr")).context["kept"] == []


@pytest.mark.django_db
def test_theirs_is_taken_and_mine_stays_until_it_is_thrown_away():
    article = builders.article(bodies=BODIES)
    ola, kari = author("ola"), author("kari")
    mine = text_form(article, "fr", lead="Mien.")
    kari.post(address(article, "fr"), text_form(article, "fr", lead="Sien."))
    ola.post(address(article, "fr"), mine)
    (kept,) = ola.get(address(article, "fr")).context["kept"]
    page = ola.get(address(article, "fr"), {"unsaved": kept.pk})
    assert page.context["form"]["lead"].value() == "Mien."
    ola.post(address(article, "fr", "throw_away", kept=kept.pk))
    assert ola.get(address(article, "fr")).context["kept"] == []


@pytest.mark.django_db
def test_a_changed_structure_does_not_refuse_a_language():
    builders.care_card("dvt")
    article = builders.article(bodies=BODIES)
    ola = author("ola")
    mine = text_form(article, "fr", lead="Mien.")
    moved = structure_form(
        article, care_cards=["dvt"], **{"sections-key": ["after", "steps"]}
    )
    assert ola.post(address(article, "structure"), moved).status_code == 302
    assert ola.post(address(article, "fr"), mine).status_code == 302
    now = builders.fresh(article)
    assert said(now, "fr")["lead"] == "Mien."
    assert now.care_cards == ["dvt"]


@pytest.mark.django_db
def test_a_text_for_a_section_that_is_gone_is_shown_and_kept():
    article = builders.article(bodies={"steps": "Tirez."}, languages=())
    ola = author("ola")
    mine = text_form(article, "fr", body__steps="Écrit pendant ce temps.", lead="Neuf.")
    gone = structure_form(article, **{"sections-remove": ["steps"]})
    ola.post(address(article, "structure"), gone)
    page = ola.post(address(article, "fr"), mine)
    assert page.status_code == 409
    lost = {rival.name: rival.mine for rival in page.context["rivals"]}
    assert lost["body-steps"] == "Écrit pendant ce temps."
    again = {**mine, "token": page.context["token"], "without": "1"}
    assert ola.post(address(article, "fr"), again).status_code == 302
    assert said(article, "fr")["lead"] == "Neuf."
    (kept,) = ola.get(address(article, "fr")).context["kept"]
    assert kept.content["body-steps"] == ["Écrit pendant ce temps."]


@pytest.mark.django_db
def test_a_stale_structure_is_refused_as_a_whole():
    article = builders.article()
    ola = author("ola")
    mine = structure_form(article, byline="Mien")
    ola.post(address(article, "structure"), structure_form(article, byline="Sien"))
    page = ola.post(address(article, "structure"), mine)
    assert page.status_code == 409
    assert [rival.choosable for rival in page.context["rivals"]] == [False]
    assert builders.fresh(article).byline == "Sien"


@pytest.mark.django_db(transaction=True)
def test_two_requests_for_two_languages_at_once_both_save():
    article = builders.article(bodies=BODIES)
    people = {"fr": author("ola"), "nb": author("kari")}
    forms = {code: text_form(article, code, lead=f"New {code}.") for code in people}

    def post(code):
        return lambda: (
            people[code].post(address(article, code), forms[code]).status_code
        )

    assert at_the_same_time(post("fr"), post("nb")) == [302, 302]
    leads = [said(article, code)["lead"] for code in ("fr", "nb")]
    assert leads == ["New fr.", "New nb."]


@pytest.mark.django_db(transaction=True)
def test_two_requests_for_one_language_at_once_one_wins_and_one_is_refused():
    article = builders.article(bodies=BODIES)
    people = {"ola": author("ola"), "kari": author("kari")}
    forms = {name: text_form(article, "fr", lead=f"By {name}.") for name in people}

    def post(name):
        return lambda: (
            people[name].post(address(article, "fr"), forms[name]).status_code
        )

    outcomes = dict(
        zip(people, at_the_same_time(post("ola"), post("kari")), strict=True)
    )
    assert sorted(outcomes.values()) == [302, 409]
    winner = next(name for name, status in outcomes.items() if status == 302)
    loser = next(name for name, status in outcomes.items() if status == 409)
    assert said(article, "fr")["lead"] == f"By {winner}."
    (kept,) = people[loser].get(address(article, "fr")).context["kept"]
    assert kept.content["lead"] == [f"By {loser}."]


def test_compare_marks_the_words_that_differ():
    assert compare("Tirez le pied.\nMarchez.", "Tirez le genou.\nMarchez.") == [
        Piece("same", "Tirez le"),
        Piece("deleted", " pied."),
        Piece("inserted", " genou."),
        Piece("same", "\nMarchez."),
    ]


def test_compare_gives_both_texts_back():
    before, after = "a b  c\n\nd e", "a x c\nd e f"
    pieces = compare(before, after)
    assert "".join(p.text for p in pieces if p.kind != "inserted") == before
    assert "".join(p.text for p in pieces if p.kind != "deleted") == after
