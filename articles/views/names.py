"""The list from A to Z: every article under its title and its other names."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse

from articles import fixed_pages
from articles.languages import OTHER, sort_key
from articles.models.edition_name import EditionName
from articles.models.record import language_codes
from articles.rendering import typeset_text
from articles.views import errors
from articles.views.answer import moved, page
from articles.views.site import Site, fixed_address

PAGE = "a-z"
ONE_PAGE = 500
"""Names up to which all letters stand on one page."""
_IN_ADDRESSES = {"æ": "ae", "ø": "oe", "å": "aa", "ñ": "enye", OTHER: "0-9"}


def a_to_z(request: HttpRequest, site: Site, language: str) -> HttpResponse:
    """All names, or with many of them those of the first letter."""
    letters = existing_letters(language)
    if sum(letters.values()) <= ONE_PAGE:
        return _list(request, site, language, letters, _names(language))
    return _list(
        request, site, language, letters, _names(language, next(iter(letters)))
    )


def letter(request: HttpRequest, site: Site, language: str, word: str) -> HttpResponse:
    """The names of one letter; while they fit on one page, the way to its place."""
    letters = existing_letters(language)
    wanted = next((each for each in letters if in_address(each) == word), None)
    if wanted is None:
        return errors.not_found_page(request, site, language)
    if sum(letters.values()) <= ONE_PAGE:
        return moved(request, fixed_address(PAGE, language))
    return _list(request, site, language, letters, _names(language, wanted))


def existing_letters(language: str) -> dict[str, int]:
    """How many names each letter has, in the order of the alphabet."""
    rows = _names(language).order_by().values_list("letter").annotate(Count("pk"))
    return dict(sorted(rows, key=lambda row: _place(row[0], language)))


def in_address(letter: str) -> str:
    return _IN_ADDRESSES.get(letter.lower(), letter.lower())


def letter_address(letter: str, language: str) -> str:
    return f"{fixed_address(PAGE, language)}{in_address(letter)}/"


def _place(letter: str, language: str) -> tuple[bool, str]:
    """Digits come last."""
    return letter == OTHER, sort_key(letter, language)


def _names(language: str, letter: str = "") -> QuerySet[EditionName]:
    names = EditionName.objects.filter(
        language=language, edition__publication__isnull=False
    )
    return names.filter(letter=letter) if letter else names


def _list(
    request: HttpRequest,
    site: Site,
    language: str,
    letters: dict[str, int],
    names: QuerySet[EditionName],
) -> HttpResponse:
    is_whole = sum(letters.values()) <= ONE_PAGE
    context = {
        "title": typeset_text(fixed_pages.title(PAGE), language=language),
        "letters": [
            {
                "letter": each,
                "address": (
                    f"#{in_address(each)}"
                    if is_whole
                    else letter_address(each, language)
                ),
            }
            for each in letters
        ],
        "groups": _groups(site, language, names),
    }
    addresses = {code: fixed_address(PAGE, code) for code in language_codes()}
    return page(
        request, site, language, "reading/a_to_z.html", context, addresses=addresses
    )


def _groups(
    site: Site, language: str, names: QuerySet[EditionName]
) -> list[dict[str, Any]]:
    """The names by letter, each with the address and the title of its page."""
    shelves = {topic.key: topic.address for topic in site.reference.topics(language)}
    rows: Sequence[EditionName] = sorted(
        names.select_related("edition").defer("edition__content", "edition__parts"),
        key=lambda each: (_place(each.letter, language), each.sort),
    )
    return [
        {
            "letter": initial,
            "anchor": in_address(initial),
            "names": [
                {
                    "name": typeset_text(each.name, language=language),
                    "title": (
                        ""
                        if each.is_title
                        else typeset_text(each.edition.title, language=language)
                    ),
                    "address": f"{shelves[each.edition.topic]}{each.edition.slug}/",
                }
                for each in group
                if each.edition.topic in shelves
            ],
        }
        for initial, group in groupby(rows, key=lambda each: each.letter)
    ]
