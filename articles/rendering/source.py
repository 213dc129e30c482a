"""The text of a body before it is read as Markdown: what must not be in it."""

import re
from typing import NamedTuple

from articles.rendering.findings import Findings

MAX_BODY = 100_000
"""Characters. The longest section we know of has 4,000."""

MAX_MARKS = 1_000
"""Asterisks and backslashes in one block; with more, Markdown takes seconds."""

MAX_INDENT = 8
"""Spaces: a list in a list in a list. The parser calls itself for each level."""

# Controls hide text, direction marks reorder it, lone surrogates cannot be
# stored, and the private-use area is where we keep our own marks.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ue000-\uf8ff\ufeff\ufffe\uffff]"
)
_HTML = re.compile(r"<[A-Za-z/!?]|&(?:#\d+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]*);")
_UNSUPPORTED = re.compile(r" {0,3}(?:>|```|~~~|(?:[-*_=] *+){3,}+$)")
_ITEM = re.compile(r"(?P<indent> *)(?P<mark>(?:[-*+]|\d+\.) +)(?P<text>.*)")
_MARK = re.compile(r"(?P<number>\d*)(?P<sign>[-*+.])(?= |$)")


class Line(NamedTuple):
    """One line of a body; `number` counts from 1 in the author's text."""

    number: int
    text: str


def normalise(body: str, findings: Findings) -> str:
    """The body with plain line ends, without tabs and unwanted characters."""
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for index, line in enumerate(lines):
        wanted = _UNWANTED.sub("", line)
        if wanted != line:
            message = "An invisible character was left out of this line."
            findings.problem("body.character", index + 1, message)
        lines[index] = wanted.expandtabs(4).rstrip()
    return "\n".join(lines)


def report_foreign_markup(text: str, findings: Findings) -> None:
    """Find what other Markdown has and ours has not; it is shown as written."""
    for number, line in enumerate(text.split("\n"), start=1):
        if _HTML.search(line):
            message = "HTML is not written in a text; it is shown as it stands."
            findings.problem("markdown.html", number, message)
        if _UNSUPPORTED.match(line):
            message = "Quotations, code blocks and rules are not used here."
            findings.problem("markdown.unsupported", number, message)


def bounded(text: str, findings: Findings) -> list[Line]:
    """The lines of the text, in a shape that the parser reads in linear time."""
    lines: list[Line] = []
    for block in text.split("\n\n"):
        first = len(lines) + 1
        if block.count("*") + block.count("\\") > MAX_MARKS:
            message = "This block has too many asterisks; they are shown as written."
            findings.problem("body.too-deep", first, message)
            block = block.replace("*", "&#42;").replace("\\", "&#92;")
        for number, line in enumerate(block.split("\n"), start=first):
            lines.append(Line(number, _shallow(line, number, findings)))
        # The empty line that the split took away.
        lines.append(Line(len(lines) + 1, ""))
    return lines[:-1]


def _shallow(line: str, number: int, findings: Findings) -> str:
    item = _ITEM.match(line)
    if item is None:
        return _dedented(line)
    rest = item["text"]
    second = _MARK.match(rest)
    if len(item["indent"]) > MAX_INDENT or second:
        message = "Lists are nested too deeply."
        findings.problem("body.too-deep", number, message)
    if second:
        # As an entity the sign is text, and no list starts inside the item.
        sign = f"&#{ord(second['sign'])};"
        rest = second["number"] + sign + rest[second.end() :]
    return item["indent"][:MAX_INDENT] + item["mark"] + rest


def _dedented(line: str) -> str:
    text = line.lstrip(" ")
    return " " * min(len(line) - len(text), MAX_INDENT) + text
