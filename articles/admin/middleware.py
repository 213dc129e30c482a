"""What holds for every address of the desk, and for no reader's page."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from articles.admin.second_step import must_enrol
from articles.languages import best
from articles.models.record import language_codes

OPEN_BEFORE_ENROLMENT = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_logout",
        "desk_language",
        "desk_sign_out_everywhere",
    }
)


def is_desk(request: HttpRequest) -> bool:
    return request.path.startswith(settings.SESSION_COOKIE_PATH)


def desk_language(request: HttpRequest) -> str:
    """The language she chose, else the first her browser asks for that we have."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    codes = language_codes()
    if chosen in codes:
        return chosen
    return best(request.headers.get("Accept-Language", ""), codes) or codes[0]


class DeskMiddleware:
    """Language, no copies in caches, and nothing open before the second step."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_desk(request):
            return self.get_response(request)
        language = desk_language(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Lead staff without a second step to enrol, whatever they ask for."""
        if not is_desk(request) or not must_enrol(request):
            return None
        match = request.resolver_match
        if match is not None and match.view_name in OPEN_BEFORE_ENROLMENT:
            return None
        return redirect("mfa_index")
