"""A whole response as it is kept: packed once, with its headers made ready."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from articles.serving.encodings import pack, unpack_brotli

Headers = list[tuple[str, str]]

_MADE_HERE = frozenset(
    {
        "content-length",
        "content-encoding",
        "etag",
        "vary",
        "x-page-store",
        "date",
        "age",
    }
)
_OF_A_304 = frozenset(
    {"cache-control", "content-location", "etag", "expires", "surrogate-key", "vary"}
)
_OVERHEAD = 1500  # bytes of Python objects around a page, measured with tracemalloc


@dataclass(frozen=True, slots=True)
class Response:
    """What the inner application answered, collected; `failed`: for want of its database."""

    status: str
    headers: Headers
    body: bytes
    failed: bool = False

    @property
    def code(self) -> int:
        return int(self.status[:3])

    def header(self, name: str) -> str:
        """The values of a header, joined as HTTP allows; lower case name."""
        return ", ".join(value for key, value in self.headers if key.lower() == name)

    def vary(self) -> set[str]:
        """The request headers, lower case, that this answer depends on."""
        names = {name.strip().lower() for name in self.header("vary").split(",")}
        return names - {"", "accept-encoding"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A page in one coding. Headers are copied out, since servers may change them."""

    headers: Headers
    body: bytes
    etag: str
    unchanged: Headers


class Page:
    """A stored response; `used` and `hits` are written by the door at each hit."""

    __slots__ = ("_headers", "_tag", "answers", "hits", "size", "status", "used")

    def __init__(self, response: Response) -> None:
        self.status = response.status
        self._headers = _kept_headers(response)
        self._tag = hashlib.sha256(response.body).hexdigest()[:32]
        self.answers = self._first_answers(response.body)
        self.size = len(self.answers["br"].body) + _OVERHEAD
        self.used = self.hits = 0

    def make(self, coding: str) -> Answer:
        """This page in another coding, made from the brotli that is kept."""
        return self._answer(unpack_brotli(self.answers["br"].body), coding)

    def _first_answers(self, body: bytes) -> dict[str, Answer]:
        packed = self._answer(body, "br")
        if len(packed.body) < len(body):
            return {"br": packed}
        return dict.fromkeys(("br", "gzip", "identity"), self._answer(body, "identity"))

    def _answer(self, body: bytes, coding: str) -> Answer:
        """A strong tag names one sequence of bytes, so each coding has its own."""
        packed = pack(body, coding)
        etag = f'"{self._tag}"' if coding == "identity" else f'"{self._tag}-{coding}"'
        headers = [*self._headers, ("ETag", etag), ("Content-Length", str(len(packed)))]
        if coding != "identity":
            headers.append(("Content-Encoding", coding))
        unchanged = [pair for pair in headers if pair[0].lower() in _OF_A_304]
        return Answer(headers, packed, etag, unchanged)


def _kept_headers(response: Response) -> Headers:
    kept = [pair for pair in response.headers if pair[0].lower() not in _MADE_HERE]
    names = [name.strip() for name in response.header("vary").split(",")]
    others = [name for name in names if name and name.lower() != "accept-encoding"]
    return [*kept, ("Vary", ", ".join([*others, "Accept-Encoding"]))]


def without_mark(headers: Iterable[tuple[str, str]]) -> Headers:
    """Headers as they go out: the word between Django and the store stays inside."""
    return [pair for pair in headers if pair[0].lower() != "x-page-store"]


def matches(if_none_match: str, etag: str) -> bool:
    """Whether `If-None-Match` names this tag; the comparison is weak (RFC 9110)."""
    if if_none_match == etag:
        return True
    tags = (tag.strip().removeprefix("W/") for tag in if_none_match[:4000].split(","))
    return if_none_match.strip() == "*" or etag in tags
