"""Links, citations, numbers and figures: what a text points to.

They are taken out of the text before Markdown reads it and put back as HTML
afterwards. So each is found with its line, in linear time, and Markdown never
sees a bracket.
"""

import re
from dataclasses import dataclass, field
from html import escape

from articles.rendering.findings import Findings

NUMBERS = ("emergency", "advice")

KEY = "[a-z0-9]+(?:-[a-z0-9]+)*"
SOURCE_KEY = "[A-Za-z0-9]+(?:[_-][A-Za-z0-9]+)*"
HTTPS = r"https://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d{1,5})?(?:[/?#][^\s\\\"'<>]*)?"

_REFERENCE = re.compile(
    r"""
      \\(?P<escaped>.)
    | ^[ ]{0,3}!\[(?P<own_text>[^\[\]\n]*)\]\((?P<own_figure>[^()\n]*)\)[ ]*$
    | !\[(?P<image_text>[^\[\]\n]*)\]\((?P<image>[^()\n]*)\)
    | \[@(?P<source>[^\[\]\n]*)\]
    | \[(?P<text>(?:\\.|[^\[\]\\\n]|\n(?!\n))*+)\]
      \((?P<link>(?:[^()\s]|\([^()\s]*+\))*+)\)
    | \{(?P<number>[^{}\n]*)\}
    | (?P<broken>\]\(|\[@)
    """,
    re.VERBOSE | re.MULTILINE,
)
# Private-use characters: normalise() has taken all others out of the text.
_MARK = re.compile("[\ue000\ue002](\\d+)\ue001")
_FIGURE_MARK = re.compile("\ue002(\\d+)\ue001")

_ARTICLE = re.compile(rf"article:(?P<key>{KEY})(?:\#(?P<section>{KEY}))?")
_TERM = re.compile(rf"term:(?P<key>{KEY})")
_FIGURE = re.compile(rf"figure:(?P<key>{KEY})")
_SOURCE = re.compile(SOURCE_KEY)
_HTTPS = re.compile(HTTPS)


@dataclass
class References:
    """What was taken out of one text: the HTML of each mark, by its number."""

    findings: Findings
    _pieces: list[str] = field(default_factory=list)
    _figures: dict[int, str] = field(default_factory=dict)

    def take_out(self, text: str) -> str:
        """The text with a mark for each reference and as many lines as before."""
        parts: list[str] = []
        end, line = 0, 1
        for match in _REFERENCE.finditer(text):
            line += text.count("\n", end, match.start())
            parts += (text[end : match.start()], self._replacement(match, line))
            line += match[0].count("\n")
            end = match.end()
        return "".join((*parts, text[end:]))

    def put_back(self, html: str) -> str:
        """The HTML with each mark replaced by what it stands for."""
        return _MARK.sub(lambda mark: self._pieces[int(mark[1])], html)

    def figure(self, line: str) -> str | None:
        """The key of the figure that stands alone on this line, or None."""
        mark = _FIGURE_MARK.fullmatch(line.strip())
        return self._figures[int(mark[1])] if mark else None

    def _replacement(self, match: re.Match[str], line: int) -> str:
        match match.lastgroup:
            case "own_figure":
                return self._figure(match["own_figure"], match["own_text"], line)
            case "image":
                return self._misplaced_image(match["image"], match["image_text"], line)
            case "source":
                return self._citation(match[0], match["source"], line)
            case "link":
                return self._link(match["link"], match["text"], line)
            case "number":
                return self._number(match[0], match["number"], line)
            case "broken":
                message = "This bracket does not belong to a link or a citation."
                self.findings.problem("link.malformed", line, message)
        return match[0]

    def _figure(self, address: str, text: str, line: int) -> str:
        figure = _FIGURE.fullmatch(address)
        if figure is None:
            return self._refused_image(address, text, line)
        if text:
            message = "The text of a figure stands in its own file, not here."
            self.findings.problem(
                "figure.text-ignored", line, message, severity="warning"
            )
        self.findings.key("figure", figure["key"], line)
        self._figures[len(self._pieces)] = figure["key"]
        piece = f'<img alt="" src="figure:{figure["key"]}">'
        return self._mark(piece, opening="\ue002")

    def _misplaced_image(self, address: str, text: str, line: int) -> str:
        if _FIGURE.fullmatch(address) is None:
            return self._refused_image(address, text, line)
        message = "A figure stands on a line of its own."
        self.findings.problem("figure.placement", line, message)
        return text

    def _refused_image(self, address: str, text: str, line: int) -> str:
        if address.startswith("figure:"):
            message = f"“{address[7:107]}” cannot be the key of a figure."
            self.findings.problem("figure.key", line, message)
        else:
            message = "Only our own figures are shown: ![](figure:key)."
            self.findings.problem("figure.foreign", line, message)
        return text

    def _citation(self, written: str, key: str, line: int) -> str:
        if _SOURCE.fullmatch(key) is None:
            message = f"“{key[:100]}” cannot be the key of a source."
            self.findings.problem("citation.key", line, message)
            return written
        self.findings.key("source", key, line)
        return self._mark(f'<a href="source:{key}"></a>')

    def _number(self, written: str, kind: str, line: int) -> str:
        if kind not in NUMBERS:
            message = f"“{{{kind[:100]}}}” is not {{emergency}} or {{advice}}."
            self.findings.problem("number.unknown", line, message)
            return written
        self.findings.key("number", kind, line)
        return self._mark(f'<a href="number:{kind}"></a>')

    def _link(self, address: str, text: str, line: int) -> str:
        if not text.strip():
            message = "A link needs a text to click on."
            self.findings.problem("link.text-missing", line, message)
            return text
        attributes = self._link_attributes(address, line)
        if any(f"{{{kind}}}" in text for kind in NUMBERS):
            message = "A phone number is a link already; it cannot be inside one."
            self.findings.problem("link.nested", line, message)
        if attributes is None:
            return text
        return f"{self._mark(f'<a {attributes}>')}{text}{self._mark('</a>')}"

    def _link_attributes(self, address: str, line: int) -> str | None:
        if article := _ARTICLE.fullmatch(address):
            self.findings.key("article", article["key"], line)
            if article["section"]:
                self.findings.key("section", address.removeprefix("article:"), line)
        elif term := _TERM.fullmatch(address):
            self.findings.key("term", term["key"], line)
        elif _HTTPS.fullmatch(address):
            return f'href="{escape(address)}" rel="noopener"'
        else:
            self._refuse_link(address, line)
            return None
        return f'href="{address}"'

    def _refuse_link(self, address: str, line: int) -> None:
        scheme = address.partition(":")[0].lower()
        shown = address[:100]
        if scheme == "http":
            message = f"“{shown}” is not encrypted: write https://."
            self.findings.problem("link.insecure", line, message)
        elif scheme in {"article", "term", "https"}:
            message = f"“{shown}” cannot be the address of anything."
            self.findings.problem("link.key", line, message)
        else:
            message = f"“{shown}” does not start with https:, article: or term:."
            self.findings.problem("link.scheme", line, message)

    def _mark(self, piece: str, *, opening: str = "\ue000") -> str:
        self._pieces.append(piece)
        return f"{opening}{len(self._pieces) - 1}\ue001"


def without_marks(text: str) -> str:
    """The text alone, for the places that cannot hold a link."""
    return _MARK.sub("", text)
