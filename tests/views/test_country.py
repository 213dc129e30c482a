"""The numbers of another country on one page: carried by the address, by no cookie."""

import pytest

from articles import fixed_pages
from articles.publishing import publish_reference
from tests import builders

PAGE = "/fr/understanding-fr/when-to-get-help-fr/"


@pytest.fixture(autouse=True)
def library(db):
    builders.care_card(level="emergency")
    record = builders.article(
        "when-to-get-help", care_cards=["dvt"],
        bodies={"short-answer": "Appelez le {emergency}."},
    )  # fmt: skip
    builders.country("fr", emergency="112")
    builders.country("be", emergency="100")
    publish_reference(by=None)
    builders.edition(record)


def numbers_in(html: str) -> set[str]:
    return {number for number in ("112", "100") if f"tel:{number}" in html}


def test_page_shows_the_numbers_of_the_language_s_home(client):
    assert numbers_in(client.get(PAGE).content.decode()) == {"112"}


def test_page_shows_the_numbers_of_the_chosen_country_everywhere(
    client, django_assert_max_num_queries
):
    client.get("/fr/")  # the reference is read once for all pages
    with django_assert_max_num_queries(3):
        response = client.get(f"{PAGE}?country=be")
    html = response.content.decode()
    assert numbers_in(html) == {"100"}
    assert html.count("100") >= 4  # text, card heading, button and foot of the page
    assert "be fr" in html.partition("<footer class=")[2]
    assert '<option value="be" selected>' in html
    assert f'rel="canonical" href="http://localhost:8000{PAGE}"' in html
    assert client.cookies == {}


def test_choice_holds_for_one_page_only(client):
    html = client.get(f"{PAGE}?country=be").content.decode()
    assert 'href="/fr/' in html
    assert "country=" not in html.replace('name="country"', "")


@pytest.mark.parametrize("code", ["xx", "BE", "", "be%00", "%F0%9F%87%A7"])
def test_unknown_country_leads_to_the_page_without_it(client, code):
    response = client.get(f"{PAGE}?country={code}&print=1")
    assert response.status_code == 301
    assert response["Location"] == f"{PAGE}?print=1"


def test_redirect_to_the_right_shelf_keeps_the_country(client):
    response = client.get("/fr/causes/when-to-get-help-fr/?country=be")
    assert response["Location"] == f"{PAGE}?country=be"


def test_list_of_numbers_begins_with_the_chosen_country(client):
    address = f"/fr/{fixed_pages.word('numbers', 'fr')}/"
    usual, chosen = (
        client.get(f"{address}{query}").content.decode()
        for query in ("", "?country=be")
    )
    assert usual.index('scope="row">fr fr') < usual.index('scope="row">be fr')
    assert chosen.index('scope="row">be fr') < chosen.index('scope="row">fr fr')
    assert '<select name="country"' in usual


def test_choice_is_not_offered_with_one_country(client):
    from articles.models import Country

    Country.objects.filter(key="be").delete()
    publish_reference(by=None)
    assert "<select" not in client.get(PAGE).content.decode()
