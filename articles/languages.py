"""The languages of the site and what belongs to each of them."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """One language: `code` is BCP 47 and also the column suffix.

    `name` is what its readers call it. `country` (ISO 3166) is where most of
    them live: its emergency number stands in the texts. `aliases` are the other
    codes browsers send for it.
    """

    code: str
    name: str
    country: str
    stemmer: str
    aliases: tuple[str, ...] = ()
    direction: str = "ltr"


_KNOWN = {
    language.code: language
    for language in (
        Language("fr", "Français", "FR", "french"),
        Language("nb", "Norsk", "NO", "norwegian", aliases=("no", "nn")),
        Language("es", "Español", "ES", "spanish"),
    )
}
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def known(code: str, name: str = "") -> Language:
    """The language of this code; one we know nothing of gets plain defaults."""
    if code in _KNOWN:
        return _KNOWN[code]
    direction = "rtl" if code in _RIGHT_TO_LEFT else "ltr"
    return Language(code, name or code, "", "english", direction=direction)


def accepted(header: str) -> Iterator[str]:
    """The language codes of an `Accept-Language` header, most wanted first.

    Codes are lower case and without region ("nb" for "nb-NO"), "*" is left out,
    a quality of 0 is a refusal, parts that make no sense are ignored (RFC 9110,
    section 12.5.4).
    """
    wanted: list[tuple[float, int, str]] = []
    refused: set[str] = set()
    for place, part in enumerate(header[:1000].split(",")):
        tag, _, rest = part.strip().partition(";")
        code, _, region = tag.strip().lower().partition("-")
        quality = _quality(rest)
        if not code.isascii() or not code.isalpha() or quality is None:
            continue
        if quality == 0 and not region:
            refused.add(code)
        elif quality:
            wanted.append((-quality, place, code))
    for _, _, code in sorted(wanted):
        if code not in refused:
            yield code


def _quality(parameter: str) -> float | None:
    if not parameter.strip():
        return 1.0
    name, _, value = parameter.partition("=")
    try:
        quality = float(value)
    except ValueError:
        return None
    return quality if name.strip().lower() == "q" and 0 <= quality <= 1 else None


def best(header: str, codes: tuple[str, ...]) -> str | None:
    """The first of `codes` that the browser accepts, or None."""
    aliases = {alias: code for code in codes for alias in known(code).aliases}
    for code in accepted(header):
        code = aliases.get(code, code)
        if code in codes:
            return code
    return None


_OWN_LETTERS = {"nb": "æøå", "es": "ñ"}
"""Letters beyond a to z; each comes after the one it is listed under below."""
_LISTED_AFTER = {"æ": "z", "ø": "z", "å": "z", "ñ": "n"}
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ß": "ss"})
OTHER = "#"
"""Where names stand that begin with no letter."""


def sort_key(text: str, code: str) -> str:
    """Where a text stands in its language's alphabet; accents do not count.

    In Norwegian æ, ø and å come last, in Spanish ñ comes after n.
    """
    own = _OWN_LETTERS.get(code, "")
    lowered = unicodedata.normalize("NFC", text.lower())
    parts = []
    for letter in lowered:
        if letter in own:
            # "~" sorts behind all letters, the digit keeps the order among them.
            parts.append(f"{_LISTED_AFTER[letter]}~{own.index(letter)}")
        else:
            parts.append(_without_accents(letter))
    return "".join(parts).lstrip("«»¿¡“”‘’'\"( ")


def initial(text: str, code: str) -> str:
    """The capital letter under which a text is listed, or OTHER."""
    key = sort_key(text, code)
    for letter in _OWN_LETTERS.get(code, ""):
        if key.startswith(sort_key(letter, code)):
            return letter.upper()
    return key[0].upper() if key[:1].isalpha() else OTHER


def _without_accents(letter: str) -> str:
    apart = unicodedata.normalize("NFKD", letter.translate(_LIGATURES))
    return "".join(part for part in apart if not unicodedata.combining(part))
