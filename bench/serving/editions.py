"""What does one Edition cost by its address, with 100 and with 300,000 of them?

    python -m bench.serving.editions COUNT

Fills an empty database (DATABASE_URL) with so many, and prints the milliseconds of
the middle look-up before and after.
"""

import random
import statistics
import sys
import time
from pathlib import Path

from bench.serving.library import Library
from bench.serving.table import Row
from tests import postgres

FEW = 100
_LOOKUPS = 1500


def questions(folder: Path, *, many: int) -> list[Row]:
    file = folder / "editions.sqlite3"
    file.unlink(missing_ok=True)
    found = {"SQLite": _measured(folder, f"sqlite:///{file}", many)}
    with postgres.server() as url:
        found["PostgreSQL"] = _measured(folder, url, many)
    said = "; ".join(
        f"{name} {before:.3f} → {after:.3f} ms = {after / before:.2f} ×"
        for name, (before, after) in found.items()
    )
    met = all(after / before <= 1.3 for before, after in found.values())
    what = f"one Edition by its address, {FEW} → {many:,} Editions"
    return [Row(what, "≤ 1.3 × on both databases", said, met)]


def _measured(folder: Path, url: str, many: int) -> tuple[float, float]:
    library = Library(folder, url)
    library.run("manage.py", "migrate", "-v0")
    printed = library.run("-m", "bench.serving.editions", str(many))
    before, after = printed.split()[-2:]
    return float(before), float(after)


def main(many: int) -> None:
    import django

    django.setup()
    _fill(1, FEW)
    few = _lookup(FEW)
    _fill(FEW + 1, many)
    print(few, _lookup(many))


def _lookup(count: int) -> float:
    """Milliseconds of the middle one of many look-ups, warm, in the database alone.

    The statement is the one of an article's page; building it takes Django the same
    time whatever the number of rows.
    """
    from django.db import connection

    from articles.views.article import pages_with_edition

    query = pages_with_edition("fr").filter(slug="SLUG")[:1].query
    sql, parameters = query.sql_with_params()
    chance, took = random.Random(4), []
    with connection.cursor() as cursor:
        for _ in range(_LOOKUPS):
            slug = f"page-{chance.randint(1, count)}"
            given = [slug if each == "SLUG" else each for each in parameters]
            began = time.perf_counter()
            cursor.execute(sql, given)
            rows = cursor.fetchall()
            took.append(time.perf_counter() - began)
            assert len(rows) == 1
    return statistics.median(took[_LOOKUPS // 3 :]) * 1000


def _fill(first: int, last: int) -> None:
    """Editions, their live pages and what pages read with them, straight in SQL."""
    from django.db import connection

    series = (
        f"generate_series({first}, {last}) AS n(n)"
        if connection.vendor == "postgresql"
        else f"(WITH RECURSIVE s(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM s "
        f"WHERE n < {last}) SELECT n FROM s)"
    )
    with connection.cursor() as cursor:
        for statement in _STATEMENTS:
            cursor.execute(statement.format(series=series, text="'" + "x" * 400 + "'"))
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")


_STATEMENTS = (
    "INSERT INTO articles_edition (id, article, language, number, topic, title, slug, "
    "lead, content, parts, source_language, meaning_changed, safety_critical, "
    "what_changed, unsigned_reason, review_by, published_at) "
    "SELECT n, 'page-' || n, 'fr', 1, 'causes', 'Page ' || n, 'page-' || n, {text}, "
    "'{{}}', '{{}}', 'fr', false, false, 'First version.', '', '2027-01-01', "
    "'2026-01-01 00:00:00' FROM {series}",
    "INSERT INTO articles_publication (id, article, language, slug, edition_id, topic, "
    "position, withdrawn_because) "
    "SELECT n, 'page-' || n, 'fr', 'page-' || n, n, 'causes', n, '' FROM {series}",
    "INSERT INTO articles_editionuse (edition_id, used, digest) "
    "SELECT n, 'article:page-' || n, 'digest-' || n FROM {series}",
    "INSERT INTO articles_editionuse (edition_id, used, digest) "
    "SELECT n, 'care-card:dvt', 'dvt' FROM {series}",
    "INSERT INTO articles_renderededition (edition_id, renderer, sections) "
    "SELECT n, 1, '[]' FROM {series}",
)


if __name__ == "__main__":
    main(int(sys.argv[1]))
