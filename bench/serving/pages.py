"""Pages to be measured beside the site's own: one that waits, one that computes."""

import hashlib
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def slow(request: HttpRequest) -> HttpResponse:
    """Waits 100 ms, as for a slow database."""
    time.sleep(0.1)
    return HttpResponse("slow")


def busy(request: HttpRequest) -> HttpResponse:
    """Computes for about 50 ms, as the desk does with a long article."""
    until = time.perf_counter() + 0.05
    digest = b""
    while time.perf_counter() < until:
        digest = hashlib.sha256(digest + b"calm legs").digest()
    return HttpResponse(digest.hex())


def may_be_cached(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: Django's cache does not keep what says max-age=0."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Cache-Control"] = "max-age=600"
        return response

    return middleware


urlpatterns = [
    path("desk/bench/slow/", slow),
    path("desk/bench/busy/", busy),
    path("", include("articles.urls")),
]
handler404 = "articles.views.errors.not_found"
handler500 = "articles.views.errors.server_error"
