"""Hits and misses through the door: the same, and as HTTP wants them."""

import gzip

import pytest

from articles.serving.encodings import unpack_brotli
from articles.serving.pages import Page
from tests.serving.builders import HTML, KEEP, Answer, at_once, opened


def bytes_of(answer: Answer) -> bytes:
    unpack = {"br": unpack_brotli, "gzip": gzip.decompress, None: bytes}
    return unpack[answer["Content-Encoding"]](answer.body)


@pytest.mark.parametrize("accepted", ["br", "gzip", "", "br;q=0.1,gzip"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_hit_equals_miss(method: str, accepted: str) -> None:
    house = opened()
    miss = house.get("/fr/a/", method, ACCEPT_ENCODING=accepted)
    hit = house.get("/fr/a/", method, ACCEPT_ENCODING=accepted)
    assert hit == miss
    assert house.django.asked_for("/fr/a/") == 1
    assert house.django.closed == 1


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
def test_body_in_each_coding(coding: str) -> None:
    house = opened()
    answer = house.get("/fr/a/", ACCEPT_ENCODING=coding)
    assert answer["Content-Encoding"] == (None if coding == "identity" else coding)
    assert bytes_of(answer) == house.django.page(house.django.seen[0])
    assert answer["Content-Length"] == str(len(answer.body))
    assert answer["Vary"] == "Accept-Encoding"
    assert answer["X-Page-Store"] is None
    assert answer["Cache-Control"] == "public, max-age=0"


def test_each_coding_has_its_own_strong_tag() -> None:
    house = opened()
    tags = {house.get("/fr/a/", ACCEPT_ENCODING=c)["ETag"] for c in ("br", "gzip", "")}
    assert len(tags) == 3
    assert all(tag is not None and tag.startswith('"') for tag in tags)


def test_head_has_the_headers_of_get() -> None:
    house = opened()
    head = house.get("/fr/a/", "HEAD", ACCEPT_ENCODING="br")
    assert head.body == b""
    assert head.headers == house.get("/fr/a/", ACCEPT_ENCODING="br").headers


@pytest.mark.parametrize("form", ["{}", "W/{}", '"x", {}', " * ", '"x",W/{} , "y"'])
def test_304(form: str) -> None:
    house = opened()
    full = house.get("/fr/a/", ACCEPT_ENCODING="br")
    again = house.get(
        "/fr/a/", ACCEPT_ENCODING="br", IF_NONE_MATCH=form.format(full["ETag"])
    )
    assert (again.code, again.body) == (304, b"")
    assert sorted(again.headers) == [
        ("Cache-Control", "public, max-age=0"),
        ("ETag", full["ETag"]),
        ("Vary", "Accept-Encoding"),
    ]


@pytest.mark.parametrize("tag", ['"x"', "", ",,,", "W/", '"' * 9000, "*x", "\x00"])
def test_other_tags_get_the_page(tag: str) -> None:
    house = opened()
    house.get("/fr/a/")
    assert house.get("/fr/a/", IF_NONE_MATCH=tag).code == 200


def test_tag_of_another_coding_gets_the_page() -> None:
    house = opened()
    tag = house.get("/fr/a/", ACCEPT_ENCODING="gzip")["ETag"] or ""
    assert house.get("/fr/a/", ACCEPT_ENCODING="br", IF_NONE_MATCH=tag).code == 200


def test_range_and_other_conditions_are_ignored() -> None:
    house = opened()
    plain = house.get("/fr/a/")
    for headers in (
        {"RANGE": "bytes=0-1"},
        {"RANGE": "bytes=5-1,-9"},
        {"IF_MATCH": '"x"'},
        {"IF_MODIFIED_SINCE": "Thu, 01 Jan 2099 00:00:00 GMT"},
        {"IF_RANGE": '"x"', "RANGE": "bytes=0-1"},
    ):
        assert house.get("/fr/a/", **headers) == plain


def test_server_may_change_the_headers_it_is_given() -> None:
    house = opened()
    first = house.get("/fr/a/")
    copy = list(first.headers)
    first.headers.append(("Date", "now"))
    first.headers.clear()
    assert house.get("/fr/a/").headers == copy


def test_known_parameters_are_pages_of_their_own() -> None:
    house = opened()
    bodies = {house.get(f"/fr/a/{q}").body for q in ("", "?page=2", "?page=3")}
    assert len(bodies) == 3
    assert house.get("/fr/a/?page=2&utm_source=x") == house.get("/fr/a/?page=2")


def test_concurrent_misses_render_once() -> None:
    house = opened()
    answers = at_once(12, lambda _: house.get("/fr/a/"))
    assert {answer.code for answer in answers} == {200}
    assert house.django.asked_for("/fr/a/") == 1


NOT_KEPT = {
    "unmarked": ("200 OK", HTML),
    "error": ("500 Internal Server Error", KEEP),
    "not found": ("404 Not Found", KEEP),
    "cookie": ("200 OK", [*KEEP, ("Set-Cookie", "a=b")]),
    "no-store": ("200 OK", [*HTML, KEEP[1], ("Cache-Control", "No-Store")]),
    "private": ("200 OK", [*HTML, KEEP[1], ("Cache-Control", "max-age=1, private")]),
    "varies": ("200 OK", [*KEEP, ("Vary", "Cookie")]),
    "varies by language": ("200 OK", [*KEEP, ("Vary", "Accept-Language")]),
    "packed already": ("200 OK", [*KEEP, ("Content-Encoding", "gzip")]),
    "redirect": ("302 Found", [*KEEP, ("Location", "/")]),
}


@pytest.mark.parametrize("why", NOT_KEPT)
def test_never_kept(why: str) -> None:
    house = opened()
    status, headers = NOT_KEPT[why]
    house.django.special["/fr/x/"] = (status, headers, b"x")
    answers = [house.get("/fr/x/") for _ in range(2)]
    assert house.parts.store.pages == {}
    assert [answer.status for answer in answers] == [status, status]
    assert all(answer["X-Page-Store"] is None for answer in answers)


def test_post_is_passed_on() -> None:
    house = opened()
    house.get("/fr/a/")
    for _ in range(2):
        assert house.get("/fr/a/", "POST").code == 200
    assert house.django.asked_for("/fr/a/") == 3


@pytest.mark.parametrize("path", ["/desk/", "/desk", "/desk/a/1/", "/static/a.css"])
def test_desk_and_static_are_never_kept(path: str) -> None:
    house = opened()
    for _ in range(2):
        answer = house.get(path, COOKIE="sessionid=x")
        assert answer.code == 200
    assert house.parts.store.pages == {}
    assert [e["HTTP_COOKIE"] for e in house.django.seen] == ["sessionid=x"] * 2


def test_view_that_needs_the_query_sees_it() -> None:
    house = opened()
    house.django.special["/fr/s/"] = ("200 OK", HTML, b"found")
    for _ in range(3):
        house.get("/fr/s/?q=crampe", COOKIE="a=b")
    queries = [environ["QUERY_STRING"] for environ in house.django.seen]
    assert queries == ["", "q=crampe", "q=crampe", "q=crampe"]


def test_page_not_found_is_asked_for_once_per_request() -> None:
    house = opened()
    house.django.special["/fr/x/"] = ("404 Not Found", HTML, b"gone")
    assert house.get("/fr/x/").body == b"gone"
    assert house.django.asked_for("/fr/x/") == 1


def test_negotiated_redirect_is_kept_by_language() -> None:
    house = opened()

    def home(environ, start_response):
        language = environ.get("HTTP_ACCEPT_LANGUAGE", "none")
        headers = [*KEEP, ("Location", f"/{language}/"), ("Vary", "Accept-Language")]
        start_response("302 Found", headers)
        house.django.seen.append(environ)
        return [b""]

    house.parts.renderer._inner = home
    for header, place in (
        ("nb-NO", "/nb/"),
        ("es", "/es/"),
        ("no", "/nb/"),
        ("de", "/none/"),
    ):
        answer = house.get("/", ACCEPT_LANGUAGE=header)
        assert (answer.code, answer["Location"]) == (302, place)
        assert answer["Vary"] == "Accept-Language, Accept-Encoding"
    assert len(house.django.seen) == 3


def test_new_version_shows_the_new_page() -> None:
    house = opened()
    assert b" v1" in bytes_of(house.get("/fr/a/"))
    house.publish()
    assert b" v2" in bytes_of(house.get("/fr/a/"))


def test_render_that_began_before_a_publish_is_not_kept() -> None:
    house = opened()
    store, renderer = house.parts.store, house.parts.renderer
    key = house.parts.addresses.keys("/fr/a/")[0]
    generation = store.generation
    house.publish()
    assert isinstance(renderer._rendered(key, generation), Page)
    assert key not in store.pages
