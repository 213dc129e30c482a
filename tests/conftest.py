"""What every test can ask for."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection

from articles.views.site import forget_reference


@pytest.fixture(autouse=True)
def fresh_memory() -> Iterator[None]:
    """Each test starts as a new process does: nothing remembered."""
    forget_reference()
    yield
    forget_reference()


@pytest.fixture(scope="session")
def library_loaded(django_db_setup, django_db_blocker) -> None:
    """The shipped library, loaded and published once for the whole session.

    Only for read-only use through `library`.
    """
    del django_db_setup
    with django_db_blocker.unblock():
        call_command("load_content", publish=True, verbosity=0)


@pytest.fixture
def on_postgresql() -> bool:
    return connection.vendor == "postgresql"
