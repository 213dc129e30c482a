import pytest

from articles.drafting import save_text
from articles.models import DeskEvent, Edition, Publication, SiteVersion
from articles.publishing import PublishRefusedError
from articles.renewing import (
    Wish,
    pages_to_renew,
    pages_using,
    publish_together,
    withdraw_users,
)
from tests import builders

pytestmark = pytest.mark.django_db


def wish(article, language, **more):
    return Wish(
        article=article, language=language, meaning_changed=False,
        what_changed="Renewed.", unsigned_reason="For a test.", **more,
    )  # fmt: skip


def two_articles_with_a_card():
    card = builders.care_card()
    one = builders.article("one", care_cards=["dvt"])
    two = builders.article("two", care_cards=["dvt"])
    other = builders.article("other")
    for article in (one, two, other):
        for language in ("fr", "nb", "es"):
            builders.edition(article, language)
    return card


def change(card, language="fr"):
    text = {**builders.text_of(card, language), "note": "Do not rub the leg."}
    save_text(card, language=language, text=text, by=None)


def test_set_is_published_with_originals_first():
    builders.article("one")
    editions = publish_together([wish("one", "nb"), wish("one", "fr")], by=None)
    assert [edition.language for edition in editions] == ["fr", "nb"]
    assert editions[1].based_on == editions[0]


def test_set_with_one_failure_in_the_middle_publishes_none_and_names_it():
    builders.article("one")
    builders.article("two", bodies={"steps": "[@nobody]"})
    builders.article("three")
    wishes = [wish("one", "fr"), wish("two", "fr"), wish("three", "fr")]
    with pytest.raises(PublishRefusedError) as error:
        publish_together(wishes, by=None)
    assert [(p.code, p.where) for p in error.value.problems] == [
        ("source.unknown", "two fr, steps, line 1")
    ]
    assert not Edition.objects.exists()
    assert not SiteVersion.objects.filter(number__gt=0).exists()
    assert not DeskEvent.objects.exists()


def test_pages_using_a_card_are_those_that_show_it():
    two_articles_with_a_card()
    found = [(page.article, page.language) for page in pages_using("care-card:dvt")]
    assert found == [
        ("one", "es"), ("one", "fr"), ("one", "nb"),
        ("two", "es"), ("two", "fr"), ("two", "nb"),
    ]  # fmt: skip


def test_card_changed_in_one_language_names_its_pages_to_renew():
    card = two_articles_with_a_card()
    assert pages_to_renew("care-card:dvt") == []
    change(card)
    found = [(page.article, page.language) for page in pages_to_renew("care-card:dvt")]
    assert found == [("one", "fr"), ("two", "fr")]


def test_pages_renewed_together_show_the_card_as_it_is_now():
    card = two_articles_with_a_card()
    change(card)
    pages = pages_to_renew("care-card:dvt")
    publish_together([wish(page.article, page.language) for page in pages], by=None)
    assert pages_to_renew("care-card:dvt") == []
    page = Publication.objects.get(article="two", language="fr")
    assert page.edition.content["care_cards"][0]["note"] == "Do not rub the leg."


def test_users_of_a_card_are_withdrawn_at_once_with_the_reason():
    two_articles_with_a_card()
    count = withdraw_users("care-card:dvt", by=builders.person(), reason="A mistake.")
    assert count == 6
    live = Publication.objects.live().values_list("article", flat=True)
    assert set(live) == {"other"}
    gone = Publication.objects.get(article="one", language="es")
    assert gone.withdrawn_because == "A mistake."


def test_part_that_no_live_page_uses_cannot_be_withdrawn():
    with pytest.raises(PublishRefusedError) as error:
        withdraw_users("care-card:dvt", by=None, reason="A mistake.")
    assert [problem.code for problem in error.value.problems] == ["withdraw.not-live"]
