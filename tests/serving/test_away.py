"""The database stops, hangs or fails, and comes back."""

import threading
import time

import pytest

from tests.serving.builders import HTML, House, at_once, opened, until


def test_stored_pages_go_on_and_say_their_age() -> None:
    house = opened()
    before = house.get("/fr/a/", ACCEPT_ENCODING="br")
    house.lose()
    house.parts.watcher.confirmed_at -= 90
    away = house.get("/fr/a/", ACCEPT_ENCODING="br")
    assert away.body == before.body
    assert away.headers == [*before.headers, ("X-Site-Version-Age", "90")]
    tag = before["ETag"] or ""
    same = house.get("/fr/a/", ACCEPT_ENCODING="br", IF_NONE_MATCH=tag)
    assert (same.code, same["X-Site-Version-Age"]) == (304, "90")


@pytest.mark.parametrize(
    ("path", "header", "language"),
    [
        ("/nb/x/", "es", "nb"),
        ("/es/x/", "", "es"),
        ("/x/", "es", "es"),
        ("/", "", "fr"),
    ],
)
def test_page_that_is_not_stored_says_so(path: str, header: str, language: str) -> None:
    house = opened()
    house.lose()
    asked = len(house.django.seen)
    answer = house.get(path, ACCEPT_LANGUAGE=header)
    assert (answer.code, answer["Retry-After"]) == (503, "30")
    assert answer.body == f"<h1>closed {language} 112</h1>".encode()
    assert answer["Content-Language"] == language
    assert answer["Cache-Control"] == "no-store"
    assert answer["X-Frame-Options"] == "DENY"
    assert len(house.django.seen) == asked


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_desk_says_that_nothing_can_be_saved(method: str) -> None:
    house = opened()
    house.lose()
    answer = house.get("/desk/", method, ACCEPT_LANGUAGE="nb")
    assert (answer.code, answer.body) == (503, b"<h1>not saved nb</h1>")
    assert house.django.seen == []


def test_what_readers_send_is_refused() -> None:
    house = opened()
    house.lose()
    answer = house.get("/es/helpful/", "POST")
    assert (answer.code, answer.body) == (503, b"<h1>closed es 112</h1>")


def test_static_files_and_search_go_on() -> None:
    house = opened()
    house.lose()
    house.django.failing = False
    house.django.special["/fr/recherche/"] = ("200 OK", HTML, b"found")
    assert house.get("/static/a.css").code == 200
    answer = house.get("/fr/recherche/?q=crampe")
    assert (answer.code, answer.body) == (200, b"found")
    assert answer["X-Site-Version-Age"] == "0"
    assert house.django.seen[-1]["QUERY_STRING"] == "q=crampe"


@pytest.mark.parametrize("path", ["/fr/a/", "/desk/", "/fr/recherche/?q=x", "/fr/?q=1"])
def test_failure_before_the_watcher_knows_is_a_503(path: str) -> None:
    house = opened()
    house.django.failing = True
    answer = house.get(path, COOKIE="a=b")
    assert answer.code == 503
    assert house.parts.watcher._wake.is_set()
    assert house.django.closed == len(house.django.seen)


def test_save_that_fails_is_a_sentence() -> None:
    house = opened()
    house.django.failing = True
    answer = house.get("/desk/a/", "POST")
    assert (answer.code, answer.body) == (503, b"<h1>not saved fr</h1>")


def test_error_of_another_kind_stays_a_500() -> None:
    house = opened()
    house.django.special["/fr/x/"] = ("500 Internal Server Error", HTML, b"broken")
    assert house.get("/fr/x/").code == 500


def test_all_recovers_by_itself() -> None:
    house = opened()
    house.get("/fr/a/")
    house.lose()
    assert house.get("/fr/b/").code == 503
    house.find()
    assert house.get("/fr/b/").code == 200
    assert house.get("/fr/a/")["X-Site-Version-Age"] is None
    assert house.get("/desk/", "POST").code == 200


def test_publish_while_away_is_seen_afterwards() -> None:
    house = opened()
    house.get("/fr/a/")
    house.lose()
    house.number = house.django.number = 2
    assert b" v1" in house.get("/fr/a/").body
    house.find()
    assert b" v2" in house.get("/fr/a/").body


def hang(house: House) -> threading.Event:
    """From now on the database accepts and never answers; the event ends it."""
    house.django.gate = house.hanging = threading.Event()
    return house.hanging


def mend(house: House, gate: threading.Event) -> None:
    gate.set()
    house.django.gate = house.hanging = None
    until(house.parts.watcher._reading.done)
    house.poll()


def test_first_misses_of_a_hang_are_answered_in_time() -> None:
    house = opened(places=3)
    gate = hang(house)
    house.parts.watcher.start()
    began = time.monotonic()
    answers = at_once(10, lambda n: house.get(f"/nb/{n}/"))
    assert time.monotonic() - began < 1
    assert {answer.code for answer in answers} == {503}
    threads = [t for t in threading.enumerate() if t.name.startswith("render-")]
    house.parts.watcher.stop()
    house.parts.watcher._thread.join(2)
    assert len({thread.name for thread in threads}) <= 4
    mend(house, gate)
    assert house.get("/nb/0/").code == 200


def test_hang_is_known_after_one_read() -> None:
    house = opened()
    house.get("/fr/a/")
    gate = hang(house)
    house.parts.watcher.poll()
    asked = len(house.django.seen)
    assert house.get("/fr/b/").code == 503
    assert house.get("/desk/").code == 503
    assert house.get("/fr/a/").code == 200
    assert len(house.django.seen) == asked
    mend(house, gate)
    assert house.get("/fr/b/").code == 200


def test_doubt_refuses_those_who_find_no_place() -> None:
    house = opened(places=1)
    gate = hang(house)
    house.parts.watcher.confirmed_at -= 5
    house.parts.watcher.away = False
    waiting = threading.Thread(target=lambda: house.get("/fr/a/"))
    waiting.start()
    house.django.entered.acquire(timeout=2)
    began = time.monotonic()
    assert house.get("/fr/b/").code == 503
    assert time.monotonic() - began < 0.1
    mend(house, gate)
    waiting.join(2)


def test_slow_page_is_waited_for_while_the_database_answers() -> None:
    house = opened(doubt=0.02)
    house.django.gate = gate = threading.Event()
    threading.Timer(0.08, gate.set).start()
    assert house.get("/fr/a/").code == 200


def test_start_without_a_database() -> None:
    house = House(broken=True, paths=("/fr/a/",))
    house.parts.watcher.poll()
    answer = house.get("/fr/a/")
    assert (answer.code, answer["X-Site-Version-Age"]) == (503, None)
    assert "112" in answer.body.decode()
    house.find()
    assert house.get("/fr/a/").code == 200
    assert house.django.asked_for("/fr/a/") == 1
