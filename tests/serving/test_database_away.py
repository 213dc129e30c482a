"""A real PostgreSQL stops, hangs and comes back under a real server."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection

from articles.models import Article, SiteVersion
from articles.serving.source import AWAY
from tests import builders
from tests.serving import servers
from tests.serving.builders import until
from tests.serving.servers import Between, Server

PAGE = "/fr/understanding-fr/first-aid-fr/"
PATIENCE = 60.0


@pytest.fixture(scope="module")
def between(
    database_url: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Between]:
    between = Between(tmp_path_factory.mktemp("pg"), database_url)
    yield between
    between.close()


@pytest.fixture(scope="module")
def started(between: Between, static_folder: Path) -> Iterator[Server]:
    with servers.serve(static_folder, between.url) as server:
        yield server


@pytest.fixture
def server(started: Server, small_library: int) -> Server:
    servers.wait_until_shown(started, small_library)
    until(lambda: started.ready()["warm"], PATIENCE)
    return started


def test_database_that_stops_and_comes_back(server: Server, between: Between) -> None:
    goes_on_without(server, between, "stopped")
    builders.edition(Article.objects.get(), "fr", what_changed="While away.")
    recovers(server, between)
    until(lambda: b"While away." in server.get(f"{PAGE}historique/").body, PATIENCE)


def test_database_that_hangs_and_comes_back(server: Server, between: Between) -> None:
    goes_on_without(server, between, "hanging")
    recovers(server, between)


def goes_on_without(server: Server, between: Between, state: servers.State) -> None:
    between.become(state)
    # Asked at once, before the watcher knows: a page that is not stored is a 503 too.
    assert server.get("/nb/not-stored/").code == 503
    until(lambda: server.ready().get("database") == "away", PATIENCE)
    page = server.get(PAGE)
    assert (page.code, int(page.headers["x-site-version-age"]) >= 0) == (200, True)
    lost = server.get("/nb/not-stored/")
    assert (lost.code, lost.headers["retry-after"]) == (503, "30")
    assert (b"113" in lost.body, b'lang="nb"' in lost.body) == (True, True)
    assert server.get("/desk/").code == 503
    assert server.get("/desk/account/login/", "POST").code == 503
    assert server.get("/", **{"Accept-Language": "es"}).headers["location"] == "/es/"
    assert server.ready()["code"] == 200
    assert server.process.poll() is None


def recovers(server: Server, between: Between) -> None:
    between.become("here")
    until(lambda: server.ready().get("database") == "here", PATIENCE)
    until(lambda: server.get("/nb/not-stored/").code == 404, PATIENCE)
    assert "x-site-version-age" not in server.get(PAGE).headers
    assert server.get("/desk/account/login/").code == 200


@pytest.mark.django_db(transaction=True)
def test_read_only_database_counts_as_away() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET default_transaction_read_only = on")
    try:
        with pytest.raises(AWAY):
            SiteVersion.objects.create(pk=1)
    finally:
        connection.close()


def test_full_database_counts_as_away() -> None:
    assert issubclass(psycopg.errors.DiskFull, psycopg.OperationalError)
    assert OperationalError in AWAY
