"""Topics, terms and countries are published as one."""

import pytest

from articles.drafting import save_text
from articles.models import (
    ReferenceEdition,
    SiteVersion,
)
from articles.publishing import (
    PublishRefusedError,
    publish_reference,
)
from tests import builders
from tests.publishing.room import events, old_slugs


@pytest.mark.django_db
def test_reference_is_published_as_one_in_all_languages_and_once():
    builders.topic()
    builders.term()
    builders.country()
    edition = publish_reference(by=None)
    assert edition
    content = edition.content
    assert [topic["text"]["nb"]["slug"] for topic in content["topics"]] == [
        "understanding-nb"
    ]
    assert [term["key"] for term in content["terms"]] == ["cramp"]
    assert [country["emergency"] for country in content["countries"]] == [["112"]]
    assert SiteVersion.objects.get().reference == edition
    assert publish_reference(by=None) is None
    assert [kind for _, kind, _, _ in events()] == ["reference"]


@pytest.mark.django_db
def test_incomplete_reference_is_refused_with_every_missing_word():
    builders.topic(languages=("fr", "nb"))
    builders.term(languages=("fr",))
    with pytest.raises(PublishRefusedError) as refused:
        publish_reference(by=None)
    assert [(each.code, each.where) for each in refused.value.problems] == [
        ("reference.incomplete", "topic:understanding"),
        ("reference.incomplete", "term:cramp"),
        ("reference.incomplete", "term:cramp"),
    ]
    assert ReferenceEdition.objects.count() == 0


@pytest.mark.django_db
def test_topic_at_the_address_of_a_fixed_page_is_refused():
    from articles.fixed_pages import word

    topic = builders.topic()
    text = {"name": "N", "slug": word("privacy", "fr"), "introduction": ""}
    save_text(topic, language="fr", text=text, by=None)
    with pytest.raises(PublishRefusedError) as refused:
        publish_reference(by=None)
    assert [problem.code for problem in refused.value.problems] == ["slug.taken"]


@pytest.mark.django_db
def test_slug_of_a_topic_that_moves_stays_known_until_it_is_live_again():
    topic = builders.topic()
    publish_reference(by=None)
    for slug, left in (("b", ["understanding-fr"]), ("understanding-fr", ["b"])):
        text = {"name": "N", "slug": slug, "introduction": ""}
        save_text(topic, language="fr", text=text, by=None)
        publish_reference(by=None)
        assert old_slugs() == [("topic", "fr", left[0], "understanding")]
