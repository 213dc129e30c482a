"""Answers for programs: robots.txt and security.txt."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.views.answer import shared
from articles.views.site import absolute

GOOD_FOR = datetime.timedelta(days=180)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything may be read but the desk."""
    lines = [
        "User-agent: *",
        "Disallow: /desk/",
        f"Sitemap: {absolute('/sitemap.xml')}",
    ]
    return _text("\n".join(lines) + "\n")


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116, if the operator has named a contact."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + GOOD_FOR).replace(
        hour=0, minute=0, second=0, microsecond=0
    )
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.strftime('%Y-%m-%dT%H:%M:%SZ')}",
        "Preferred-Languages: fr, nb, es, en",
        f"Canonical: {absolute('/.well-known/security.txt')}",
    ]
    return _text("\n".join(lines) + "\n")


def _text(text: str) -> HttpResponse:
    return shared(HttpResponse(text, content_type="text/plain; charset=utf-8"))
