"""The care cards of a page: one card per level, most dangerous first."""

from typing import Any

from django.utils.translation import gettext as _

from articles.rendering import typeset_text
from articles.views.links import PageLinks


def care_levels(cards: list[Any], links: PageLinks) -> list[dict[str, Any]]:
    """The care cards of a page merged into one card per level, most dangerous first."""
    language = links.language
    levels: dict[str, list[dict[str, Any]]] = {}
    for card in cards:
        levels.setdefault(card["level"], []).append(
            {
                "key": card["key"],
                "heading": typeset_text(card["heading"], language=language),
                "signs": [
                    typeset_text(sign, language=language)
                    for _key, sign in card["items"]
                ],
                "note": typeset_text(card["note"], language=language),
                "cites": [
                    number[0]
                    for key in card["sources"]
                    if (number := links.source(key))
                ],
            }
        )
    return [
        {
            "level": level,
            "blocks": levels[level],
            "label": LEVEL_LABELS[level](),
            "instruction": typeset_text(_instruction(level, links), language=language),
        }
        for level in ("emergency", "same-day", "not-urgent")
        if level in levels
    ]


LEVEL_LABELS = {
    "emergency": lambda: _("Emergency"),
    "same-day": lambda: _("Same day"),
    "not-urgent": lambda: _("Not urgent"),
}


def _instruction(level: str, links: PageLinks) -> str:
    if level == "emergency":
        number = (links.number("emergency") or ("", ""))[0]
        return _("Call %(number)s right now if:") % {"number": number}
    if level == "same-day":
        return _("See a doctor today if:")
    return _("Talk to your doctor if:")
