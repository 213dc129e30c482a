"""python -m bench.soak [KILLS]: processes killed while they publish, and what is left.

On a scratch database of the configured engine. Each child publishes, withdraws or
carries out a plan, and is killed by SIGKILL after a random statement. After each
death the reading room must be whole: gapless events, one live Edition a page, a plan
done exactly if it published.
"""

import os
import random
import signal
import sys
from collections import Counter
from datetime import timedelta
from typing import Any

import django

MOST_STATEMENTS = 60


def main(kills: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "calfhealth.settings")
    django.setup()
    from django.db import connection

    connection.creation.create_test_db(verbosity=0)
    try:
        print(_soak(kills, connection.vendor))
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


def _soak(kills: int, vendor: str) -> str:
    from tests import builders

    for key in ("one", "two", "three"):
        builders.article(key)
    dice, ends = random.Random(1), Counter[str]()
    while ends["killed"] < kills:
        work = dice.choice(("publish", "withdraw", "plan"))
        ended = _child(work, dice.choice(("one", "two", "three")), dice)
        ends[ended] += 1
        _check(work)
    return (
        f"{vendor}: {ends['killed']} processes killed, {ends['done']} finished, "
        f"{ends['refused']} refused, 0 half states."
    )


def _child(work: str, key: str, dice: random.Random) -> str:
    """Do one thing in a child that dies after a random statement."""
    from django.db import connections

    statements = dice.randint(1, MOST_STATEMENTS)
    connections.close_all()
    child = os.fork()
    if child == 0:
        os._exit(_die_or_do(work, key, statements))
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "killed"
    return "done" if os.WEXITSTATUS(status) == 0 else "refused"


def _die_or_do(work: str, key: str, statements: int) -> int:
    from django.db import connection

    from articles.publishing import PublishRefusedError

    left = [statements]

    def deadly(execute: Any, *arguments: Any) -> Any:
        result = execute(*arguments)
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    try:
        with connection.execute_wrapper(deadly):
            _do(work, key)
    except PublishRefusedError:
        return 1
    return 0


def _do(work: str, key: str) -> None:
    from django.contrib.auth.models import User
    from django.utils import timezone

    from articles.models import Article
    from articles.planning import plan, publish_due
    from articles.publishing import publish, withdraw

    article = Article.objects.get(key=key)
    said: dict[str, Any] = {
        "article": article, "language": "fr", "meaning_changed": False,
        "what_changed": "Soaked.", "unsigned_reason": "A soak run.",
    }  # fmt: skip
    if work == "publish":
        publish(by=None, **said)
    elif work == "withdraw":
        withdraw(article=key, language="fr", by=None, reason="A soak run.")
    else:
        by, _made = User.objects.get_or_create(username="soak")
        now = timezone.now()
        plan(at=now + timedelta(minutes=1), by=by, **said)
        list(publish_due(now + timedelta(minutes=2)))


def _check(work: str) -> None:
    """Raises AssertionError if the last death left half a state."""
    from articles.models import (
        Edition,
        PlannedPublication,
        Publication,
        PublicationEvent,
        RenderedEdition,
        SiteVersion,
    )

    numbers = list(PublicationEvent.objects.order_by("number").values_list("number"))
    assert numbers == [(n,) for n in range(1, len(numbers) + 1)], work
    version = SiteVersion.objects.filter(pk=1).first()
    assert (version.number if version else 0) == len(numbers), work
    published = PublicationEvent.objects.filter(kind="published").values("edition")
    assert Edition.objects.count() == published.count(), work
    assert not Edition.objects.exclude(pk__in=published).exists(), work
    assert RenderedEdition.objects.count() == Edition.objects.count(), work
    for page in Publication.objects.live():
        newest = Edition.objects.filter(article=page.article).order_by("-pk").first()
        assert page.edition == newest, work
    for planned in PlannedPublication.objects.all():
        assert (planned.done_at is None) or (
            planned.edition_id is not None or planned.refused_because
        ), work


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
