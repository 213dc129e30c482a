"""The spaces that a language wants, and those at which no line may break."""

import re
from functools import lru_cache
from html import unescape

NARROW = "\u202f"
NO_BREAK = "\u00a0"

_SPACE = " \u00a0\u2009\u202f"
# Each pattern starts where no space stands before it and gives nothing back,
# so a million spaces are read once.
_SPACES = rf"(?<![{_SPACE}])[{_SPACE}]++"
_FRENCH = (
    (re.compile(rf"{_SPACES}(?=[;!?])"), NARROW),
    (re.compile(rf"«[{_SPACE}]*+"), f"«{NARROW}"),
    (re.compile(rf"(?<![{_SPACE}])[{_SPACE}]*+»"), f"{NARROW}»"),
    # 1 : 3 is a proportion.
    (re.compile(rf"(?<!\d){_SPACES}(?=:)"), NO_BREAK),
    (re.compile(rf"(?<=\d)[{_SPACE}]++(?=:(?![{_SPACE}]{{0,2}}\d))"), NO_BREAK),
)

_EVERYWHERE = (
    *("%", "‰", "°C", "°", "€"),
    *("µm", "mm", "cm", "dm", "m", "km", "µg", "mg", "g", "kg", "µl", "ml", "mL"),
    *("cl", "dl", "dL", "l", "L", "mmol", "kcal", "kJ", "mmHg", "ms", "s", "min", "h"),
)
_UNITS = {
    "fr": (
        *("seconde", "secondes", "minute", "minutes", "heure", "heures"),
        *("jour", "jours", "nuit", "nuits", "semaine", "semaines", "mois"),
        *("an", "ans", "année", "années", "fois", "degrés"),
        *("mètre", "mètres", "litre", "litres", "euros"),
    ),
    "nb": (
        *("sekund", "sekunder", "minutt", "minutter", "time", "timer", "t"),
        *("dag", "dager", "døgn", "natt", "netter", "uke", "uker"),
        *("måned", "måneder", "år", "gang", "ganger", "prosent", "grader"),
        *("meter", "liter", "kroner"),
    ),
    "es": (
        *("segundo", "segundos", "minuto", "minutos", "hora", "horas"),
        *("día", "días", "noche", "noches", "semana", "semanas", "mes", "meses"),
        *("año", "años", "vez", "veces", "grados", "por ciento"),
        *("metro", "metros", "litro", "litros", "euros"),
    ),
}


def _unit_space(language: str) -> re.Pattern[str]:
    units = "|".join((*_EVERYWHERE, *_UNITS.get(language, ())))
    return re.compile(rf"(?<=\d) ++(?=(?:{units})(?!\w))")


_UNIT_SPACES = {language: _unit_space(language) for language in ("", *_UNITS)}
# Thousands and phone numbers: 10 000, 116 117, 01 40 05 48 48.
_DIGIT_SPACE = re.compile(r"(?<=\d) ++(?=\d)")
# 3 h 30, kl. 15.
_TIME_SPACE = re.compile(r"(?<=\d[\u00a0\u202f]h) (?=\d)|(?<=\bkl\.) (?=\d)")

_TAG = re.compile(r'(<[A-Za-z/!][^<>"]*+(?:"[^"]*+"[^<>"]*+)*+>)')


def typeset_text(text: str, *, language: str) -> str:
    """Plain text with the spaces of its language; the same when set again.

    French gets U+202F before ; ! ? and inside « », and U+00A0 before a colon,
    where a space stands already (inside guillemets also where none stands).
    In all languages a number keeps to its unit and to its other digits.
    """
    return _known(text, language) if len(text) < 200 else _set(text, language)


def _set(text: str, language: str) -> str:
    if language == "fr":
        for pattern, replacement in _FRENCH:
            text = pattern.sub(replacement, text)
    units = _UNIT_SPACES.get(language, _UNIT_SPACES[""])
    for pattern in (units, _DIGIT_SPACE, _TIME_SPACE):
        text = pattern.sub(NO_BREAK, text)
    return text


# Titles and the words of the interface come again on every page.
_known = lru_cache(maxsize=4096)(_set)


def typeset(html: str, *, language: str) -> str:
    """HTML with the spaces set in its text; tags and attributes are left alone."""
    parts = _TAG.split(html)
    parts[::2] = [_text_node(text, language) for text in parts[::2]]
    return "".join(parts)


def _text_node(text: str, language: str) -> str:
    if not text or text.isspace():
        return text
    text = typeset_text(unescape(text), language=language)
    # As HTML serialisers write it, so that cleaning it again changes nothing.
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace(NO_BREAK, "&nbsp;")
