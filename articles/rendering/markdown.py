"""One body of Markdown to HTML: the order of the steps and what comes out."""

from dataclasses import dataclass
from html import escape
from typing import Self
from xml.etree.ElementTree import Element

from markdown import Markdown, blockprocessors, inlinepatterns, treeprocessors
from markdown.blockparser import BlockParser
from markdown.util import Registry

from articles.problems import Problem
from articles.rendering.directives import Page, build
from articles.rendering.findings import Findings, Key
from articles.rendering.references import References
from articles.rendering.sanitise import sanitise
from articles.rendering.source import (
    MAX_BODY,
    bounded,
    normalise,
    report_foreign_markup,
)
from articles.rendering.typography import typeset

RENDERER_VERSION = 1
"""Counts up when the same body gives other HTML: stored HTML is then rebuilt."""


@dataclass(frozen=True)
class Rendered:
    """Safe HTML that still holds late values, and what was found on the way."""

    html: str
    problems: tuple[Problem, ...]
    keys: tuple[Key, ...]


def render(body: str, *, language: str) -> Rendered:
    """The HTML of one section body; what is wrong with it is in `problems`.

    A body above MAX_BODY characters gives no HTML and one problem.
    """
    findings = Findings()
    if len(body) > MAX_BODY:
        message = f"The text is longer than {MAX_BODY} characters."
        findings.problem("body.too-large", 1, message)
        return Rendered("", findings.problems, ())
    html = _html(body, language, findings)
    return Rendered(html, findings.problems, findings.keys)


def _html(body: str, language: str, findings: Findings) -> str:
    text = normalise(body, findings)
    report_foreign_markup(text, findings)
    references = References(findings)
    # From here on no "<" or "&" of the author is left for anyone to act on.
    lines = bounded(escape(references.take_out(text), quote=False), findings)

    parser = _Dialect(output_format="html")
    root = Element("div")
    read = parser.parser.parseChunk
    build(root, lines, Page(findings, references, read, language))
    _tighten(root)
    for processor in parser.treeprocessors:
        processor.run(root)
    html = "".join(parser.serializer(block) for block in root)
    return sanitise(typeset(references.put_back(html), language=language))


def _tighten(root: Element) -> None:
    """Make an item with one paragraph an item with that text.

    Markdown sets some items of a list as paragraphs and some not, depending on
    the empty lines between them.
    """
    for item in root.iter("li"):
        if len(item) == 1 and item[0].tag == "p" and not (item.text or "").strip():
            item.text = item[0].text
            item.remove(item[0])


class _Bullets(blockprocessors.UListProcessor):
    # By default steps that follow bullets would become bullets.
    SIBLING_TAGS = ["ul"]


class _Steps(blockprocessors.OListProcessor):
    SIBLING_TAGS = ["ol"]
    # Steps go on counting after a figure between them.
    LAZY_OL = False


class _Dialect(Markdown):
    """Paragraphs, lists and emphasis: what the other modules leave to Markdown.

    A new one for each text, because a parser keeps state and pages are rendered
    in several threads. It costs 50 microseconds.
    """

    def build_parser(self) -> Self:
        self.preprocessors = Registry()
        self.postprocessors = Registry()
        self.parser = self._block_parser()
        self.inlinePatterns = Registry()
        escaped = inlinepatterns.EscapeInlineProcessor(inlinepatterns.ESCAPE_RE, self)
        self.inlinePatterns.register(escaped, "escape", 20)
        emphasis = inlinepatterns.DelimiterProcessor("*", "strong,em", self)
        self.inlinePatterns.register(emphasis, "emphasis", 10)
        self.treeprocessors = Registry()
        inline = treeprocessors.InlineProcessor(self)
        self.treeprocessors.register(inline, "inline", 20)
        unescape = treeprocessors.UnescapeTreeprocessor(self)
        self.treeprocessors.register(unescape, "unescape", 10)
        return self

    def _block_parser(self) -> BlockParser:
        parser = BlockParser(self)
        blocks = parser.blockprocessors
        blocks.register(blockprocessors.EmptyBlockProcessor(parser), "empty", 50)
        blocks.register(blockprocessors.ListIndentProcessor(parser), "indent", 40)
        blocks.register(_Steps(parser), "steps", 30)
        blocks.register(_Bullets(parser), "bullets", 20)
        blocks.register(blockprocessors.ParagraphProcessor(parser), "paragraph", 10)
        return parser
