"""What CDNs and proxies are told about each kind of answer."""

import pytest
from django.test import Client

from articles.publishing import publish_reference
from tests import builders

FOR_ALL = (
    "public, max-age=0, s-maxage=60, stale-while-revalidate=600, stale-if-error=86400"
)
ARTICLE = "/fr/understanding-fr/first-aid-fr/"


@pytest.fixture
def small_site(db: None) -> None:
    builders.country()
    record = builders.article()
    publish_reference(by=None)
    builders.edition(record, "fr")
    builders.edition(record, "fr", what_changed="A second time.")


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("/", "site"),
        ("/fr/", "site fr"),
        ("/fr/understanding-fr/", "site fr topic:understanding"),
        (ARTICLE, "site fr article:first-aid"),
        (f"{ARTICLE}historique/", "site fr article:first-aid"),
        (f"{ARTICLE}historique/1/", "site fr article:first-aid"),
        ("/fr/feed.xml", "site fr"),
        ("/sitemap.xml", "site"),
        ("/sitemap-fr-1.xml", "site"),
        ("/robots.txt", "site"),
    ],
)
def test_what_is_the_same_for_all_may_be_shared(
    client: Client, small_site: None, address: str, keys: str
) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert response["Cache-Control"] == FOR_ALL
    assert response["Surrogate-Key"] == keys
    assert response["X-Page-Store"] == "keep"


@pytest.mark.parametrize("address", ["/fr/nothing/here/", "/nothing", "/desk/"])
def test_what_is_not_found_or_not_for_all_is_not_shared(
    client: Client, small_site: None, address: str
) -> None:
    response = client.get(address)
    assert "Surrogate-Key" not in response
    assert "X-Page-Store" not in response
    assert "s-maxage" not in response.get("Cache-Control", "")


def test_redirect_to_a_language_is_kept_by_our_store_only(
    client: Client, small_site: None
) -> None:
    response = client.get("/", headers={"Accept-Language": "nb"})
    assert (response.status_code, response["Location"]) == (302, "/nb/")
    assert response["Cache-Control"] == "no-cache"
    assert response["X-Page-Store"] == "keep"
    assert response["Vary"] == "Accept-Language"
