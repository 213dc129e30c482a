import os
from datetime import date

import pytest

from articles.serving.keys import Key
from articles.serving.pages import Page, Response
from articles.serving.store import Generation, Store

NOW = Generation("build", 1, date(2026, 3, 1))
NEXT = Generation("build", 2, date(2026, 3, 1))


def key(path: str, query: str = "") -> Key:
    return Key("https", "legs.example", path, query)


def page(size: int = 1000) -> Page:
    return Page(Response("200 OK", [], os.urandom(size)))


@pytest.fixture
def store() -> Store:
    store = Store(100_000)
    store.reset(NOW)
    return store


def test_size_stays_within_the_budget(store: Store) -> None:
    for number in range(500):
        store.put(key(f"/{number}"), page(), NOW)
        assert store.size <= 100_000
    assert store.size == sum(each.size for each in store.pages.values())
    assert len(store.pages) > 30


def test_least_recently_used_goes_first(store: Store) -> None:
    store.put(key("/read"), page(), NOW)
    for number in range(100):
        store.used(store.pages[key("/read")])
        store.put(key(f"/{number}"), page(), NOW)
    assert key("/read") in store.pages
    assert key("/0") not in store.pages
    assert key("/99") in store.pages


def test_page_of_an_earlier_generation_is_not_kept(store: Store) -> None:
    store.reset(NEXT)
    assert store.put(key("/a"), page(), NOW) is False
    assert store.put(key("/a"), page(), None) is False
    assert store.pages == {}


def test_nothing_is_kept_before_a_generation_is_known() -> None:
    assert Store(100_000).put(key("/a"), page(), None) is False


def test_reset_drops_everything(store: Store) -> None:
    store.put(key("/a"), page(), NOW)
    store.reset(NEXT)
    assert (store.pages, store.size) == ({}, 0)


def test_page_too_large_is_not_kept(store: Store) -> None:
    assert store.put(key("/a"), page(50_000), NOW) is False


def test_replacing_a_page_counts_it_once(store: Store) -> None:
    store.put(key("/a"), page(5000), NOW)
    newer = page()
    store.put(key("/a"), newer, NOW)
    assert store.size == newer.size


def test_variants_of_a_path_are_bounded() -> None:
    store = Store(10_000_000)
    store.reset(NOW)
    for number in range(500):
        store.put(key("/a", f"page={number}"), page(10), NOW)
    assert len(store.pages) == 100
    assert store.put(key("/a"), page(10), NOW) is True
    assert store.put(key("/a", "page=1"), page(10), NOW) is True


def test_gzip_is_kept_and_counted(store: Store) -> None:
    text = Page(Response("200 OK", [], b"calm legs " * 500))
    store.put(key("/a"), text, NOW)
    before = store.size
    made = store.answer(key("/a"), text, "gzip")
    assert store.size == before + len(made.body) == text.size
    assert text.answers["gzip"] is made
    store.answer(key("/a"), text, "identity")
    assert "identity" not in text.answers


def test_most_read_survives_a_change(store: Store) -> None:
    for path, reads in (("/a", 4), ("/b", 9), ("/c", 0)):
        store.put(key(path), page(), NOW)
        for _ in range(reads):
            store.used(store.pages[key(path)])
    store.reset(NEXT)
    assert store.most_read(5) == [key("/b"), key("/a")]
    store.put(key("/a"), page(), NEXT)
    for _ in range(6):
        store.used(store.pages[key("/a")])
    assert store.most_read(1) == [key("/a")]
