"""The indexes of a process follow the site version, and do without the database."""

import threading

import pytest
from django.db import OperationalError, connection

from articles.publishing import publish_reference, withdraw
from articles.searching import index
from articles.searching.pages import Version
from articles.versions import current
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf() -> None:
    builders.country()
    builders.topic()
    publish_reference(by=None)


def publish(key: str, body: str) -> None:
    article = builders.article(key, bodies={"short-answer": body})
    builders.edition(article, "fr")


def found(query: str, language: str = "fr") -> list[str]:
    engine = index.current(language)
    assert engine
    return sorted(hit.article for hit in engine.find(query).hits)


def refuse(execute, sql, params, many, context):
    raise OperationalError("The database is away.")


@pytest.fixture(params=[index.WHOLE, 0], ids=["anew", "bit by bit"])
def way(request, monkeypatch) -> None:
    monkeypatch.setattr(index, "WHOLE", request.param)


def test_published_page_is_found_at_once(shelf, way):
    assert found("mollet") == []
    publish("calf", "Le mollet.")
    builders.term("calf", plain="mollet")
    publish_reference(by=None)
    assert found("mollet") == ["calf"]
    assert found("mollet", "nb") == []
    publish("vein", "Le mollet et la veine.")
    assert found("mollet") == ["calf", "vein"]


def test_withdrawn_page_is_not_found_any_more(shelf, way):
    builders.term("calf", plain="mollet")
    publish_reference(by=None)
    publish("calf", "Le mollet.")
    assert found("mollet") == ["calf"]
    withdraw(article="calf", language="fr", by=None, reason="Wrong.")
    assert found("mollet") == []


def test_unchanged_version_costs_one_query(shelf, django_assert_num_queries):
    publish("calf", "Le mollet.")
    index.refresh()
    with django_assert_num_queries(1):
        index.current("fr")


def test_other_languages_keep_their_index(shelf):
    publish("calf", "Le mollet.")
    norwegian = index.current("nb")
    publish("vein", "La veine.")
    assert index.current("nb") is norwegian


def test_search_goes_on_while_the_database_is_away(shelf):
    builders.term("calf", plain="mollet")
    publish_reference(by=None)
    publish("calf", "Le mollet.")
    index.refresh()
    with connection.execute_wrapper(refuse):
        assert found("mollet") == ["calf"]


def test_index_that_was_never_built_is_none_while_the_database_is_away():
    with connection.execute_wrapper(refuse):
        assert index.library() is None
        assert index.current("fr") is None
    assert index.library() is not None


@pytest.fixture
def asked(monkeypatch) -> list[int]:
    """Counts the times that the index is brought to a version, in a thread."""
    times: list[int] = []

    def refresh() -> None:
        times.append(1)
        version = Version(number=index._state.wanted)
        index._state.library = index.Library(version, {})

    monkeypatch.setattr(index, "refresh", refresh)
    return times


def wait() -> None:
    for thread in threading.enumerate():
        if thread.name == "search-index":
            thread.join(5)


def test_followed_version_is_caught_up_in_a_thread(asked, django_assert_num_queries):
    with django_assert_num_queries(0):
        index.follow(3)
        wait()
        index.follow(3)
        wait()
        assert index.library() == index.Library(Version(number=3), {})
    assert asked == [1]


def test_failed_build_is_tried_again_with_the_next_version(monkeypatch, asked):
    rebuild = index.refresh
    monkeypatch.setattr(index, "refresh", lambda: 1 / 0)
    index.follow(3)
    wait()
    assert index.library() is None
    monkeypatch.setattr(index, "refresh", rebuild)
    index.follow(3)
    wait()
    assert index.library() is None
    index.follow(4)
    wait()
    assert index.library() is not None
    assert current().number == 0
