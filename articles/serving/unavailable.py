"""The answers while the database is away, made while it is there."""

from collections.abc import Callable

from articles.serving.journal import journal
from articles.serving.pages import Headers, Response

PageMaker = Callable[[str], str]
"""Makes the HTML of a page in a language."""

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


class Notices:
    """One 503 per language, for readers and for the desk.

    There are plain ones from the beginning. `refresh` makes those of the site while
    there is a database; later there may be none, and no time.
    """

    def __init__(
        self,
        codes: tuple[str, ...],
        *,
        readers: PageMaker,
        desk: PageMaker,
        headers: Headers,
    ) -> None:
        self._codes, self._makers, self._headers = codes, (readers, desk), headers
        self.readers = {c: self._plain(c, _PLAIN) for c in codes}
        self.desk = {c: self._plain(c, _PLAIN_DESK) for c in codes}

    def refresh(self) -> None:
        """Make all again; one that cannot be made stays as it was."""
        for kept, make in zip((self.readers, self.desk), self._makers, strict=True):
            for code in self._codes:
                try:
                    kept[code] = _notice(code, make(code), self._headers)
                except Exception as error:
                    cause = type(error).__name__
                    journal.problem("notice_not_made", language=code, cause=cause)

    def _plain(self, code: str, sentences: dict[str, str]) -> Response:
        sentence = sentences.get(code, sentences["fr"])
        html = (
            f'<!doctype html><html lang="{code}"><meta charset="utf-8">'
            f"<title>503</title><p>{sentence}</p></html>"
        )
        return _notice(code, html, self._headers)


def _notice(code: str, html: str, headers: Headers) -> Response:
    body = html.encode()
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
