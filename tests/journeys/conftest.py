"""A browser and sites for the journeys.

`site` is the readers' side with the library published, one for the session: read only.
`desk_site` is a fresh one for each module, to be written to. `visit` opens a page of
`site`; `browser.new_context()` is for whoever needs cookies or a second person.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.journeys.browsing import Reader, Visit
from tests.journeys.pages import make_every_kind
from tests.journeys.people import SignIn, session
from tests.journeys.sites import Blocker, Library, Site, loaded_library, serve

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for all."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=list(FLAGS),
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def journeys_library(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Blocker
) -> Iterator[Library]:
    """The library in a database of its own, to be copied."""
    folder = tmp_path_factory.mktemp("journeys")
    with loaded_library(folder, django_db_blocker) as library:
        yield library


@pytest.fixture(scope="session")
def site(journeys_library: Library) -> Iterator[Site]:
    """The readers' side with every kind of page. Nobody writes to it."""
    with serve(journeys_library, "site") as running:
        with running.database():
            make_every_kind()
        yield running


@pytest.fixture(scope="module")
def desk_site(
    journeys_library: Library, request: pytest.FixtureRequest
) -> Iterator[Site]:
    """A site of this module's own; `with desk_site.database():` reaches its rows."""
    name = request.module.__name__.rpartition(".")[2]
    with serve(journeys_library, name) as running:
        yield running


@pytest.fixture(scope="session")
def _readers(browser: Browser, site: Site) -> Iterator[dict[bool, Reader]]:
    readers = {
        script: Reader(browser, site.origin, script=script) for script in (True, False)
    }
    yield readers
    for reader in readers.values():
        reader.context.close()


@pytest.fixture
def visit(_readers: dict[bool, Reader]) -> Visit:
    """`visit(path, width=360, dark=False, script=True, text_percent=100)`.

    Gives the `Reader` whose `page` shows it and whose `happened` recorded it.
    """

    def go(path: str, *, script: bool = True, **how: object) -> Reader:
        reader = _readers[script]
        reader.visit(path, **how)  # type: ignore[arg-type]
        return reader

    return go


@pytest.fixture
def sign_in(browser: Browser, desk_site: Site) -> Iterator[SignIn]:
    """`sign_in("ola", "Author", locale="fr")`: a browser of that person's own."""
    with ExitStack() as open_browsers:

        def go(name: str, role: str, *, locale: str = "fr", script: bool = True):
            context = browser.new_context(
                locale=locale, reduced_motion="reduce", java_script_enabled=script
            )
            open_browsers.callback(context.close)
            context.set_default_timeout(15_000)
            session(context, desk_site, name, role)
            return context

        yield go
