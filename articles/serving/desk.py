"""The desk, and what readers send: never kept, never asked twice."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from articles.serving.inner import collect, pass_on
from articles.serving.pages import Response
from articles.serving.patience import Patience, UnavailableError
from articles.serving.pool import Pool
from articles.serving.watcher import Watcher

_THREADS = 4


class Desk:
    """Asks Django for what is not a reader's page; raises UnavailableError."""

    def __init__(
        self,
        inner: WSGIApplication,
        watcher: Watcher,
        *,
        reading: Patience,
        writing: Patience,
    ) -> None:
        self._inner, self._watcher = inner, watcher
        self._reading, self._writing = reading, writing
        self._pool = Pool("desk", _THREADS)

    def read(self, environ: WSGIEnvironment) -> Response:
        """The answer to a GET, given up when the database hangs."""
        if self._watcher.away:
            raise UnavailableError
        return self._reading.wait(
            lambda: self._pool.submit(lambda: collect(self._inner, environ))
        )

    def write(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """The answer to a POST, from the server's own thread.

        A save is not given up half way: either it is refused before Django sees
        it, or Django's answer is waited for.
        """
        if self._watcher.away:
            raise UnavailableError
        with self._writing.place():
            parts = pass_on(self._inner, environ, start_response)
        if parts is None:
            self._watcher.nudge()
            raise UnavailableError
        return parts
