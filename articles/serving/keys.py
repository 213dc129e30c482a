"""What a request asks for, reduced to what an answer may depend on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote_to_bytes, urlencode, urlsplit
from wsgiref.types import WSGIEnvironment

from django.http.request import split_domain_port, validate_host

from articles import languages

_VALUE = re.compile(r"[A-Za-z0-9_-]{1,12}")
_LONGEST_PATH = 512
_MOST_FIELDS = 50


class Key(NamedTuple):
    """`path` is a WSGI PATH_INFO, `query` the known parameters in one order.

    `language` is set only where the answer is negotiated ("/"): the chosen one,
    or "-" if the browser accepts none of ours.
    """

    scheme: str
    host: str
    path: str
    query: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """`whole`: the key says all that the reader's address said."""

    key: Key
    whole: bool


@dataclass(frozen=True)
class Addresses:
    """The addresses whose pages may be kept.

    `hosts` are the settings' ALLOWED_HOSTS; a wildcard among them makes no entry,
    nor does a port that is neither the origin's nor the server's own, so that the
    Host header cannot split the store. `proxy` is SECURE_PROXY_SSL_HEADER.
    """

    origin: str
    hosts: tuple[str, ...]
    parameters: tuple[str, ...]
    codes: tuple[str, ...]
    negotiated: tuple[str, ...] = ("/",)
    proxy: tuple[str, str] | None = None

    def scheme(self, environ: WSGIEnvironment) -> str:
        """As `HttpRequest.scheme` has it."""
        if self.proxy is not None:
            value: str | None = environ.get(self.proxy[0])
            if value is not None:
                first = value.split(",", 1)[0].strip()
                return "https" if first == self.proxy[1] else "http"
        return str(environ["wsgi.url_scheme"])

    def asked(self, environ: WSGIEnvironment) -> Asked | None:
        """The key of a GET or HEAD; None if its answer must never be kept."""
        host = self._host(environ)
        path = environ.get("PATH_INFO") or "/"
        if host is None or len(path) > _LONGEST_PATH:
            return None
        raw = environ.get("QUERY_STRING", "")
        query = self._known(raw)
        language = ""
        if path in self.negotiated:
            language = self._language(environ.get("HTTP_ACCEPT_LANGUAGE", ""))
        return Asked(
            Key(self.scheme(environ), host, path, query, language), query == raw
        )

    def keys(self, address: str) -> list[Key]:
        """The keys under which one address of the site, "/path/?query", is kept."""
        origin, parts = urlsplit(self.origin), urlsplit(address)
        path = unquote_to_bytes(parts.path).decode("latin-1")
        query = self._known(parts.query)
        spoken = (*self.codes, "-") if path in self.negotiated else ("",)
        return [
            Key(origin.scheme, origin.netloc, path, query, language)
            for language in spoken
        ]

    def _language(self, header: str) -> str:
        return languages.best(header, self.codes) or "-"

    def _known(self, raw: str) -> str:
        """The known parameters of a query string; a made-up value is no parameter."""
        if not raw:
            return ""
        try:
            pairs = parse_qsl(raw, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        except ValueError:
            return ""
        values = {name: value for name, value in pairs if name in self.parameters}
        return urlencode(
            [(n, values[n]) for n in sorted(values) if _VALUE.fullmatch(values[n])]
        )

    def _host(self, environ: WSGIEnvironment) -> str | None:
        raw = environ.get("HTTP_HOST", "")
        domain, port = split_domain_port(raw)
        if not domain or not validate_host(domain, self.hosts):
            return None
        if not self._is_ours(domain, port, environ):
            return None
        return f"{domain}:{port}" if port else domain

    def _is_ours(self, domain: str, port: str, environ: WSGIEnvironment) -> bool:
        origin = urlsplit(self.origin)
        literal = {host.lower() for host in self.hosts} | {_domain(origin.netloc)}
        ports = {"", str(origin.port or ""), str(environ.get("SERVER_PORT", ""))}
        return domain in literal and port in ports


def _domain(netloc: str) -> str:
    return split_domain_port(netloc)[0]


def language_of(environ: WSGIEnvironment, codes: tuple[str, ...]) -> str:
    """The language to speak in: that of the path, of the browser, or the first."""
    first = str(environ.get("PATH_INFO", "")).lstrip("/").partition("/")[0]
    if first in codes:
        return first
    header = environ.get("HTTP_ACCEPT_LANGUAGE", "")
    return languages.best(header, codes) or codes[0]


def starts(path: str, prefixes: Iterable[str]) -> bool:
    """Whether a path lies under one of the prefixes ("/desk/" holds "/desk" too)."""
    return any(path.startswith(p) or path == p.rstrip("/") for p in prefixes)
