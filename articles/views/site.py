"""What every page knows: the site version, topics, numbers and languages."""

import datetime
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from articles import fixed_pages
from articles.languages import known
from articles.models.record import language_codes
from articles.models.reference import ReferenceEdition
from articles.models.site_version import SiteVersion
from articles.rendering import typeset_text
from articles.views import shipped

FIRST_AID = "first-aid"
WHEN_TO_GET_HELP = "when-to-get-help"
"""The articles that the site itself leads to."""


@dataclass(frozen=True)
class Topic:
    """A shelf in one language."""

    key: str
    name: str
    slug: str
    introduction: str
    start: str
    address: str


@dataclass(frozen=True)
class Country:
    """The numbers of one country, named in one language."""

    key: str
    name: str
    emergency: tuple[str, ...]
    advice: str
    text_number: str
    poison: str
    note: str

    @property
    def first_number(self) -> str:
        return self.emergency[0]


class Reference:
    """A ReferenceEdition by language, read once and kept in memory."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._content = content
        self._topics: dict[str, list[Topic]] = {}
        self._countries: dict[str, list[Country]] = {}

    def _each(self, name: str, language: str) -> list[tuple[Any, Any]]:
        return [
            (entry, entry["text"][language])
            for entry in self._content.get(name, [])
            if language in entry["text"]
        ]

    def topics(self, language: str) -> list[Topic]:
        """The shelves in their order."""
        if language not in self._topics:
            self._topics[language] = self._read_topics(language)
        return self._topics[language]

    def _read_topics(self, language: str) -> list[Topic]:
        return [
            Topic(
                key=entry["key"],
                name=typeset_text(text["name"], language=language),
                slug=text["slug"],
                introduction=typeset_text(text["introduction"], language=language),
                start=entry["start"],
                address=f"/{language}/{text['slug']}/",
            )
            for entry, text in self._each("topics", language)
        ]

    def topic(self, language: str, key: str) -> Topic | None:
        return next((t for t in self.topics(language) if t.key == key), None)

    def countries(self, language: str) -> list[Country]:
        """All countries, the language's home first."""
        if language not in self._countries:
            self._countries[language] = self._read_countries(language)
        return self._countries[language]

    def _read_countries(self, language: str) -> list[Country]:
        home = known(language).country.lower()
        countries = [
            Country(
                key=entry["key"],
                name=text["name"],
                emergency=tuple(entry["emergency"]),
                advice=entry["advice"],
                text_number=entry["text_number"],
                poison=entry["poison"],
                note=typeset_text(text["note"], language=language),
            )
            for entry, text in self._each("countries", language)
        ]
        return sorted(countries, key=lambda country: country.key != home)

    def terms(self, language: str) -> list[tuple[str, Mapping[str, str]]]:
        """Each term's key with its texts in one language."""
        return [(entry["key"], text) for entry, text in self._each("terms", language)]

    @cached_property
    def term_keys(self) -> frozenset[str]:
        return frozenset(entry["key"] for entry in self._content.get("terms", []))

    @cached_property
    def country_keys(self) -> frozenset[str]:
        return frozenset(entry["key"] for entry in self._content.get("countries", []))

    def panel(self, language: str) -> Mapping[str, Any] | None:
        """The drawing of the panel “a cramp right now”, with its words."""
        figure = self._content.get("panel")
        if not figure or language not in figure["text"]:
            return None
        return {"svg": figure["svg"], **figure["text"][language]}


@dataclass(frozen=True)
class Site:
    """The public state a page is made from; `number` is its version.

    `abroad` is the key of the country whose numbers a reader asked for on this page.
    """

    number: int
    changed_at: datetime.datetime | None
    reference: Reference
    abroad: str = ""

    def country(self, language: str) -> Country | None:
        """Whose numbers the page shows: the reader's choice, else the language's home."""
        countries = self.reference.countries(language)
        chosen = [each for each in countries if each.key == self.abroad]
        return next(iter(chosen or countries), None)


_EMPTY = Reference({})
_kept: dict[int, Reference] = {}
_lock = threading.Lock()


def current_site() -> Site:
    """The site as it is now: one query, two after the reference changed."""
    row = SiteVersion.objects.filter(pk=1).first()
    if row is None:
        return Site(0, None, _EMPTY)
    return Site(row.number, row.changed_at, _reference(row.reference_id))


def _reference(pk: int | None) -> Reference:
    if pk is None:
        return _EMPTY
    if pk not in _kept:
        content = ReferenceEdition.objects.values_list("content", flat=True).get(pk=pk)
        with _lock:
            _kept.clear()
            _kept[pk] = Reference(content)
            return _kept[pk]
    return _kept[pk]


def site_in_memory() -> Site:
    """What is known without a database: the last reference, or the shipped numbers."""
    remembered = next(iter(_kept.values()), None)
    return Site(0, None, remembered or Reference({"countries": shipped.countries()}))


def forget_reference() -> None:
    """Start as a new process does (tests)."""
    _kept.clear()


def site_name() -> str:
    """What the site is called in the active language."""
    return _("Calm legs")


def fixed_address(page: str, language: str) -> str:
    return f"/{language}/{fixed_pages.word(page, language)}/"


def feedback_address(address: str, language: str) -> str:
    """Where the forms of the page at `address` go."""
    return f"{address}{fixed_pages.word('feedback', language)}/"


def absolute(address: str) -> str:
    """The address with the site's own origin; never taken from a request."""
    return f"{settings.SITE_ORIGIN}{address}"


def home_addresses() -> dict[str, str]:
    return {code: f"/{code}/" for code in language_codes()}
