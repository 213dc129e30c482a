"""Addresses that are almost right: one permanent redirect, and no more."""

import pytest

from articles.drafting import save_text
from articles.publishing import publish_reference
from tests import builders

PAGE = "/fr/understanding-fr/first-aid-fr/"


@pytest.mark.parametrize(
    ("asked", "right"),
    [
        ("/fr", "/fr/"),
        ("/fr/understanding-fr", "/fr/understanding-fr/"),
        ("/fr/understanding-fr/first-aid-fr", PAGE),
        ("/FR/Understanding-fr/First-Aid-fr/", PAGE),
        ("/fr//understanding-fr/first-aid-fr/", PAGE),
        ("/fr/somewhere/first-aid-fr/", PAGE),
        ("/fr/SOMEWHERE/First-Aid-fr", PAGE),
        ("/fr/understanding-fr/first-aid/", PAGE),
        (f"{PAGE}?utm_source=mail", PAGE),
        (f"{PAGE}?utm_source=mail&print=1", f"{PAGE}?print=1"),
    ],
)
def test_address_that_is_almost_right_leads_to_the_page_at_once(
    client, publish, asked, right
):
    publish()
    response = client.get(asked)
    assert response.status_code == 301
    assert response["Location"] == right
    assert client.get(right).status_code == 200


def test_old_address_leads_to_the_new_one_in_one_step(client, publish):
    article = publish()
    text = builders.article_text(
        "first-aid", "fr", {"short-answer": "Tirez."}, slug="crampe"
    )
    save_text(article, language="fr", text=text, by=None)
    builders.edition(article, "fr", what_changed="New address.")
    for asked in (PAGE, "/fr/elsewhere/first-aid-fr", f"{PAGE}?fbclid=1"):
        response = client.get(asked)
        assert response.status_code == 301, asked
    assert client.get(PAGE)["Location"] == "/fr/understanding-fr/crampe/"


def test_old_address_of_a_topic_leads_to_the_new_one(client, publish):
    article = publish()
    words = {"name": "Comprendre", "slug": "comprendre", "introduction": ""}
    save_text(article.topic, language="fr", text=words, by=None)
    publish_reference(by=None)
    assert client.get("/fr/understanding-fr/")["Location"] == "/fr/comprendre/"
    assert client.get(PAGE)["Location"] == "/fr/comprendre/first-aid-fr/"


@pytest.mark.parametrize(
    "path", ["/fr/nowhere/", "/xx/", "/fr/understanding-fr/nothing/", "/wp-login.php"]
)
def test_address_that_is_wrong_is_not_found(client, publish, path):
    publish()
    assert client.get(path).status_code == 404
