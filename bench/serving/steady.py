"""How late are hits, 1,000 a second, beside a slow page and one that computes?

An open loop: each request has its time, and waits count from then, so a server that
stalls is not asked less.
"""

import asyncio
import multiprocessing
import os
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager

from bench.serving.library import Library, article_paths
from bench.serving.machine import (
    LOAD_CORE,
    free_port,
    granian,
    running,
    wait_for,
)
from bench.serving.table import Row

RATE = 1000
_CONNECTIONS = 20
_SETTINGS = {"DJANGO_SETTINGS_MODULE": "bench.serving.settings", "BENCH": "busy"}


def questions(library: Library, *, seconds: float) -> list[Row]:
    port, desk = free_port(), free_port()
    page = article_paths(library, port)[0]
    one, other = (library.environment(each, **_SETTINGS) for each in (port, desk))
    other["PAGE_STORE_BYTES"] = "0"
    with running(granian(port), one), running(["nice", *granian(desk)], other):
        for each in (port, desk):
            wait_for(f"http://127.0.0.1:{each}/desk/bench/slow/")
        wait_for(f"http://127.0.0.1:{port}{page}")
        alone = _percentiles(port, page, seconds)
        with _disturbed(port):
            together = _percentiles(port, page, seconds)
        with _disturbed(desk):
            apart = _percentiles(port, page, seconds)
    said = (
        f"p99 {together[99]:.1f} ms in one process, {apart[99]:.1f} ms with the desk "
        f"in its own, {alone[99]:.1f} ms undisturbed (medians {together[50]:.1f}, "
        f"{apart[50]:.1f}, {alone[50]:.1f})"
    )
    return [
        Row(
            f"hits at {RATE:,}/s beside a slow page and a busy one",
            "p99 ≤ 10 ms in one process; unchanged with the desk in its own",
            said,
            together[99] <= 10 and apart[99] <= max(alone[99] * 1.5, alone[99] + 2),
        )
    ]


@contextmanager
def _disturbed(port: int) -> Iterator[None]:
    """Two clients without a pause: one waits for the slow page, one for the busy one."""
    clients = [
        multiprocessing.Process(target=_ask_for_ever, args=(port, path), daemon=True)
        for path in ("/desk/bench/slow/", "/desk/bench/busy/")
    ]
    for client in clients:
        client.start()
    time.sleep(1)
    try:
        yield
    finally:
        for client in clients:
            client.terminate()
            client.join()


def _ask_for_ever(port: int, path: str) -> None:
    os.sched_setaffinity(0, {int(LOAD_CORE)})
    asyncio.run(_asking(port, path))


async def _asking(port: int, path: str) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while True:
        await _exchange(reader, writer, _request(port, path))


def _percentiles(port: int, path: str, seconds: float) -> dict[int, float]:
    """Milliseconds at the median and at 99 in 100, from a process on the load's core."""
    with multiprocessing.Pool(1) as pool:
        took = pool.apply(_measure, (port, path, seconds))
    cut = statistics.quantiles(took, n=100)
    return {50: cut[49] * 1000, 99: cut[98] * 1000}


def _measure(port: int, path: str, seconds: float) -> list[float]:
    os.sched_setaffinity(0, {int(LOAD_CORE)})
    return asyncio.run(_open_loop(port, path, seconds))


async def _open_loop(port: int, path: str, seconds: float) -> list[float]:
    request = _request(port, path)
    begin = time.perf_counter() + 0.2
    took: list[float] = []

    async def client(place: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for turn in range(place, int(RATE * seconds), _CONNECTIONS):
            due = begin + turn / RATE
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            await _exchange(reader, writer, request)
            took.append(time.perf_counter() - due)
        writer.close()

    await asyncio.gather(*(client(place) for place in range(_CONNECTIONS)))
    return took


def _request(port: int, path: str) -> bytes:
    return (
        f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: br\r\n\r\n"
    ).encode()


async def _exchange(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, request: bytes
) -> None:
    writer.write(request)
    head = await reader.readuntil(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise SystemExit(head.decode())
    length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
    await reader.readexactly(length)
