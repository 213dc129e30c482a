"""What to read next: the author's choice first, then pages that are close."""

import re

from articles.publishing import publish_reference
from tests import builders


def suggested(client, key: str) -> list[str]:
    page = client.get(f"/fr/understanding-fr/{key}-fr/").content.decode()
    part = page.partition('id="see-also"')[2].partition("</nav>")[0]
    return re.findall(r'<a href="/fr/[a-z-]+/([a-z0-9-]+)-fr/"', part)


def test_authors_choice_comes_first_in_her_order(client, publish):
    for key in ("a", "b", "c", "d"):
        publish(key, languages=("fr",))
    publish("here", languages=("fr",), position=9, related=["c", "a", "b"])
    assert suggested(client, "here")[:3] == ["c", "a", "b"]
    assert "d" not in suggested(client, "here")[:3]


def test_too_short_a_choice_is_filled_up_with_the_closest_pages(client, publish):
    builders.care_card("dvt")
    builders.topic("veins")
    publish_reference(by=None)
    publish("far", languages=("fr",), topic="veins")
    publish("warned", languages=("fr",), topic="veins", care_cards=["dvt"])
    publish("near", languages=("fr",), position=2)
    publish("nearest", languages=("fr",), position=3, care_cards=["dvt"])
    publish("chosen", languages=("fr",), topic="veins")
    publish("here", languages=("fr",), position=1, related=["chosen"],
            care_cards=["dvt"])  # fmt: skip
    assert suggested(client, "here") == ["chosen", "nearest", "near"]


def test_pages_of_other_languages_are_not_suggested(client, publish):
    publish("other", languages=("nb",))
    publish("here", languages=("fr",))
    assert suggested(client, "here") == []
