"""Care cards, terms, figures, sources, countries and topics: the same tabs."""

import pytest

from articles.digest import token
from articles.models import CareCard, Country, Source, Term
from tests import builders
from tests.desk.forms import address, author, client_of, queries, said, text_form

pytestmark = pytest.mark.django_db


def test_a_care_card_saves_its_signs_in_one_language():
    card = builders.care_card("dvt", signs=("swelling", "heat"))
    form = text_form(card, "nb", sign__heat="varm legg", heading="Blodpropp?")
    author().post(address(card, "nb"), form)
    now = builders.fresh(card)
    assert said(now, "nb")["items"] == [
        ["swelling", "swelling nb"],
        ["heat", "varm legg"],
    ]
    assert said(now, "fr")["items"][1] == ["heat", "heat fr"]


def test_a_sign_is_added_and_moved():
    card = builders.care_card("dvt", signs=("swelling", "heat"))
    form = {
        "level": "emergency", "sources": "consensus", "token": token(card, ""),
        "items-key": ["heat", "swelling"], "items-new": "One calf", "note": "",
    }  # fmt: skip
    author().post(address(card, "structure"), form)
    now = builders.fresh(card)
    assert now.structure()["items"] == ["heat", "swelling", "one-calf"]
    assert now.level == "emergency"
    assert said(now, "fr")["items"][0] == ["heat", "heat fr"]


def test_a_term_has_languages_and_no_structure():
    term = builders.fresh(builders.term("cramp"))
    ola = author()
    assert ola.get(address(term, "structure")).status_code == 404
    assert ola.get(f"/desk/articles/term/{term.pk}/change/").status_code == 302
    ola.post(address(term, "es"), text_form(term, "es", plain="calambre"))
    assert said(term, "es")["plain"] == "calambre"


def test_a_new_term_is_made_with_its_key_alone():
    answer = author().post("/desk/articles/term/add/", {"key": "Vein valve"})
    term = Term.objects.get(key="vein-valve")
    assert answer["Location"].startswith(f"/desk/articles/term/{term.pk}/")


def test_a_source_is_the_same_in_every_language():
    ola = author()
    form = {
        "key": "nhs_veins", "authors": "NHS", "title": "Varicose veins", "container": "",
        "year": "", "doi": "", "url": "https://www.nhs.uk/veins", "language": "en",
        "checked_on": "2026-11-01",
    }  # fmt: skip
    assert ola.post("/desk/articles/source/add/", form).status_code == 302
    source = Source.objects.get(key="nhs_veins")
    assert (source.year, source.checked_on) == (None, "2026-11-01")
    assert ola.get(address(source, "fr")).status_code == 404
    path = address(source, "structure")
    change = {**form, "token": token(source, ""), "checked_on": ""}
    assert ola.post(path, change).status_code == 302
    assert builders.fresh(source).checked_on == ""


def test_only_an_administrator_changes_the_numbers_of_a_country():
    country = builders.country("fr")
    form = {
        "position": "0", "emergency": "112\n15", "advice": "15", "text_number": "114",
        "poison": "", "checked_on": "", "token": token(country, ""),
    }  # fmt: skip
    path = address(country, "structure")
    assert author().post(path, form).status_code == 403
    chief = client_of(builders.person("chief", "Administrator"))
    assert chief.post(path, form).status_code == 302
    assert Country.objects.get().emergency == ["112", "15"]


def test_the_drawing_of_a_figure_says_what_is_not_allowed():
    figure = builders.figure("wall-stretch")
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><script/></svg>'
    path = address(figure, "structure")
    form = {"svg": svg, "token": token(figure, "")}
    page = author().post(path, form, follow=True)
    assert builders.fresh(figure).svg == svg
    assert list(page.context["problems"]) == ["svg"]


def test_a_topic_is_live_or_changed_against_the_published_reference():
    topic = builders.topic("causes")
    page = author().get(address(topic, "fr"))
    assert [tab.look for tab in page.context["tabs"]] == [
        "none",
        "work",
        "work",
        "work",
    ]


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        ("carecard", builders.care_card), ("term", builders.term),
        ("figure", builders.figure), ("source", builders.source),
        ("country", builders.country), ("topic", builders.topic),
    ],
)  # fmt: skip
def test_a_list_costs_the_same_with_one_and_with_three(kind, make):
    ola = author()
    path = f"/desk/articles/{kind}/"
    make("one")
    first = queries(ola, path)
    make("two")
    make("three")
    assert queries(ola, path) == first


def test_nothing_is_deleted_at_the_desk():
    card = builders.care_card("dvt")
    assert (
        author().post(f"/desk/articles/carecard/{card.pk}/delete/").status_code == 404
    )
    assert CareCard.objects.count() == 1
