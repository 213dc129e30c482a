"""Servers that several tests share, and a small library for them to show."""

import os
from pathlib import Path

import pytest
from django.db import connection

from articles.models import SiteVersion
from articles.publishing import publish_reference
from tests import builders
from tests.serving import servers

# A database that is a file cannot be stopped.
on_postgresql = os.environ.get("DATABASE_URL", "").startswith("postgres")
collect_ignore = [] if on_postgresql else ["test_database_away.py"]


@pytest.fixture(scope="package")
def static_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A VAR_DIR with the readers' static files collected."""
    folder = tmp_path_factory.mktemp("var")
    done = servers.manage(folder, "collectstatic", "--noinput", "-v0", "-i", "admin")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def database_url(django_db_setup) -> str:
    """The tests' database, for servers that run through a whole module."""
    del django_db_setup
    return servers.url_of_the_tests()


@pytest.fixture
def small_library(transactional_db: None) -> int:
    """One article, published in French; the site version. Committed for all to see."""
    builders.topic()
    builders.country()
    builders.country("no", emergency="113")
    publish_reference(by=None)
    builders.edition(builders.article(), "fr")
    number = SiteVersion.objects.get().number
    connection.close()
    return number
