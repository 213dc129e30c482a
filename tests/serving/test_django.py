"""The door in front of the real Django: its database, its signal, its settings."""

import logging
import threading
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import (
    got_request_exception,
)
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError
from django.test import RequestFactory

from articles.models.site_version import SiteVersion
from articles.publishing import publish_reference
from articles.serving import source, wiring
from articles.serving.assembly import assemble
from articles.serving.door import Door
from articles.serving.inner import FAILED
from tests import builders
from tests.serving.builders import ask, kept_paths, real_door


@pytest.mark.django_db
def test_version_of_a_site_that_never_published_is_0() -> None:
    SiteVersion.objects.all()._raw_delete("default")
    assert source.read_version() == 0


@pytest.mark.django_db(transaction=True)
def test_version_is_what_another_connection_committed() -> None:
    read: list[int] = []

    def look() -> None:
        with source.no_connection_left():
            read.append(source.read_version())

    def in_a_thread() -> None:
        thread = threading.Thread(target=look)
        thread.start()
        thread.join(5)

    SiteVersion.objects.update_or_create(pk=1, defaults={"number": 4})
    in_a_thread()
    SiteVersion.objects.update(number=5)
    in_a_thread()
    assert read == [4, 5]


@pytest.mark.django_db
def test_connection_that_failed_is_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[bool] = []

    def fail() -> None:
        raise OperationalError

    monkeypatch.setattr("articles.versions.current", fail)
    monkeypatch.setattr(
        "articles.serving.source.connection.close", lambda: closed.append(True)
    )
    with pytest.raises(OperationalError):
        source.read_version()
    assert closed == [True]


@pytest.mark.parametrize(
    ("error", "noted"), [(OperationalError("x"), True), (ValueError("x"), False)]
)
def test_failures_of_the_database_are_noted(error: Exception, noted: bool) -> None:
    request = RequestFactory().get("/fr/")
    got_request_exception.connect(source.note_failure)
    try:
        raise error
    except Exception:
        got_request_exception.send(None, request=request)
    finally:
        got_request_exception.disconnect(source.note_failure)
    assert (FAILED in request.environ) is noted


@pytest.mark.parametrize(
    ("error", "news"), [(OperationalError(), False), (ValueError(), True), (None, True)]
)
def test_failed_database_is_not_logged_by_django_too(
    error: Exception | None, news: bool
) -> None:
    info = (type(error), error, None) if error else None
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, "x", (), info)
    assert source.is_news(record) is news


def test_page_not_found_is_not_logged() -> None:
    arguments = ("django.request", logging.WARNING, "", 1, "Not Found: %s", ("/x",))
    assert not source.is_news(logging.LogRecord(*arguments, None))


def test_only_files_that_exist_are_static(tmp_path: Path, settings: Any) -> None:
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "a.css").write_text("")
    found = {
        path: wiring.site().rooms.is_static(path)
        for path in ("/static/a.css", "/static/b.css", "/static/", "/static/\0",
                     "/static/../static/a.css", "/a.css")
    }  # fmt: skip
    assert [path for path, there in found.items() if there] == ["/static/a.css"]


@pytest.mark.django_db
def test_page_of_the_store_is_what_django_answers(connection_stays: None) -> None:
    builders.country()
    record = builders.article()
    publish_reference(by=None)
    builders.edition(record, "fr")
    django = get_wsgi_application()
    parts, door = real_door()
    for path in kept_paths(parts):
        direct = ask(django, path, HOST="localhost")
        kept = ask(door, path, HOST="localhost")
        assert kept.body == direct.body
        assert dict(direct.headers).items() - dict(kept.headers).items() <= {
            ("X-Page-Store", "keep"),
            ("Vary", direct["Vary"]),
        }


@pytest.mark.django_db
def test_way_to_a_language_goes_on_without_the_database(
    connection_stays: None,
) -> None:
    parts, door = real_door()
    for accepted in ("nb", "es", ""):
        ask(door, "/", HOST="localhost", ACCEPT_LANGUAGE=accepted)
    parts.watcher.away = True
    for accepted, there in (("nb-NO", "/nb/"), ("es;q=0.5", "/es/"), ("nn", "/nb/")):
        answer = ask(door, "/", HOST="localhost", ACCEPT_LANGUAGE=accepted)
        assert (answer.code, answer["Location"]) == (302, there)
        assert answer["Vary"] == "Accept-Language, Accept-Encoding"
    assert ask(door, "/", HOST="localhost", ACCEPT_LANGUAGE="de").code == 200


def test_page_store_is_off_under_tests_and_commands() -> None:
    before = threading.active_count()
    application = import_module("calfhealth.wsgi").application
    assert not isinstance(application, Door)
    assert threading.active_count() == before


def test_readers_get_their_503_with_the_sites_own_headers() -> None:
    parts = assemble(get_wsgi_application(), wiring.site())
    answer = ask(Door(parts), "/nb/", HOST="localhost")
    assert answer.code == 503
    assert "default-src 'none'" in (answer["Content-Security-Policy"] or "")
    assert "113" in answer.body.decode()
