"""Two real servers on one database: publish, kill, restart, and a start without it.

What they are measured at is in bench/; here nothing depends on how fast they are.
"""

import http.client
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.models import Article, SiteVersion
from tests import builders
from tests.serving import servers
from tests.serving.builders import until
from tests.serving.servers import Answer, Server

PAGE = "/fr/understanding-fr/first-aid-fr/"
PATIENCE = 60.0


@pytest.fixture(scope="module")
def both(database_url: str, static_folder: Path) -> Iterator[list[Server]]:
    """One server with two workers, one with one."""
    with (
        servers.serve(static_folder, database_url, workers=2) as first,
        servers.serve(static_folder, database_url) as second,
    ):
        yield [first, second]


@pytest.fixture
def two(both: list[Server], small_library: int) -> list[Server]:
    """Both servers, showing the small library."""
    for server in both:
        servers.wait_until_shown(server, small_library)
    return both


def ask_either(two: list[Server], path: str, turn: int = 0) -> Answer:
    """As nginx does: another server is asked when one does not answer."""
    for attempt in range(4):
        try:
            return two[(turn + attempt) % 2].get(path)
        except (OSError, http.client.HTTPException):
            continue
    return Answer(0, {}, b"")


def test_publish_is_seen_by_every_server(two: list[Server]) -> None:
    builders.edition(Article.objects.get(), "fr", what_changed="Seen by all.")
    until(lambda: all(b"Seen by all." in history(each) for each in two), PATIENCE)
    for server in two:
        servers.wait_until_shown(server, SiteVersion.objects.get().number)
        assert b"Seen by all." in history(server)


def history(server: Server) -> bytes:
    return server.get(f"{PAGE}historique/").body


def test_page_is_a_hit_with_a_tag(two: list[Server]) -> None:
    first = two[0].get(PAGE, **{"Accept-Encoding": "br"})
    assert (first.code, first.headers["content-encoding"]) == (200, "br")
    again = two[0].get(
        PAGE, **{"Accept-Encoding": "br", "If-None-Match": first.headers["etag"]}
    )
    assert (again.code, again.body) == (304, b"")


def test_killed_worker_is_replaced_and_the_site_goes_on(two: list[Server]) -> None:
    before = two[0].workers()
    assert len(before) == 2
    os.kill(min(before), signal.SIGKILL)
    codes = {ask_either(two, PAGE, turn).code for turn in range(50)}
    assert codes == {200}
    until(lambda: len(two[0].workers() - before) == 1, PATIENCE)
    until(lambda: two[0].ready().get("ready"), PATIENCE)


def test_rolling_restart_loses_no_request(two: list[Server]) -> None:
    over = threading.Event()
    codes: list[int] = []

    def read(turn: int) -> None:
        while not over.is_set():
            codes.append(ask_either(two, PAGE, turn).code)
            turn += 1
            time.sleep(0.02)  # the servers start on the same cores

    readers = [threading.Thread(target=read, args=(n,)) for n in range(3)]
    for reader in readers:
        reader.start()
    try:
        for server in two:
            server.stop()
            server.start()
            until(lambda: server.ready().get("ready"), PATIENCE)  # noqa: B023
    finally:
        over.set()
        for reader in readers:
            reader.join(30)
    assert set(codes) == {200}
    assert len(codes) > 10


def test_start_without_a_database_serves_the_copy(
    small_library: int, static_folder: Path, tmp_path: Path, connection_stays: None
) -> None:
    copy = tmp_path / "copy"
    call_command("export_site", copy, verbosity=0)
    nowhere = f"sqlite:///{tmp_path}/missing/db.sqlite3"
    with servers.serve(static_folder, nowhere, EXPORTED_SITE=str(copy)) as server:
        page = server.get(PAGE)
        assert (page.code, "x-site-copy" in page.headers) == (200, True)
        assert page.body == (copy / PAGE.strip("/") / "index.html").read_bytes()
        lost = server.get("/nb/unknown/")
        assert (lost.code, lost.headers["retry-after"]) == (503, "30")
        assert (b"113" in lost.body, lost.headers["content-language"]) == (True, "nb")
        assert server.ready()["code"] == 503
        assert server.get("/healthz").code == 200
        assert server.get("/desk/").code == 503
