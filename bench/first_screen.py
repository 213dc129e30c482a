"""python -m bench.first_screen: the desk's overviews over a large library.

10,000 articles in three languages (30,000 texts, as many as 5,000 in six), all live,
every tenth translation outdated, every twentieth waiting for a review. Milliseconds
are the median of five requests through Django, after one to warm up.
"""

import datetime
import os
import statistics
import time
from collections.abc import Iterator
from typing import Any

import django

ARTICLES = 10_000
ROUNDS = 5


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "calfhealth.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("collectstatic", interactive=False, verbosity=0)
    connection.creation.create_test_db(verbosity=0)
    try:
        _fill()
        for line in _table(connection.vendor):
            print(line)
    finally:
        connection.creation.destroy_test_db("", verbosity=0)


def _fill() -> None:
    from articles.models import (
        Article,
        DeskEvent,
        DraftDigest,
        Edition,
        EditionUse,
        Publication,
        Topic,
    )
    from articles.models.record import language_codes

    topic = Topic.objects.create(key="understanding", name_fr="T", slug_fr="t")
    day = datetime.date(2027, 11, 26)
    now = datetime.datetime.now(datetime.UTC)
    articles = [
        Article(
            key=f"article-{n}", topic=topic, source_language="fr", byline="b",
            position=n, review_by=day, title_fr=f"Article {n}",
        )
        for n in range(ARTICLES)
    ]  # fmt: skip
    Article.objects.bulk_create(articles, batch_size=500)
    base: dict[str, Any] = {}
    for code in language_codes():
        editions = [
            Edition(
                article=each.key, language=code, number=1, topic="understanding",
                title="T", slug=f"{each.key}-{code}", lead="L", content={},
                parts={each.subject: f"{each.key}{code}"}, source_language="fr",
                based_on=base.get(each.key), meaning_changed=False, what_changed="w",
                review_by=day, published_at=now,
            )
            for each in articles
        ]  # fmt: skip
        Edition.objects.bulk_create(editions, batch_size=500)
        _live(Publication, EditionUse, editions, base)
        DraftDigest.objects.bulk_create(
            [
                DraftDigest(
                    subject=each.subject, language=code, digest=f"{each.key}{code}"
                )
                for each in articles
            ],
            batch_size=500,
        )
        if code == "fr":
            base = {each.article: each for each in editions}
    Edition.objects.bulk_create(
        [
            Edition(
                article=each.key, language="fr", number=2, topic="understanding",
                title="T", slug=f"{each.key}-new", lead="L", content={}, parts={},
                source_language="fr", meaning_changed=True, what_changed="w",
                review_by=day, published_at=now,
            )
            for each in articles[::10]
        ],
        batch_size=500,
    )  # fmt: skip
    DeskEvent.objects.bulk_create(
        [
            DeskEvent(
                kind="asked", subject=each.subject, language="nb",
                digest=f"{each.key}nb",
            )
            for each in articles[::20]
        ],
        batch_size=500,
    )  # fmt: skip


def _live(publications: Any, uses: Any, editions: list[Any], base: Any) -> None:
    publications.objects.bulk_create(
        [
            publications(
                article=each.article, language=each.language, slug=each.slug,
                edition=each, base=base.get(each.article), topic="understanding",
                position=0,
            )
            for each in editions
        ],
        batch_size=500,
    )  # fmt: skip
    uses.objects.bulk_create(
        [
            uses(
                edition=each, used=f"article:{each.article}",
                digest=f"{each.article}{each.language}",
            )
            for each in editions
        ],
        batch_size=500,
    )  # fmt: skip


def _table(vendor: str) -> Iterator[str]:
    from django.test import Client

    from articles import roles
    from tests import builders

    yield f"{vendor}: {ARTICLES} articles in 3 languages"
    for name in (
        roles.AUTHOR, roles.translator("nb"), roles.REVIEWER, roles.PUBLISHER,
    ):  # fmt: skip
        client = Client()
        client.force_login(builders.person(f"p{name}"[:20], name))
        yield f"  first screen, {name}: {_milliseconds(client, '/desk/'):.0f} ms"
    for path in (
        "/desk/matrix/", "/desk/matrix/?state=outdated", "/desk/log/",
        "/desk/articles/article/",
    ):  # fmt: skip
        yield f"  {path}: {_milliseconds(client, path):.0f} ms"


def _milliseconds(client: Any, path: str) -> float:
    taken = []
    for _ in range(ROUNDS + 1):
        start = time.perf_counter()
        answer = client.get(path, headers={"host": "localhost"})
        taken.append(1000 * (time.perf_counter() - start))
        assert answer.status_code == 200, (path, answer.status_code)
    return statistics.median(taken[1:])


if __name__ == "__main__":
    main()
