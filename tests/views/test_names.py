"""The list from A to Z: each language's own order, and the same cost at any length."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.drafting import save_text
from articles.publishing import withdraw
from articles.views import names
from articles.views.site import fixed_address
from tests import builders


def publish_as(language: str, key: str, title: str, also_called: str = "") -> None:
    bodies = {"short-answer": "Rolig."}
    article = builders.article(key, languages=(), bodies=bodies,
                               source_language=language)  # fmt: skip
    text = builders.article_text(
        key, language, bodies, title=title, also_called=also_called
    )
    save_text(article, language=language, text=text, by=None)
    builders.edition(builders.fresh(article), language)


def listed(client, language: str) -> list[str]:
    """Letters and names in the order in which they stand."""
    page = client.get(fixed_address("a-z", language)).content.decode()
    found = re.findall(r'<h2 id="[^"]*">([^<]*)</h2>|<li><a href="/../understanding[^"]*">([^<]*)</a>',
                       page.partition("<h1")[2].partition("</main")[0])  # fmt: skip
    return [letter or name for letter, name in found]


@pytest.mark.usefixtures("publish")
def test_norwegian_ends_with_ae_oe_aa(client):
    for key, title in (("a", "Årer"), ("b", "Ødem"), ("c", "Zink"), ("d", "Ærlig"),
                       ("e", "Anfall")):  # fmt: skip
        publish_as("nb", key, title)
    assert listed(client, "nb") == [
        "A", "Anfall", "Z", "Zink", "Æ", "Ærlig", "Ø", "Ødem", "Å", "Årer",
    ]  # fmt: skip


@pytest.mark.usefixtures("publish")
def test_spanish_has_enye_after_n_and_no_mark_in_front(client):
    for key, title in (("a", "Ñoño"), ("b", "Nuca"), ("c", "Ocio"), ("d", "¿Niños?")):
        publish_as("es", key, title)
    assert listed(client, "es") == ["N", "¿Niños?", "Nuca", "Ñ", "Ñoño", "O", "Ocio"]


@pytest.mark.usefixtures("publish")
def test_french_accents_do_not_count_and_digits_come_last(client):
    for key, title in (
        ("a", "Étirer"),
        ("b", "Eau"),
        ("c", "Œdème"),
        ("d", "3 signes"),
    ):
        publish_as("fr", key, title)
    assert listed(client, "fr") == [
        "E", "Eau", "Étirer", "O", "Œdème", "#", "3 signes",
    ]  # fmt: skip


@pytest.mark.usefixtures("publish")
def test_other_name_stands_with_the_title_it_leads_to(client):
    publish_as("fr", "twitch", "Le mollet qui saute", "fasciculation;  ; secousse")
    page = client.get(fixed_address("a-z", "fr")).content.decode()
    assert listed(client, "fr") == [
        "F", "fasciculation", "L", "Le mollet qui saute", "S", "secousse",
    ]  # fmt: skip
    assert (
        '<a href="/fr/understanding-fr/twitch-fr/">fasciculation</a> '
        '<span class="where">Le mollet qui saute</span>' in page
    )


def test_withdrawn_page_and_old_names_are_not_listed(client, publish):
    article = publish("first-aid", languages=("fr",))
    text = builders.article_text("first-aid", "fr", {"short-answer": "T."}, title="Neu")
    save_text(article, language="fr", text=text, by=None)
    builders.edition(builders.fresh(article), "fr", what_changed="Title.")
    assert listed(client, "fr") == ["N", "Neu"]
    withdraw(article="first-aid", language="fr", by=None, reason="Wrong.")
    assert listed(client, "fr") == []


def queries(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_three_queries_with_any_number_of_rows(client, publish, count):
    for number in range(count):
        publish(f"article-{number}", languages=("fr",))
    assert queries(client, fixed_address("a-z", "fr")) == 3


def test_long_list_has_a_page_for_each_letter(client, publish, monkeypatch):
    monkeypatch.setattr(names, "ONE_PAGE", 2)
    for key, title in (("a", "Årer"), ("b", "Bein"), ("c", "Blod")):
        publish_as("nb", key, title)
    assert listed(client, "nb") == ["B", "Bein", "Blod"]
    address = f"{fixed_address('a-z', 'nb')}aa/"
    page = client.get(address).content.decode()
    assert "Årer" in page
    assert "Bein" not in page
    assert f'href="{address}"' in page
    assert queries(client, address) == 3
    assert client.get(f"{fixed_address('a-z', 'nb')}x/").status_code == 404


def test_letter_of_a_short_list_leads_to_the_list(client, publish):
    publish("bein", languages=("nb",))
    response = client.get(f"{fixed_address('a-z', 'nb')}b/")
    assert response.status_code == 301
    assert response["Location"] == fixed_address("a-z", "nb")
