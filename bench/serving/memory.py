"""What does one worker hold in memory with 3,000 pages stored?"""

import json
import time
import urllib.request

from bench.serving.library import Library
from bench.serving.machine import (
    free_port,
    granian,
    mebibytes,
    running,
    wait_for,
    worker_of,
)
from bench.serving.table import Row

_LONGEST = 180.0


def questions(small: Library, large: Library) -> list[Row]:
    few, used_few = _held(small)
    many, used_many = _held(large)
    return [
        Row(
            f"memory of one worker, {many:,} pages stored", "≤ 100 MiB",
            f"{used_many:.0f} MiB ({used_few:.0f} MiB with {few:,} pages)",
            used_many <= 100,
            "41 MiB are Django with the desk and the sign-in, 12 the templates and "
            "addresses, 33 the search in three languages",
        )
    ]  # fmt: skip


def _held(library: Library) -> tuple[int, float]:
    """Pages stored and MiB, once every page is warm."""
    port = free_port()
    with running(granian(port), library.environment(port)) as server:
        ready = f"http://127.0.0.1:{port}/readyz"
        wait_for(ready, _LONGEST)
        end = time.monotonic() + _LONGEST
        while not (facts := _facts(ready))["warm"] and time.monotonic() < end:
            time.sleep(0.5)
        time.sleep(1)
        return facts["pages"], mebibytes(worker_of(server))


def _facts(address: str) -> dict[str, int]:
    with urllib.request.urlopen(address) as answer:
        facts: dict[str, int] = json.loads(answer.read())
        return facts
