"""Content codings: which one a browser wants, and how they are made."""

import gzip
from functools import lru_cache

import brotli  # type: ignore[import-untyped]

PREFERENCE = ("br", "gzip", "identity")
_LONGEST_REMEMBERED = 200


def choose(header: str) -> str:
    """The coding for an `Accept-Encoding` header: "br", "gzip" or "identity".

    The highest quality wins, brotli before gzip before identity on a tie; what
    makes no sense is ignored (RFC 9110, section 12.5.3). A browser that accepts
    nothing we have gets identity.
    """
    if len(header) > _LONGEST_REMEMBERED:
        return _chosen(header[:2000])
    return _remembered(header)


def _chosen(header: str) -> str:
    wanted = _qualities(header)
    # Identity is acceptable unless refused, and less wanted than any coding asked for.
    others = wanted.get("*", 0.0)
    unnamed = {"br": others, "gzip": others, "identity": 0.0001}
    best = max(PREFERENCE, key=lambda coding: wanted.get(coding, unnamed[coding]))
    return best if wanted.get(best, unnamed[best]) > 0 else "identity"


_remembered = lru_cache(maxsize=256)(_chosen)


def _qualities(header: str) -> dict[str, float]:
    wanted: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, parameter = part.partition(";")
        quality = _quality(parameter)
        if quality is not None:
            wanted[name.strip().removeprefix("x-")] = quality
    return wanted


def _quality(parameter: str) -> float | None:
    name, _, value = parameter.strip().partition("=")
    if not name:
        return 1.0
    try:
        quality = float(value)
    except ValueError:
        return None
    return quality if name.strip() == "q" and 0 <= quality <= 1 else None


def pack(body: bytes, coding: str) -> bytes:
    """The body in a coding. Equal bodies give equal bytes: the ETag is strong."""
    if coding == "br":
        packed: bytes = brotli.compress(body, mode=brotli.MODE_TEXT, quality=5)
        return packed
    if coding == "gzip":
        return gzip.compress(body, compresslevel=6, mtime=0)
    return body


def unpack_brotli(body: bytes) -> bytes:
    """The body that `pack(body, "br")` was given."""
    unpacked: bytes = brotli.decompress(body)
    return unpacked
