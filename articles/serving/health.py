"""What a load balancer asks: does the process live, is it ready for readers?"""

import json

from articles.serving.pages import Headers, Response
from articles.serving.warming import Warming
from articles.serving.watcher import Watcher

LIVE, READY = "/healthz", "/readyz"


def alive() -> Response:
    """The process lives if this is answered at all."""
    return _answer("200 OK", "text/plain; charset=utf-8", b"ok\n")


def readiness(watcher: Watcher, warming: Warming) -> Response:
    """Ready: a version was seen and the first warm-up is over.

    A worker that is ready stays so while the database is away, since its stored
    pages go on; `version_age` (seconds) and `database` tell.
    """
    generation = watcher.generation
    ready = generation is not None and warming.over
    facts = {
        "ready": ready,
        "warm": warming.warm,
        "pages": warming.stored,
        "version": generation.version if generation else None,
        "version_age": round(watcher.age(), 3) if generation else None,
        "database": "away" if watcher.away else "here",
    }
    status = "200 OK" if ready else "503 Service Unavailable"
    return _answer(status, "application/json", json.dumps(facts).encode() + b"\n")


def _answer(status: str, kind: str, body: bytes) -> Response:
    headers: Headers = [
        ("Content-Type", kind),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Content-Type-Options", "nosniff"),
    ]
    return Response(status, headers, body)
