import json
import threading

import pytest

from articles.serving.assembly import open_door
from tests.serving.builders import House, opened, until

PATHS = ("/fr/", "/nb/", "/es/", "/fr/a/", "/fr/caf%C3%A9/")


def test_every_path_is_rendered_before_anyone_asks() -> None:
    house = opened(paths=PATHS)
    asked = len(house.django.seen)
    for path in ("/fr/", "/nb/", "/es/", "/fr/a/", "/fr/caf\u00c3\u00a9/"):
        assert house.get(path).code == 200
    assert len(house.django.seen) == asked == 5


def test_negotiated_page_is_warmed_in_each_language() -> None:
    house = opened(paths=("/",))
    assert house.django.asked_for("/") == 4


def test_most_read_come_first_after_a_change() -> None:
    house = opened(paths=PATHS)
    for _ in range(3):
        house.get("/fr/a/")
    house.get("/es/")
    del house.django.seen[:]
    house.publish()
    paths = [environ["PATH_INFO"] for environ in house.django.seen]
    assert paths[:2] == ["/fr/a/", "/es/"]
    assert len(paths) == 5


def test_others_wait_for_quiet_and_a_newer_version_ends_the_wait() -> None:
    house = opened(paths=PATHS, quiet=60)
    house.get("/fr/a/")
    house.number += 1
    house.parts.watcher.poll()
    until(lambda: house.django.asked_for("/fr/a/") == 2)
    house.number += 1
    house.parts.watcher.poll()
    until(lambda: house.django.asked_for("/fr/a/") == 3)
    assert house.django.asked_for("/nb/") == 1
    assert not house.parts.warming.warm
    house.parts.warming._newer.set()


def test_warming_stops_at_the_budget() -> None:
    paths = tuple(f"/fr/{n}/" for n in range(200))
    house = opened(paths=paths, budget=60_000)
    assert 10 < len(house.django.seen) < 60
    assert house.parts.store.size <= 60_000
    assert house.parts.warming.warm


def test_broken_list_of_paths_does_not_keep_the_site_closed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    house = House()

    def broken():
        raise LookupError

    house.parts.warming._paths = broken
    house.poll()
    assert (house.parts.warming.warm, house.parts.warming.over) == (False, True)
    assert house.get("/fr/a/").code == 200


def test_open_door_waits_until_all_is_warm() -> None:
    house = House(paths=PATHS)
    open_door(house.parts, seconds=5)
    assert house.parts.warming.warm
    assert len(house.parts.store.pages) == 5
    house.parts.watcher.stop()


def test_open_door_does_not_wait_for_a_database_that_is_away() -> None:
    house = House(paths=PATHS, broken=True)
    open_door(house.parts, seconds=5)
    assert not house.parts.warming.over
    house.settle()
    assert house.get("/nb/").body == b"<h1>closed nb 112</h1>"
    house.broken = False
    until(lambda: house.parts.warming.warm)
    house.parts.watcher.stop()


def test_open_door_gives_up_after_its_seconds() -> None:
    house = House(paths=PATHS)
    house.django.gate = gate = threading.Event()
    open_door(house.parts, seconds=0.05)
    assert not house.parts.warming.over
    gate.set()
    until(lambda: house.parts.warming.warm)
    house.parts.watcher.stop()


def test_healthz_is_answered_whatever_happens() -> None:
    house = House(broken=True)
    answer = house.get("/healthz", HOST="10.0.0.1:9")
    assert (answer.status, answer.body) == ("200 OK", b"ok\n")
    assert house.get("/healthz", "HEAD").body == b""
    assert house.django.seen == []


def test_readyz() -> None:
    house = House(broken=True)
    house.parts.watcher.poll()
    closed = house.get("/readyz")
    assert closed.code == 503
    assert json.loads(closed.body) == {
        "ready": False, "warm": False, "pages": 0, "version": None, "version_age": None,
        "database": "away",
    }  # fmt: skip
    house.find()
    facts = json.loads(house.get("/readyz").body)
    assert facts.pop("version_age") < 5
    assert facts == {
        "ready": True, "warm": True, "pages": 0, "version": 1, "database": "here",
    }  # fmt: skip
    house.lose()
    again = house.get("/readyz")
    assert (again.code, json.loads(again.body)["database"]) == (200, "away")
    assert again["Cache-Control"] == "no-store"
