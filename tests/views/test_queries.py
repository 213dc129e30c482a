"""A page costs at most three queries, and the same however large the library is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.views.site import forget_reference
from tests import builders

MOST = 3
HOME = "/fr/"
TOPIC = "/fr/understanding-fr/"
PAGE = f"{TOPIC}first-aid-fr/"
KINDS = (
    HOME,
    TOPIC,
    PAGE,
    f"{PAGE}historique/",
    "/fr/numeros-urgence/",
    "/fr/a-propos/",
    "/fr/understanding-fr/nothing/",
    "/nb/understanding-nb/first-aid/",
    "/sitemap.xml",
    "/sitemap-fr-1.xml",
    "/fr/feed.xml",
)


def _count(client, path: str) -> int:
    client.get(HOME)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(path)
    return len(queries)


@pytest.mark.parametrize("path", KINDS)
def test_page_asks_as_much_of_one_article_as_of_three(client, publish, path):
    builders.article("stress", position=2)
    builders.article("sport", position=3, related=["first-aid", "stress"])
    publish(bodies={"short-answer": "[a](article:stress) [b](article:sport)"})
    one = _count(client, path)
    publish("stress")
    publish("sport")
    forget_reference()
    assert _count(client, path) == one
    assert one <= MOST
