"""The pages that are no articles, and their words in each language's addresses."""

from django.utils.translation import gettext as _, override, pgettext

PAGES = (
    "about", "accessibility", "privacy", "imprint", "numbers", "history", "search", "a-z",
    "glossary", "feedback", "thanks", "offline",
)  # fmt: skip


def word(page: str, language: str) -> str:
    """The address word of a fixed page, from the catalogue of its language.

    A language without a catalogue uses the English word.
    """
    with override(language):
        return pgettext("address", page)


def words(language: str) -> dict[str, str]:
    """Every fixed page by its address word in one language."""
    return {word(page, language): page for page in PAGES}


def title(page: str) -> str:
    """What a fixed page is called in the active language."""
    titles = {
        "about": _("Who writes, and how"),
        "accessibility": _("Accessibility"),
        "privacy": _("Privacy"),
        "imprint": _("Imprint"),
        "numbers": _("Emergency numbers by country"),
        "search": _("Search"),
        "a-z": _("A to Z"),
        "glossary": _("Glossary"),
        "offline": _("Without a connection"),
    }
    return titles[page]


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
