import gzip

import pytest

from articles.serving.encodings import choose, pack, unpack_brotli


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("x-gzip", "gzip"),
        ("GZIP , Br", "br"),
        ("br;q=0.5, gzip;q=1.0", "gzip"),
        ("br;q=0, gzip;q=0", "identity"),
        ("br; q=0, *", "gzip"),
        ("*", "br"),
        ("*;q=0", "identity"),
        ("identity;q=0, *;q=0", "identity"),
        ("identity, br;q=0.1", "identity"),
        ("br;q=nan, gzip", "gzip"),
        ("br;q=2, gzip;q=-1", "identity"),
        ("br;level=1", "identity"),
        (";,;;q=,=", "identity"),
        ("deflate", "identity"),
        ("\x00\xff", "identity"),
        ("x," * 50_000 + "br", "identity"),
    ],
)
def test_choose(header: str, coding: str) -> None:
    assert choose(header) == coding


def test_packed_bodies_are_the_same_each_time() -> None:
    body = b"calm legs " * 100
    assert pack(body, "gzip") == pack(body, "gzip")
    assert gzip.decompress(pack(body, "gzip")) == body
    assert unpack_brotli(pack(body, "br")) == body
    assert pack(body, "identity") == body
