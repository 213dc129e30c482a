"""The glossary: the language's own order, a page for each term, and what uses it."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.publishing import publish_reference
from articles.views.site import fixed_address
from tests import builders
from tests.views.conftest import structured


def publish_terms(**plain: str) -> None:
    for key, word in plain.items():
        builders.term(key, plain=word, professional=f"{word} medisinsk")
    publish_reference(by=None)


@pytest.mark.parametrize(
    ("language", "order"),
    [("nb", ["Blod", "Zink", "Ødem", "Åre"]), ("fr", ["Åre", "Blod", "Ødem", "Zink"])],
)
def test_terms_stand_in_the_order_of_the_language(client, publish, language, order):
    publish_terms(a="Åre", b="Ødem", c="Blod", d="Zink")
    page = client.get(fixed_address("glossary", language)).content.decode()
    assert re.findall(r"<dt><a [^>]*>([^<]*)</a>", page) == order


def test_glossary_has_an_anchor_for_each_term_and_its_meaning(client, publish):
    publish_terms(calf="mollet")
    page = client.get(fixed_address("glossary", "fr")).content.decode()
    address = f"{fixed_address('glossary', 'fr')}calf/"
    assert f'<div id="calf"><dt><a href="{address}">mollet</a>' in page
    assert "<dd>calf.</dd>" in page


def test_term_page_lists_the_live_pages_that_use_it(client, publish):
    publish_terms(calf="mollet")
    publish("b", languages=("fr",), bodies={"short-answer": "Le [mollet](term:calf)."})
    publish("a", languages=("fr",), bodies={"short-answer": "Un [mollet](term:calf)."})
    publish("c", languages=("fr",))
    response = client.get(f"{fixed_address('glossary', 'fr')}calf/")
    page = response.content.decode()
    uses = re.findall(r'<li><a href="(/fr/understanding-fr/[^"]+)">', page)
    assert uses == ["/fr/understanding-fr/a-fr/", "/fr/understanding-fr/b-fr/"]
    assert structured(response)["@type"] == "DefinedTerm"
    assert structured(response)["name"] == "mollet"


def test_first_use_of_a_term_leads_to_its_page(client, publish):
    publish_terms(calf="mollet")
    twice = "Le [mollet](term:calf) et le [mollet](term:calf)."
    publish("first-aid", languages=("fr",), bodies={"short-answer": twice})
    page = client.get("/fr/understanding-fr/first-aid-fr/").content.decode()
    assert page.count(f'href="{fixed_address("glossary", "fr")}calf/"') == 1


def test_unknown_term_is_not_found(client, publish):
    assert client.get(f"{fixed_address('glossary', 'fr')}nothing/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_pages_cost_the_same_with_more_terms_and_uses(client, publish, count):
    publish_terms(**{f"t{number}": f"Ord{number}" for number in range(count)})
    for number in range(count):
        body = {"short-answer": "Le [mollet](term:t0)."}
        publish(f"article-{number}", languages=("fr",), bodies=body)
    costs = []
    for address in ("", "t0/"):
        client.get("/fr/")
        with CaptureQueriesContext(connection) as asked:
            client.get(f"{fixed_address('glossary', 'fr')}{address}")
        costs.append(len(asked))
    assert costs == [1, 2]
