"""Publish and withdraw in processes that are killed after each of their SQL statements.

`python -m tests.dying` needs an empty database (DATABASE_URL) and prints, as JSON,
what readers see after each death until there is something new.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from typing import Any

import django

Seen = list[Any]


def main() -> None:
    django.setup()
    from django.core.management import call_command

    from articles.drafting import save_text
    from articles.publishing import withdraw
    from tests import builders

    call_command("migrate", verbosity=0)
    record = builders.article(languages=("fr",))
    builders.edition(record)
    text = builders.article_text(
        "first-aid", "fr", {"short-answer": "Non."}, slug="new"
    )
    save_text(record, language="fr", text=text, by=None)

    def replace() -> object:
        return builders.edition(record, meaning_changed=True)

    def take_away() -> None:
        withdraw(article="first-aid", language="fr", by=None, reason="Wrong.")

    deaths = {"publish": list(die_of(replace)), "withdraw": list(die_of(take_away))}
    sys.stdout.write("\n" + json.dumps(deaths))


def die_of(work: Callable[[], object]) -> Iterator[Seen]:
    """What is there before, after a death at the first statement, the second, …

    It ends with the first thing that is new.
    """
    from django.db import connection

    before = what_is_there()
    yield before
    for statements in range(1, 200):
        connection.close()
        child = os.fork()
        if not child:
            live_for(statements, work)
        os.waitpid(child, 0)
        seen = what_is_there()
        yield seen
        if seen != before:
            return


def live_for(statements: int, work: Callable[[], object]) -> None:
    from django.db import connection

    left = [statements]

    def count(execute: Any, *arguments: Any) -> Any:
        result = execute(*arguments)
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    with connection.execute_wrapper(count):
        work()
    os._exit(0)


def what_is_there() -> Seen:
    from articles.models import Edition, OldSlug, Publication, PublicationEvent

    page = Publication.objects.select_related("edition").get()
    return [
        page.slug,
        page.edition.number if page.edition else page.withdrawn_because,
        Edition.objects.count(),
        PublicationEvent.objects.count(),
        OldSlug.objects.count(),
    ]


if __name__ == "__main__":
    main()
