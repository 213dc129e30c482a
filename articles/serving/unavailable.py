"""The answers while the database is away, made when the process starts."""

from collections.abc import Callable
from dataclasses import dataclass

from articles.serving.journal import journal
from articles.serving.pages import Headers, Response

PageMaker = Callable[[str], str]
"""Makes the HTML of a page in a language, without the database."""

_PLAIN = {
    "fr": "Cette page n’est pas disponible pour le moment. En cas d’urgence vitale, appelez le 15 ou le 112.",
    "nb": "Denne siden er ikke tilgjengelig akkurat nå. Er det fare for liv, ring 113.",
    "es": "Esta página no está disponible en este momento. En una emergencia, llame al 112.",
}
_PLAIN_DESK = {
    "fr": "Rien ne peut être enregistré pour le moment. Réessayez dans quelques minutes.",
    "nb": "Ingenting kan lagres akkurat nå. Prøv igjen om noen minutter.",
    "es": "No se puede guardar nada en este momento. Inténtelo de nuevo en unos minutos.",
}


@dataclass(frozen=True)
class Notices:
    """One 503 per language, for readers and for the desk."""

    readers: dict[str, Response]
    desk: dict[str, Response]


def make_notices(
    codes: tuple[str, ...], *, readers: PageMaker, desk: PageMaker, headers: Headers
) -> Notices:
    """Make all of them now: later there may be no database and no time."""
    return Notices(
        readers={c: _notice(c, readers, _PLAIN, headers) for c in codes},
        desk={c: _notice(c, desk, _PLAIN_DESK, headers) for c in codes},
    )


def _notice(
    code: str, make: PageMaker, plain: dict[str, str], headers: Headers
) -> Response:
    body = _html(code, make, plain).encode()
    return Response(
        "503 Service Unavailable",
        [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Language", code),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("Retry-After", "30"),
            *headers,
        ],
        body,
    )


def _html(code: str, make: PageMaker, plain: dict[str, str]) -> str:
    try:
        return make(code)
    except Exception as error:
        # The sentence with the number to call must be there whatever else broke.
        journal.problem("notice_not_made", language=code, cause=type(error).__name__)
        sentence = plain.get(code, plain["fr"])
        return (
            f'<!doctype html><html lang="{code}"><meta charset="utf-8">'
            f"<title>503</title><p>{sentence}</p></html>"
        )
