"""The search page: what it shows, what is kept of it, and what it goes on without."""

import re

import pytest
from django.db import OperationalError, connection

from articles.publishing import publish_reference
from articles.searching import index
from articles.views.search import legible
from articles.views.site import fixed_address
from tests import builders
from tests.searching.test_engine import HOSTILE

BODIES = {"short-answer": "Une crampe & un mollet.", "steps": "Tirez le pied."}


@pytest.fixture
def site(publish):
    """One article in French, one that Norwegians have too, a card and a term."""
    builders.care_card("dvt", signs=("swelling", "redness"))
    builders.term("calf", plain="mollet", professional="loge", definition="Le gras.")
    builders.term("vein", plain="veine", definition="Un tuyau.")
    publish_reference(by=None)
    publish("calf-cramp", languages=("fr",), bodies=BODIES, care_cards=["dvt"])
    publish("vein-page", languages=("fr", "nb"), bodies={"short-answer": "La veine."})
    publish("when-to-get-help", languages=("fr",), care_cards=["dvt"])


def ask(client, query: str, language: str = "fr", **more: str):
    address = fixed_address("search", language)
    return client.get(address, {"q": query, **more})


def text_of(response) -> str:
    return str(response.content.decode())


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "nb", "es"])
def test_form_without_a_query_is_kept_and_indexed(client, language):
    response = client.get(fixed_address("search", language))
    assert response.status_code == 200
    assert response["X-Page-Store"] == "keep"
    assert "X-Robots-Tag" not in response
    assert 'role="search"' in text_of(response)


@pytest.mark.parametrize("query", ["mollet", "zzz", ""])
def test_answer_to_a_query_is_kept_by_nobody(client, site, query):
    response = ask(client, query)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert "X-Page-Store" not in response
    assert not response.cookies


def test_result_leads_to_the_section_with_the_words_marked(client, site):
    text = text_of(ask(client, "mollet"))
    assert "/fr/understanding-fr/calf-cramp-fr/#short-answer" in text
    assert "Une crampe &amp; un <mark>mollet</mark>." in text


def test_term_that_is_named_is_explained_above_the_results(client, site):
    text = text_of(ask(client, "loge"))
    address = f"{fixed_address('glossary', 'fr')}calf/"
    assert f'<a href="{address}">mollet</a> (loge). Le gras.' in text


def test_red_flag_shows_its_card_and_the_help_page_first(client, site):
    text = text_of(ask(client, "swelling redness"))
    assert 'class="care same-day"' in text
    assert text.index("care same-day") < text.index("results")
    first = re.search(r'results"><li><h2><a href="([^"]*)"', text)
    assert first
    assert first[1] == "/fr/understanding-fr/when-to-get-help-fr/#get-help"
    assert "#source-" not in text


def test_nothing_found_offers_other_languages_topics_and_help(client, site):
    text = text_of(ask(client, "veine", "es"))
    assert 'lang="fr" hreflang="fr"' in text
    assert f"{fixed_address('search', 'fr')}?q=veine" in text
    assert "/es/understanding-es/" in text
    assert 'href="tel:112"' in text


def test_nothing_found_suggests_the_librarys_spelling(client, site):
    text = text_of(ask(client, "molletx qqqqq wwwww"))
    assert f"{fixed_address('search', 'fr')}?q=mollet" in text


@pytest.mark.parametrize("query", HOSTILE)
def test_no_query_does_harm(client, site, query):
    query = query.encode("utf-8", "replace").decode()
    response = ask(client, query)
    assert response.status_code == 200
    assert "<script>crampe" not in text_of(response)
    assert "\u202e" not in text_of(response)


def test_query_is_shown_on_one_line_without_what_cannot_be_seen():
    assert legible(" a\x00b\u202e\u2066c\n\td\ud800 ") == "a bc d"
    assert len(legible("x" * 10_000)) == 200


def test_tracking_parameter_leads_to_the_same_query_without_it(client, site):
    response = ask(client, "mollet bas", utm="x")
    assert response.status_code == 301
    assert response["Location"] == f"{fixed_address('search', 'fr')}?q=mollet+bas"


def test_another_country_is_chosen_without_losing_the_query(client, publish):
    builders.country("no", emergency="113")
    builders.care_card("pe", level="emergency", signs=("choking", "fainting"))
    publish_reference(by=None)
    publish("clot", languages=("fr",), care_cards=["pe"])
    text = text_of(ask(client, "choking fainting", country="no"))
    assert 'href="tel:113"' in text
    assert '<input type="hidden" name="q" value="choking fainting">' in text


def test_query_at_an_address_that_is_almost_right_is_kept(client, site):
    address = fixed_address("search", "fr")
    response = client.get(address.upper().rstrip("/"), {"q": "mollet bas"})
    assert response.status_code == 301
    assert response["Location"] == f"{address}?q=mollet+bas"


def test_query_costs_one_look_at_the_version(client, site, django_assert_num_queries):
    index.refresh()
    with django_assert_num_queries(1):
        ask(client, "mollet")


def test_search_goes_on_while_the_database_is_away(client, site):
    index.refresh()

    def refuse(execute, sql, params, many, context):
        raise OperationalError("The database is away.")

    with connection.execute_wrapper(refuse):
        response = ask(client, "mollet")
        nothing = ask(client, "zzz")
    assert response.status_code == nothing.status_code == 200
    assert "calf-cramp-fr" in text_of(response)
    assert "understanding fr" in text_of(response)


def test_index_that_fails_says_what_to_do(client, site, monkeypatch):
    monkeypatch.setattr(index, "refresh", lambda: 1 / 0)
    response = ask(client, "mollet")
    text = text_of(response)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert 'class="callout important"' in text
    assert "/fr/understanding-fr/" in text
    assert fixed_address("a-z", "fr") in text


def test_box_stands_on_the_home_and_on_a_page_that_is_not_there(client, site):
    for address in ("/fr/", "/fr/nowhere/", "/nb/"):
        assert 'role="search"' in text_of(client.get(address))


def test_every_page_leads_to_the_search(client, site):
    for address in ("/fr/understanding-fr/", "/fr/understanding-fr/vein-page-fr/"):
        link = f'<a href="{fixed_address("search", "fr")}">'
        assert link in text_of(client.get(address))
