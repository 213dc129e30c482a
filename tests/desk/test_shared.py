"""What all pages share goes live from the desk, all of it together."""

import pytest

from articles import roles
from articles.drafting import save_structure
from articles.models import ReferenceEdition
from articles.publishing import publish_reference
from tests import builders
from tests.desk.forms import client_of

pytestmark = pytest.mark.django_db


def publisher():
    return client_of(builders.person("per", roles.PUBLISHER))


def rows(client):
    page = client.get("/desk/shared/", headers={"Accept-Language": "fr"})
    return [row["title"] for row in page.context["rows"]]


def test_a_changed_number_reaches_readers_when_a_publisher_says_so():
    builders.topic()
    country = builders.country(emergency="112")
    publish_reference(by=None)
    per = publisher()
    assert rows(per) == []
    save_structure(
        country, structure={**country.structure(), "emergency": ["15"]}, by=None
    )
    assert rows(per) == ["fr fr"]
    assert per.post("/desk/shared/").status_code == 302
    newest = ReferenceEdition.objects.first()
    assert [each["emergency"] for each in newest.content["countries"]] == [["15"]]
    assert newest.published_by.username == "per"
    assert rows(per) == []


def test_a_word_missing_in_one_language_holds_everything_back():
    builders.term(languages=("fr", "nb"))
    answer = publisher().post("/desk/shared/")
    assert answer.status_code == 409
    refused = answer.context["refused"]
    assert [item["title"] for item in refused] == ["cramp fr"]
    assert not ReferenceEdition.objects.exists()


def test_a_draft_of_an_article_is_no_part_of_it():
    builders.article("one")
    publish_reference(by=None)
    assert rows(publisher()) == []
