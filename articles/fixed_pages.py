"""The pages that are no articles, and their words in each language's addresses."""

from functools import lru_cache

from django.utils.translation import gettext as _, gettext_noop, override, pgettext

PAGES = (
    "about", "accessibility", "privacy", "imprint", "numbers", "history", "search", "a-z",
    "glossary", "feedback", "thanks", "offline",
)  # fmt: skip


@lru_cache
def word(page: str, language: str) -> str:
    """The address word of a fixed page, from the catalogue of its language.

    A language without a catalogue uses the English word.
    """
    with override(language):
        return pgettext("address", page)


def words(language: str) -> dict[str, str]:
    """Every fixed page by its address word in one language."""
    return {word(page, language): page for page in PAGES}


_TITLES = {
    "about": gettext_noop("Who writes, and how"),
    "accessibility": gettext_noop("Accessibility"),
    "privacy": gettext_noop("Privacy"),
    "imprint": gettext_noop("Imprint"),
    "numbers": gettext_noop("Emergency numbers by country"),
    "search": gettext_noop("Search"),
    "a-z": gettext_noop("A to Z"),
    "glossary": gettext_noop("Glossary"),
    "offline": gettext_noop("Without a connection"),
}


def title(page: str) -> str:
    """What a fixed page is called in the active language."""
    return _(_TITLES[page])


def _for_catalogues() -> tuple[str, ...]:
    """The words, spelled out for those who collect the texts to translate."""
    return (
        pgettext("address", "about"),
        pgettext("address", "accessibility"),
        pgettext("address", "privacy"),
        pgettext("address", "imprint"),
        pgettext("address", "numbers"),
        pgettext("address", "history"),
        pgettext("address", "search"),
        pgettext("address", "a-z"),
        pgettext("address", "glossary"),
        pgettext("address", "feedback"),
        pgettext("address", "thanks"),
        pgettext("address", "offline"),
    )
