"""The engines of the shipped library, and small ones made of a few words."""

from collections.abc import Callable, Mapping
from itertools import count

import pytest

from articles.searching.engine import Engine
from articles.searching.index import Library
from articles.searching.pages import Page, Passage, Version, read_pages, read_version

_editions = count(1)
MakeEngine = Callable[..., Engine]


@pytest.fixture(scope="module")
def library(library_loaded: None, django_db_blocker) -> Library:
    """What a process can search when the shipped library is live."""
    del library_loaded
    with django_db_blocker.unblock():
        version = read_version(Version())
        engines = {
            code: Engine(code, read_pages(code, version), version.terms(code))
            for code in ("fr", "nb", "es")
        }
    return Library(version, engines)


@pytest.fixture
def engine() -> MakeEngine:
    """`engine("nb", "Krampe i leggen.", …)`: one page for each text."""

    def make(
        language: str, *texts: str, terms: Mapping[str, str] | None = None
    ) -> Engine:
        return Engine(
            language,
            [page(f"page-{n}", text) for n, text in enumerate(texts)],
            [
                (key, {"plain": names.partition(";")[0], "professional": "",
                       "definition": "", "avoid": "",
                       "synonyms": "\n".join(names.split(";")[1:])})
                for key, names in (terms or {}).items()
            ],
        )  # fmt: skip

    return make


def page(article: str, text: str, title: str = "", **more: object) -> Page:
    """A page with one section; it is called by its text unless it has a title."""
    return Page(
        article=article,
        edition=next(_editions),
        topic="causes",
        slug=article,
        title=title or text,
        also_called="",
        passages=(Passage("answer", "", text),),
        **more,  # type: ignore[arg-type]
    )
