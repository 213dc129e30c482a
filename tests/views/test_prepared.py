"""A query whose SQL is made once says what the query itself says."""

from typing import Any

import pytest
from django.db import connection
from django.db.models import Q, QuerySet
from django.test.utils import CaptureQueriesContext

from articles.models.publication import Publication
from articles.publishing import publish_reference
from articles.views import article as views
from articles.views.prepared import Prepared
from articles.views.read_next import cards_of
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf() -> None:
    """Four pages, two of which share a care card; one is signed, one has two languages."""
    reviewer = builders.person("ola")
    builders.country()
    card = builders.care_card()
    builders.signed(card, "fr", by=reviewer)
    for position, key in enumerate(("first-aid", "causes", "myths", "rest"), start=1):
        cards = ["dvt"] if key in ("causes", "rest") else []
        record = builders.article(
            key, position=position, care_cards=cards, related=["first-aid"]
        )
        if key == "causes":
            builders.signed(record, "fr", by=reviewer)
        if position == 1:
            publish_reference(by=None)
        builders.edition(record, "fr")
        if key == "rest":
            builders.edition(record, "nb")


def facts(page: Publication) -> dict[str, Any]:
    """The columns, the annotations and the Edition of a row."""
    kept = {name: value for name, value in vars(page).items() if name[0] != "_"}
    return {**kept, "title": page.edition.title if page.edition else ""}


def test_page_is_the_one_the_query_finds(shelf: None) -> None:
    for slug in ("first-aid-fr", "causes-fr", "rest-fr", "nothing"):
        plain = views.pages_with_edition("fr").filter(slug=slug).first()
        for _ in range(2):
            prepared = views.page_at("fr", slug)
            assert (prepared and facts(prepared)) == (plain and facts(plain))
    page = views.page_at("fr", "causes-fr")
    assert page is not None
    assert page.has_unsigned is False  # type: ignore[attr-defined]
    assert isinstance(page.rendered, list)  # type: ignore[attr-defined]
    assert page.signed_at.tzinfo is not None  # type: ignore[attr-defined]


def test_pages_around_are_those_the_query_finds(shelf: None) -> None:
    for page in views.pages_with_edition("fr"):
        assert page.edition is not None
        plain = views._query_around(
            article=page.article, language="fr", topic=page.topic,
            position=page.position, named=("first-aid", "when-to-get-help"),
            cards=cards_of(page.edition),
        )  # fmt: skip
        around = views._pages_around(page, page.edition)
        key = Publication.__hash__
        assert [facts(each) for each in sorted(around, key=key)] == [
            facts(each) for each in sorted(plain, key=key)
        ]


def test_each_length_of_a_tuple_is_a_statement_of_its_own(
    shelf: None, django_assert_num_queries: Any
) -> None:
    made: list[tuple[str, ...]] = []

    def build(keys: tuple[str, ...], position: int) -> QuerySet[Publication]:
        made.append(keys)
        found = Q(article__in=keys) | Q(position=position)
        return Publication.objects.filter(found, language="fr").order_by("position")

    prepared = Prepared(build)

    def found(*keys: str, position: int) -> list[str]:
        return [each.article for each in prepared(keys=keys, position=position)]

    with django_assert_num_queries(4):
        assert found("rest", "myths", position=1) == ["first-aid", "myths", "rest"]
        assert found("causes", "rest", position=2) == ["causes", "rest"]
        assert found("causes", position=3) == ["causes", "myths"]
        assert found(position=4) == ["rest"]
    assert [len(keys) for keys in made] == [2, 1, 0]


def test_value_is_never_part_of_the_statement(shelf: None) -> None:
    prepared = Prepared(lambda slug: Publication.objects.filter(slug=slug))
    assert prepared(slug="x' OR '1'='1") == []
    assert prepared(slug="\x01slug") == []
    with CaptureQueriesContext(connection) as asked:
        assert len(prepared(slug="myths-fr")) == 1
    assert "myths-fr" in asked[0]["sql"]
