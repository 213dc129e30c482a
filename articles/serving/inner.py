"""Asking Django: with a request made from a key alone, or with the reader's own."""

import io
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from articles.serving.keys import Key
from articles.serving.pages import Headers, Response

FAILED = "articles.serving.failed"
"""Set in the environ of a request that failed for want of the database."""

_FINAL = (301, 308, 404, 410)
_KEPT = (200,)
_KEPT_NEGOTIATED = (200, 302)


@dataclass
class Started:
    """Takes the place of a server's `start_response` and remembers."""

    status: str = ""
    headers: Headers = field(default_factory=list)

    def __call__(
        self, status: str, headers: Headers, exc_info: Any = None, /
    ) -> Callable[[bytes], object]:
        self.status, self.headers = status, list(headers)
        return _no_write


def _no_write(data: bytes) -> object:
    raise TypeError("Django answers with an iterable.")


def pure_request(key: Key, proxy: tuple[str, str] | None) -> WSGIEnvironment:
    """A GET that holds what the key holds and nothing else.

    Pages that are kept are made from it, so no header of a reader (cookie,
    language, range, condition, forwarding) can get into what others are shown.
    """
    name, _, port = (
        key.host.partition(":") if "]" not in key.host else (key.host, "", "")
    )
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": key.path,
        "QUERY_STRING": key.query,
        "SERVER_NAME": name,
        "SERVER_PORT": port or ("443" if key.scheme == "https" else "80"),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": key.host,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": key.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if key.language not in ("", "-"):
        environ["HTTP_ACCEPT_LANGUAGE"] = key.language
    if proxy is not None:
        environ[proxy[0]] = proxy[1] if key.scheme == "https" else key.scheme
    return environ


def collect(inner: WSGIApplication, environ: WSGIEnvironment) -> Response:
    """The whole answer of the inner application, closed properly."""
    started = Started()
    parts = inner(environ, started)
    try:
        body = b"".join(parts)
    finally:
        close(parts)
    return Response(started.status, started.headers, body, FAILED in environ)


def close(parts: Iterable[bytes]) -> None:
    """End a WSGI answer: Django gives its connections back here."""
    closing = getattr(parts, "close", None)
    if closing is not None:
        closing()


def pass_on(
    inner: WSGIApplication, environ: WSGIEnvironment, start_response: StartResponse
) -> Iterable[bytes] | None:
    """The inner application's own answer, streamed; None if its database failed."""
    started = Started()
    parts = inner(environ, started)
    if FAILED in environ:
        close(parts)
        return None
    headers = [pair for pair in started.headers if pair[0].lower() != "x-page-store"]
    start_response(started.status, headers)
    return parts


def may_be_kept(response: Response, key: Key) -> bool:
    """Whether Django marked the answer, and nothing in it speaks against the mark."""
    if response.header("x-page-store") != "keep" or response.failed:
        return False
    control = response.header("cache-control").lower()
    negotiated = {"accept-language"} if key.language else set()
    return (
        response.code in (_KEPT_NEGOTIATED if key.language else _KEPT)
        and not any(response.header(n) for n in ("set-cookie", "content-encoding"))
        and not any(word in control for word in ("no-store", "private"))
        and response.vary() <= negotiated
    )


def is_final(response: Response) -> bool:
    """Whether an answer to a pure request is the answer to all its readers.

    A page that does not exist, or moved for good, is not asked for twice.
    """
    return (
        response.code in _FINAL
        and not response.vary()
        and not response.header("set-cookie")
    )
