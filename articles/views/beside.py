"""What stands beside an article: its history and its forms, by their words; its code."""

import io

import segno
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from articles import fixed_pages
from articles.models.publication import Publication
from articles.views import errors, feedback, history
from articles.views.answer import moved, reader_page, shared
from articles.views.site import Site, absolute

QUIET_ZONE = 2
"""Modules of white around the code; the paper around it is white as well."""


# The forms need it (see views.feedback); the history only answers GET.
@csrf_exempt
def beside(
    request: HttpRequest, language: str, topic: str, slug: str, word: str
) -> HttpResponse:
    if word == fixed_pages.word("feedback", language):
        return feedback.form(request, language, topic, slug)
    return history.history(request, language, topic, slug, word)


@reader_page
def code(
    request: HttpRequest, site: Site, language: str, topic: str, slug: str
) -> HttpResponse:
    """The address of a page as a QR code, for its printed sheet."""
    row = Publication.objects.live().filter(language=language, slug=slug).first()
    shelf = site.reference.topic(language, row.topic) if row else None
    if shelf is None:
        return errors.not_found_page(request, site, language)
    address = f"{shelf.address}{slug}/"
    if shelf.slug != topic:
        return moved(request, f"{address}qr.svg")
    svg = io.BytesIO()
    drawn = segno.make_qr(absolute(address), error="m")
    drawn.save(svg, kind="svg", xmldecl=False, omitsize=True, border=QUIET_ZONE)
    response = HttpResponse(svg.getvalue(), content_type="image/svg+xml")
    return shared(response, language)
