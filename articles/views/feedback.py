"""Was this page helpful, and what is wrong with it: forms without a trace of who.

No cookie, no address and no name of a browser is read or kept. A form is taken when
the browser says that it was sent from this site.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles import feedback, fixed_pages
from articles.models.edition import Edition
from articles.models.publication import Publication
from articles.models.reader_comment import ReaderComment
from articles.rendering import typeset_text
from articles.views import errors
from articles.views.answer import moved, page, reader_page
from articles.views.site import Site, Topic, current_site, feedback_address

RETRY_SECONDS = 60
TRAP = "website"
"""A field that people do not see; programs that fill in everything fill it in."""


@dataclass(frozen=True)
class Subject:
    """The live page a form is about."""

    site: Site
    language: str
    shelf: Topic
    edition: Edition

    @property
    def address(self) -> str:
        return f"{self.shelf.address}{self.edition.slug}/"

    @property
    def form_address(self) -> str:
        return feedback_address(self.address, self.language)

    @property
    def thanks_address(self) -> str:
        return f"{self.form_address}{fixed_pages.word('thanks', self.language)}/"


# No cookie for readers, so no CSRF cookie either: `_is_ours` takes its place.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, language: str, topic: str, slug: str) -> HttpResponse:
    """The form on GET; on POST a vote or a remark is kept."""
    if request.method == "POST":
        with translation.override(language):
            return _receive(request, language, slug)
    return _empty_form(request, language, topic, slug)


@reader_page
def _empty_form(
    request: HttpRequest, site: Site, language: str, topic: str, slug: str
) -> HttpResponse:
    return _asked(request, site, language, topic, slug, thanks=False)


@reader_page
def thanks(
    request: HttpRequest,
    site: Site,
    language: str,
    topic: str,
    slug: str,
    word: str,
    second: str,
) -> HttpResponse:
    """What a reader sees after a form was taken, with room for a remark."""
    words = (word, second)
    if words != tuple(fixed_pages.word(w, language) for w in ("feedback", "thanks")):
        return errors.not_found_page(request, site, language)
    return _asked(request, site, language, topic, slug, thanks=True)


def _asked(
    request: HttpRequest,
    site: Site,
    language: str,
    topic: str,
    slug: str,
    *,
    thanks: bool,
) -> HttpResponse:
    found = _find(request, site, language, slug)
    if isinstance(found, HttpResponse):
        return found
    if found.shelf.slug != topic:
        return moved(request, found.thanks_address if thanks else found.form_address)
    kind = ReaderComment.Kind.COMMENT if thanks else ReaderComment.Kind.ERROR
    return _show(request, found, kind=kind, thanks=thanks)


def _receive(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    found = _find(request, current_site(), language, slug)
    if isinstance(found, HttpResponse):
        return found
    if not _is_ours(request):
        problem = _("This form came from another site. Please send it from here.")
        return _show(request, found, problem=problem, status=403)
    if request.POST.get(TRAP):
        return _thank(found)
    try:
        return _keep(request, found)
    except ValidationError as error:
        return _again(request, found, error.messages[0], status=400)
    except feedback.FloodError:
        problem = _("Too many answers are coming in right now. Please try again later.")
        response = _again(request, found, problem, status=429)
        response["Retry-After"] = str(RETRY_SECONDS)
        return response


def _keep(request: HttpRequest, subject: Subject) -> HttpResponse:
    sent = request.POST
    number = int(sent["edition"]) if _is_number(sent.get("edition", "")) else 0
    if "helpful" in sent:
        if sent["helpful"] not in ("yes", "no"):
            raise ValidationError(_("Choose yes or no."))
        feedback.vote(
            edition=subject.edition, number=number, helpful=sent["helpful"] == "yes"
        )
    else:
        feedback.comment(
            edition=subject.edition,
            number=number,
            kind=sent.get("kind", ""),
            text=sent.get("text", ""),
        )
    return _thank(subject)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10


def _is_ours(request: HttpRequest) -> bool:
    """Whether the browser says that one of our own pages sent the form.

    Browsers have sent Sec-Fetch-Site since 2023 at the latest, and Origin with
    every POST for longer; no page of another site can set either.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    here = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") in (settings.SITE_ORIGIN, here)


def _thank(subject: Subject) -> HttpResponse:
    return HttpResponse(
        status=303,
        headers={"Location": subject.thanks_address, "Cache-Control": "no-store"},
    )


def _again(
    request: HttpRequest, subject: Subject, problem: str, *, status: int
) -> HttpResponse:
    """The form once more, with what was typed and what is wrong with it."""
    return _show(
        request,
        subject,
        problem=problem,
        kind=request.POST.get("kind", ""),
        text=request.POST.get("text", ""),
        status=status,
    )


def _find(
    request: HttpRequest, site: Site, language: str, slug: str
) -> Subject | HttpResponse:
    """The live page at this address, or the answer that there is none."""
    row = (
        Publication.objects.filter(language=language, slug=slug)
        .select_related("edition")
        .defer("edition__content", "edition__parts")
        .first()
    )
    shelf = site.reference.topic(language, row.topic) if row else None
    if row is None or shelf is None:
        return errors.not_found_page(request, site, language)
    if row.edition is None:
        return errors.withdrawn(request, site, language, row, shelf)
    return Subject(site, language, shelf, row.edition)


def _show(
    request: HttpRequest,
    subject: Subject,
    *,
    kind: str = ReaderComment.Kind.COMMENT,
    text: str = "",
    problem: str = "",
    thanks: bool = False,
    status: int = 200,
) -> HttpResponse:
    language = subject.language
    heading = (
        _("Thank you, it has been noted.") if thanks else _("Tell us about this page")
    )
    context = {
        "title": typeset_text(heading, language=language),
        "subject": typeset_text(subject.edition.title, language=language),
        "topic": subject.shelf,
        "address": subject.address,
        "feedback_address": subject.form_address,
        "edition": subject.edition,
        "trap": TRAP,
        "thanks": thanks,
        "problem": typeset_text(problem, language=language),
        "kind": kind,
        "text": text,
        "longest": ReaderComment.LONGEST,
    }
    return page(
        request, subject.site, language, "reading/feedback.html", context,
        addresses={language: subject.form_address}, status=status, indexed=False,
    )  # fmt: skip
