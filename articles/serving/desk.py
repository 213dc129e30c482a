"""What is written: the desk, and what readers send. Never kept, never repeated."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from articles.serving.inner import pass_on
from articles.serving.patience import Patience, UnavailableError
from articles.serving.watcher import Watcher


class Desk:
    """Passes requests on to Django in the server's own thread.

    A save is not given up half way: it is either refused before Django sees it,
    or Django's answer is waited for.
    """

    def __init__(
        self, inner: WSGIApplication, watcher: Watcher, patience: Patience
    ) -> None:
        self._inner, self._watcher, self._patience = inner, watcher, patience

    def pass_on(
        self, environ: WSGIEnvironment, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Django's answer; raises UnavailableError if its database cannot be had."""
        if self._watcher.away:
            raise UnavailableError
        with self._patience.place():
            parts = pass_on(self._inner, environ, start_response)
        if parts is None:
            self._watcher.nudge()
            raise UnavailableError
        return parts
