"""Pages that are no articles: about, accessibility, privacy, imprint, numbers."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import select_template

from articles import fixed_pages
from articles.models.record import language_codes
from articles.rendering import typeset_text
from articles.telephone import digits_of
from articles.tidying import RARE_DAYS
from articles.views import errors, glossary, names, safety
from articles.views.answer import page
from articles.views.site import Site, fixed_address

FixedView = Callable[[HttpRequest, Site, str], HttpResponse]


def written_page(name: str) -> FixedView:
    """A page whose text is a template of its language: `reading/about/fr.html`."""

    def view(request: HttpRequest, site: Site, language: str) -> HttpResponse:
        written = [code for code in language_codes() if _is_written(name, code)]
        if language not in written:
            return errors.not_found_page(request, site, language)
        context = {
            "title": typeset_text(fixed_pages.title(name), language=language),
            "text": f"reading/{name}/{language}.html",
            "operator": [line for line in settings.OPERATOR.split("|") if line],
            "contact": settings.CONTACT_EMAIL,
            "keep_days": settings.FEEDBACK_KEEP_DAYS,
            "rare_days": RARE_DAYS,
            "imprint_address": fixed_address("imprint", language),
        }
        addresses = {code: fixed_address(name, code) for code in written}
        return page(
            request, site, language, "reading/fixed.html", context, addresses=addresses
        )

    return view


def _is_written(name: str, language: str) -> bool:
    try:
        select_template([f"reading/{name}/{language}.html"])
    except TemplateDoesNotExist:
        return False
    return True


def numbers(request: HttpRequest, site: Site, language: str) -> HttpResponse:
    """Emergency numbers by country: the chosen one, the language's home, the rest."""
    countries = [
        {
            "name": country.name,
            "emergency": [_number(each, language) for each in country.emergency],
            "advice": [_number(country.advice, language)] if country.advice else [],
            "text": (
                [_number(country.text_number, language)] if country.text_number else []
            ),
            "poison": [_number(country.poison, language)] if country.poison else [],
            "note": country.note,
        }
        for country in sorted(
            site.reference.countries(language), key=lambda each: each.key != site.abroad
        )
    ]
    context = {
        "title": typeset_text(fixed_pages.title("numbers"), language=language),
        "countries": countries,
    }
    addresses = {code: fixed_address("numbers", code) for code in language_codes()}
    return page(
        request, site, language, "reading/numbers.html", context, addresses=addresses
    )


def _number(number: str, language: str) -> tuple[str, str]:
    return typeset_text(number, language=language), digits_of(number)


VIEWS: dict[str, FixedView] = {
    "about": written_page("about"),
    "accessibility": written_page("accessibility"),
    "privacy": written_page("privacy"),
    "imprint": written_page("imprint"),
    "numbers": numbers,
    names.PAGE: names.a_to_z,
    glossary.PAGE: glossary.glossary,
    "offline": safety.without_connection,
}
