"""Nothing that a reader sends grows, splits or poisons the store."""

import random

import pytest

from tests.serving.builders import HTML, opened


@pytest.fixture
def house():
    house = opened()
    house.get("/fr/a/")
    return house


def test_ten_thousand_query_strings(house) -> None:
    plain = house.get("/fr/a/")
    chance = random.Random(4)
    for number in range(10_000):
        junk = chance.choice(["utm_{}=1", "{}", "q={}", "page[]={}", "&;{}=", "%{}"])
        assert house.get(f"/fr/a/?{junk.format(number)}") == plain
    assert len(house.parts.store.pages) == 1
    assert house.django.asked_for("/fr/a/") == 1


def test_made_up_values_of_a_known_parameter_are_bounded(house) -> None:
    for number in range(1_000):
        house.get(f"/fr/a/?country={number}")
    assert len(house.parts.store.pages) == 101


@pytest.mark.parametrize("pattern", ["x{}.wild.example", "legs.example:{}", "x{}"])
def test_host_headers(house, pattern: str) -> None:
    for number in range(1000, 1500):
        house.get("/fr/a/", HOST=pattern.format(number))
    assert len(house.parts.store.pages) == 1
    assert len(house.parts.renderer._passes[1]) == 0


def test_paths_that_are_not_found(house) -> None:
    for number in range(500):
        path = f"/fr/{number}/"
        house.django.special[path] = ("404 Not Found", HTML, b"no")
        assert house.get(path).code == 404
    assert len(house.parts.store.pages) == 1
    assert house.parts.renderer._passes[1] == set()


def test_remembered_passes_are_bounded(house) -> None:
    for number in range(2_500):
        path = f"/fr/{number}/"
        house.django.special[path] = ("200 OK", HTML, b"search")
        house.get(path)
    assert len(house.parts.renderer._passes[1]) <= 2_000


def test_accept_encoding_of_any_shape(house) -> None:
    chance = random.Random(4)
    letters = "brgzip;q=0.1,* \t\x00\xffidentity"
    bodies = set()
    for _ in range(2_000):
        header = "".join(chance.choices(letters, k=chance.randrange(60)))
        answer = house.get("/fr/a/", ACCEPT_ENCODING=header)
        assert answer.code == 200
        bodies.add((answer["Content-Encoding"], answer.body))
    assert len(bodies) <= 3
    assert len(house.parts.store.pages) == 1
    (page,) = house.parts.store.pages.values()
    assert set(page.answers) <= {"br", "gzip"}


HEADERS = {
    "COOKIE": "sessionid=1; csrftoken=2",
    "ACCEPT_LANGUAGE": "es",
    "RANGE": "bytes=0-10",
    "IF_NONE_MATCH": '"x"',
    "IF_MODIFIED_SINCE": "Thu, 01 Jan 2099 00:00:00 GMT",
    "X_FORWARDED_HOST": "evil.example",
    "X_FORWARDED_PROTO": "http",
    "X_ORIGINAL_URL": "/desk/",
    "X_HTTP_METHOD_OVERRIDE": "DELETE",
    "AUTHORIZATION": "Basic eDp5",
    "ACCEPT": "application/json",
    "ACCEPT_ENCODING": "gzip",
    "USER_AGENT": "<script>",
}


def test_page_is_rendered_without_the_readers_headers(house) -> None:
    house.get("/fr/b/", **HEADERS)
    (environ,) = [e for e in house.django.seen if e["PATH_INFO"] == "/fr/b/"]
    assert {name for name in environ if name.startswith("HTTP_")} == {"HTTP_HOST"}
    assert environ["QUERY_STRING"] == ""


def test_parameters_do_not_reach_the_page_of_others(house) -> None:
    house.get("/fr/b/?utm_source=<script>&page=2")
    (environ,) = [e for e in house.django.seen if e["PATH_INFO"] == "/fr/b/"]
    assert environ["QUERY_STRING"] == "page=2"


def test_forged_host_does_not_reach_a_kept_page(house) -> None:
    house.get("/fr/b/", HOST="evil.example")
    assert house.get("/fr/b/", HOST="LEGS.example") == house.get("/fr/b/")
    hosts = {e["HTTP_HOST"] for e in house.django.seen if e["PATH_INFO"] == "/fr/b/"}
    assert hosts == {"evil.example", "legs.example"}


def test_http_and_https_are_kept_apart() -> None:
    house = opened(proxy=("HTTP_X_FORWARDED_PROTO", "https"))
    house.get("/fr/a/", X_FORWARDED_PROTO="http")
    house.get("/fr/a/", X_FORWARDED_PROTO="https")
    schemes = [environ["wsgi.url_scheme"] for environ in house.django.seen]
    assert schemes == ["http", "https"]
    assert len(house.parts.store.pages) == 2


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "TRACE", "get", "X"])
def test_other_methods_are_never_kept(house, method: str) -> None:
    house.get("/fr/b/", method)
    assert len(house.parts.store.pages) == 1
