"""What every test can ask for."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

from articles.searching import index
from articles.views.site import forget_reference


@pytest.fixture(autouse=True)
def fresh_memory() -> Iterator[None]:
    """Each test starts as a new process does: nothing remembered."""
    forget_reference()
    index.forget()
    yield
    forget_reference()
    index.forget()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The test database; at the end it goes, whoever still holds a connection.

    A thread that a test started may end after the last test: PostgreSQL would keep
    the database for it.
    """
    del django_db_setup
    yield
    if connection.vendor != "postgresql":
        return
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


_snapshot: list[str] = []


@pytest.fixture(scope="module")
def library_loaded(django_db_setup, django_db_blocker) -> Iterator[None]:
    """The shipped library, loaded and published, for the tests of one module.

    It is gone after the module, so that all other tests begin with an empty one.
    """
    del django_db_setup
    with django_db_blocker.unblock():
        if _snapshot:
            # The snapshot brings the rows that each migrate makes, under its own ids.
            _empty(inhibit_post_migrate=True)
            connection.creation.deserialize_db_from_string(_snapshot[0])
            _reset_sequences()
        else:
            call_command("load_content", publish=True, stdout=StringIO())
            _snapshot.append(connection.creation.serialize_db_to_string())
    yield
    with django_db_blocker.unblock():
        _empty()


def _empty(*, inhibit_post_migrate: bool = False) -> None:
    call_command(
        "flush",
        interactive=False,
        verbosity=0,
        inhibit_post_migrate=inhibit_post_migrate,
    )


def _reset_sequences() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), apps.get_models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def on_postgresql() -> bool:
    return connection.vendor == "postgresql"


@pytest.fixture
def connection_stays() -> Iterator[None]:
    """Requests do not close the connection of the test, as in Django's own client."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
