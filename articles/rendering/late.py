"""Late values: what a text only learns when it is put on a page."""

import re
from html import escape
from typing import Protocol

_LATE = re.compile(
    r'<a href="(?P<kind>article|term|source|number|word):(?P<value>[^"<>]*)">'
    r"(?P<text>(?:[^<]|<(?!/?a\b))*+)</a>"
    r'|<img alt="" src="figure:(?P<figure>[^"<>]*)">'
)
# "//host" and "/\host" leave the site; browsers drop tabs and line ends.
_ADDRESS = re.compile(r"(?:https://(?!/)|\#|/(?!/))[^\s\\\x00-\x1f\x7f]*")
_DIGITS = re.compile(r"\+?[0-9]{2,15}")


class Late(Protocol):
    """What the page knows. None leaves the link out and keeps its text.

    An address starts with "/", "#" or "https://"; another one counts as None.
    Texts are plain: they are escaped here.
    """

    def article(self, key: str, fragment: str) -> str | None:
        """The address of an article, at a section when `fragment` is not ""."""

    def term(self, key: str) -> str | None:
        """The address of a glossary entry; None from its second use on."""

    def source(self, key: str) -> tuple[int, str] | None:
        """The number of a citation and its accessible label ("Source")."""

    def number(self, kind: str) -> tuple[str, str] | None:
        """The text of a phone number and its digits; "" for digits: no link."""

    def figure(self, key: str) -> str | None:
        """Ready HTML of a figure, trusted: only our own code makes it."""

    def word(self, kind: str) -> str:
        """The heading of a list of advice, "do" or "dont"."""


def fill(html: str, late: Late) -> str:
    """Rendered HTML with its late values in, asked for in order of appearance."""
    return _LATE.sub(lambda match: _value(match, late), html)


def _value(match: re.Match[str], late: Late) -> str:
    kind, value, text = match["kind"], match["value"], match["text"]
    match kind:
        case "article":
            key, _, fragment = value.partition("#")
            return _link(late.article(key, fragment), text)
        case "term":
            return _link(late.term(value), text, css="term")
        case "source":
            return _citation(late.source(value))
        case "number":
            return _number(late.number(value))
        case "word":
            return escape(late.word(value))
    return late.figure(match["figure"]) or ""


def _link(address: str | None, text: str, *, css: str = "") -> str:
    if address is None or not _ADDRESS.fullmatch(address):
        return text
    attributes = f'class="{css}" ' if css else ""
    return f'<a {attributes}href="{escape(address)}">{text}</a>'


def _citation(source: tuple[int, str] | None) -> str:
    if source is None:
        return ""
    number, label = int(source[0]), escape(source[1])
    return (
        f'<sup><a class="cite" href="#source-{number}" '
        f'aria-label="{label} {number}">[{number}]</a></sup>'
    )


def _number(number: tuple[str, str] | None) -> str:
    if number is None:
        return ""
    text, digits = escape(number[0]), number[1]
    if not _DIGITS.fullmatch(digits):
        return text
    return f'<a href="tel:{digits}">{text}</a>'
