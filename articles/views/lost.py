"""Addresses that are almost right: one redirect to the canonical page."""

from urllib.parse import urlencode

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.urls import Resolver404, resolve

from articles.views.answer import moved


def lost(request: HttpRequest, path: str) -> HttpResponse:
    """Upper case, a missing slash, doubled slashes: answer as the right address does.

    The right address may itself lead on (an old slug, a wrong topic); then that is
    the one redirect. Everything else is not found.
    """
    parts = [part for part in path.lower().split("/") if part]
    right = "/" + "".join(f"{part}/" for part in parts)
    if right == request.path or not parts:
        raise Http404
    try:
        match = resolve(right)
    except Resolver404:
        raise Http404 from None
    if match.func is lost:
        raise Http404
    answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    if answer.status_code == 200 and "q" in request.GET:  # only a search keeps it
        query = urlencode({"q": request.GET["q"]})
        return HttpResponsePermanentRedirect(f"{right}?{query}")
    if answer.status_code == 200:
        return moved(request, right)
    return answer
