"""How long from the commit of a publish until every server shows it?

Two server processes on one PostgreSQL; each publish is timed until both show it.

    python -m bench.serving.publishing TIMES PORT PORT
"""

import http.client
import sys
import time
from pathlib import Path

from bench.serving.library import Library
from bench.serving.machine import LOAD_CORE, free_port, granian, running, wait_for
from bench.serving.table import Row
from tests import postgres

PATH = "/fr/understanding-fr/first-aid-fr/historique/"


def questions(folder: Path, *, times: int) -> list[Row]:
    with postgres.server() as url:
        library = Library(folder, url)
        library.run("manage.py", "migrate", "-v0")
        library.run("-m", "bench.serving.publishing", "0")
        first, second = free_port(), free_port()
        with (
            running(granian(first), library.environment(first)),
            running(granian(second), library.environment(second), core=LOAD_CORE),
        ):
            for port in (first, second):
                wait_for(f"http://127.0.0.1:{port}{PATH}")
            printed = library.run(
                "-m", "bench.serving.publishing", str(times), str(first), str(second)
            )
    took = sorted(float(line) for line in printed.split())
    in_time = sum(each <= 2 for each in took)
    said = f"{in_time} of {len(took)}; middle {took[len(took) // 2]:.2f} s, longest {took[-1]:.2f} s"
    what = "from commit to the new page, two servers on one PostgreSQL"
    return [Row(what, "≤ 2 s in 100 of 100", said, in_time == len(took))]


def main(times: int, ports: list[int]) -> None:
    import django

    django.setup()
    from articles.models import Article
    from articles.publishing import publish_reference
    from tests import builders

    if not times:
        builders.topic()
        builders.country()
        publish_reference(by=None)
        builders.edition(builders.article(), "fr")
        return
    article = Article.objects.get()
    for turn in range(times):
        # Not in step with the watchers, which look every half second.
        time.sleep(0.1 + (turn * 37 % 50) / 100)
        text = f"Change number {turn} of many."
        builders.edition(article, "fr", what_changed=text)
        print(_until_shown(text.encode(), ports))


def _until_shown(text: bytes, ports: list[int]) -> float:
    """Seconds until each server shows a text."""
    began = time.perf_counter()
    waiting = set(ports)
    while waiting:
        for port in list(waiting):
            if text in _page(port):
                waiting.discard(port)
        if time.perf_counter() - began > 30:
            raise SystemExit("It was not shown within 30 s.")
        time.sleep(0.005)
    return time.perf_counter() - began


def _page(port: int) -> bytes:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        asked.request("GET", PATH)
        return asked.getresponse().read()
    finally:
        asked.close()


if __name__ == "__main__":
    main(int(sys.argv[1]), [int(port) for port in sys.argv[2:]])
