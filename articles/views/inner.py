"""Pages under a fixed page, `/fr/<its word>/<word>/`: a letter, a term."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse

from articles.views import glossary, names
from articles.views.site import Site

InnerView = Callable[[HttpRequest, Site, str, str], HttpResponse]

VIEWS: dict[str, InnerView] = {names.PAGE: names.letter, glossary.PAGE: glossary.term}


def paths(site: Site, language: str) -> Iterator[str]:
    """The addresses of all of them in one language."""
    for key, _text in site.reference.terms(language):
        yield glossary.term_address(key, language)
    letters = names.existing_letters(language)
    if sum(letters.values()) > names.ONE_PAGE:
        for letter in letters:
            yield names.letter_address(letter, language)
