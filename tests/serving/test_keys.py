import pytest

from articles.serving.keys import Addresses, Key, language_of, starts

ADDRESSES = Addresses(
    "https://legs.example:8443",
    ("legs.example", ".wild.example", "[::1]"),
    ("country", "page"),
    ("fr", "nb", "es"),
)


def asked(query="", host="legs.example", path="/fr/", addresses=ADDRESSES, **more):
    return addresses.asked(
        {
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "HTTP_HOST": host,
            "SERVER_PORT": "8000",
            "wsgi.url_scheme": "http",
            **more,
        }
    )


@pytest.mark.parametrize(
    ("query", "known", "whole"),
    [
        ("", "", True),
        ("page=2", "page=2", True),
        ("utm_source=x", "", False),
        ("utm_source=x&page=2", "page=2", False),
        ("page=2&country=fr", "country=fr&page=2", False),
        ("page=1&page=2", "page=2", False),
        ("page=", "", False),
        ("page=%00", "", False),
        ("page=" + "9" * 200, "", False),
        ("&".join(f"a{n}=1" for n in range(500)), "", False),
        ("%ff=%fe", "", False),
        ("Page=2", "", False),
    ],
)
def test_unknown_parameters_make_no_key(query: str, known: str, whole: bool) -> None:
    result = asked(query)
    assert result is not None
    assert (result.key.query, result.whole) == (known, whole)


@pytest.mark.parametrize(
    ("host", "kept"),
    [
        ("legs.example", "legs.example"),
        ("LEGS.example", "legs.example"),
        ("legs.example.", "legs.example"),
        ("legs.example:8000", "legs.example:8000"),
        ("legs.example:8443", "legs.example:8443"),
        ("legs.example:1234", None),
        ("any.wild.example", None),
        ("evil.example", None),
        ("legs.example@evil.example", None),
        ("legs.example, evil.example", None),
        ("[::1]", "[::1]"),
        ("", None),
    ],
)
def test_only_hosts_of_the_site_make_keys(host: str, kept: str | None) -> None:
    result = asked(host=host)
    assert (result.key.host if result else None) == kept


def test_long_path_makes_no_key() -> None:
    assert asked(path="/" + "a" * 600) is None


@pytest.mark.parametrize(
    ("header", "language"),
    [("nn-NO,nb;q=0.9", "nb"), ("es-MX", "es"), ("de", "-"), ("", "-")],
)
def test_negotiated_path_is_kept_by_language(header: str, language: str) -> None:
    result = asked(path="/", HTTP_ACCEPT_LANGUAGE=header)
    assert result is not None
    assert result.key == Key("http", "legs.example", "/", "", language)


def test_other_paths_ignore_the_browsers_language() -> None:
    result = asked(HTTP_ACCEPT_LANGUAGE="nb")
    assert result is not None
    assert result.key.language == ""


@pytest.mark.parametrize(
    ("value", "scheme"),
    [(None, "http"), ("https", "https"), ("https, http", "https"), ("ftp", "http")],
)
def test_scheme_behind_a_proxy(value: str | None, scheme: str) -> None:
    behind = Addresses(
        "https://x", ("x",), (), ("fr",), proxy=("HTTP_X_FORWARDED_PROTO", "https")
    )
    environ = {"wsgi.url_scheme": "http"}
    if value is not None:
        environ["HTTP_X_FORWARDED_PROTO"] = value
    assert behind.scheme(environ) == scheme


def test_keys_of_an_address() -> None:
    host = "legs.example:8443"
    assert ADDRESSES.keys("/fr/caf%C3%A9/?page=2") == [
        Key("https", host, "/fr/caf\u00c3\u00a9/", "page=2")
    ]
    assert [key.language for key in ADDRESSES.keys("/")] == ["fr", "nb", "es", "-"]


@pytest.mark.parametrize(
    ("path", "header", "language"),
    [("/nb/x/", "es", "nb"), ("/x/", "es", "es"), ("/x/", "de", "fr"), ("", "", "fr")],
)
def test_language_of(path: str, header: str, language: str) -> None:
    environ = {"PATH_INFO": path, "HTTP_ACCEPT_LANGUAGE": header}
    assert language_of(environ, ("fr", "nb", "es")) == language


def test_starts() -> None:
    assert starts("/desk/x", ("/desk/",))
    assert starts("/desk", ("/desk/",))
    assert not starts("/desktop/", ("/desk/",))
