"""Pages that are made when no database answers, in a process that may never have had one."""

from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from articles.publishing import publish_reference
from articles.views import errors
from articles.views.site import current_site
from tests import builders


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise OperationalError

    monkeypatch.setattr("articles.views.errors.current_site", fail)


@pytest.mark.parametrize(
    ("language", "number"),
    [("fr", "appelez le 112 (France)"), ("nb", "113 (Norge)"), ("es", "112 (España)")],
)
def test_number_to_call_comes_from_the_shipped_files(
    no_database: None, language: str, number: str
) -> None:
    html = errors.unavailable_page(language).replace("\N{NO-BREAK SPACE}", " ")
    assert f'lang="{language}"' in html
    assert number in html.replace("\N{NARROW NO-BREAK SPACE}", " ")


@pytest.mark.django_db
def test_what_was_published_is_remembered(no_database: None) -> None:
    builders.topic()
    builders.country(emergency="999")
    publish_reference(by=None)
    current_site()
    html = errors.unavailable_page("fr")
    assert "999" in html
    assert 'href="/fr/understanding-fr/"' in html


def test_page_is_made_without_the_files_too(
    no_database: None, settings: Any, tmp_path: Path
) -> None:
    settings.BASE_DIR = tmp_path
    assert "112" not in errors.desk_unavailable_page("es")
    assert "<h1>" in errors.desk_unavailable_page("es")


def test_error_page_is_made_when_the_database_failed(no_database: None) -> None:
    response = errors.server_error(RequestFactory().get("/nb/x/"))
    assert response.status_code == 500
    assert "113" in response.content.decode()
