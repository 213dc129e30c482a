"""The blocks of a text: headings, figures, tables and what stands in `:::`.

Markdown itself only reads the runs of paragraphs and lists between them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from articles.rendering.findings import Findings
from articles.rendering.references import References
from articles.rendering.source import Line
from articles.rendering.tables import is_row, table

_FENCE = re.compile(r" {0,3}:::(?P<name>[^\s:]*) *(?P<heading>.*)")
_HEADING = re.compile(r" {0,3}(?P<level>#+)(?P<text>.*)")
_ADVICE = re.compile(r" {0,3}- +(?P<text>.+)")
_ITEM = re.compile(r" *(?:[-*+]|\d+\.) ")
# A year at the start of a line starts no list, so only "1." may interrupt.
_INTERRUPTS = re.compile(r" {0,3}(?:-|1\.) +")
_TOP_ITEM = re.compile(r" {0,3}(?P<sign>[-*+]|\d+\.) ")


@dataclass
class Page:
    """What the blocks of one text need while they are built.

    `read` parses a run of Markdown into an element. `has_heading` becomes true
    at the first ### heading.
    """

    findings: Findings
    references: References
    read: Callable[[Element, str], None]
    language: str
    has_heading: bool = False


@dataclass
class Directive:
    """`:::name heading`, its lines, and the number of its first line."""

    name: str
    heading: str
    line: int
    lines: list[Line] = field(default_factory=list)


def build(parent: Element, lines: Iterable[Line], page: Page) -> None:
    """Add the blocks of these lines to an element."""
    ordinary: list[Line] = []
    for piece in _pieces(lines, page.findings):
        if isinstance(piece, Line):
            ordinary.append(piece)
            continue
        _flow(parent, ordinary, page)
        ordinary = []
        _BUILDERS.get(piece.name, _unknown)(parent, piece, page)
    _flow(parent, ordinary, page)


def _pieces(lines: Iterable[Line], findings: Findings) -> Iterator[Line | Directive]:
    """The lines outside directives, and the directives, in order.

    An unclosed directive comes out without a name: its lines are ordinary text.
    """
    current: Directive | None = None
    nested = 0
    for line in lines:
        fence = _FENCE.fullmatch(line.text)
        if fence is None:
            if current is None:
                yield line
            else:
                current.lines.append(line)
        elif fence["name"]:
            if current is None:
                current = Directive(fence["name"], fence["heading"], line.number)
            else:
                nested += 1
                current.lines += _nested(fence, line, findings)
        elif current is None:
            message = "This ::: closes nothing."
            findings.problem("directive.unopened", line.number, message)
            yield Line(line.number, fence["heading"])
        elif nested:
            nested -= 1
            current.lines.append(Line(line.number, ""))
        else:
            yield current
            current = None
    if current is not None:
        message = f"“:::{current.name[:100]}” is not closed by “:::”."
        findings.problem("directive.unclosed", current.line, message)
        current.name = ""
        yield current


def _nested(fence: re.Match[str], line: Line, findings: Findings) -> list[Line]:
    message = "A directive cannot stand in another one."
    findings.problem("directive.nested", line.number, message)
    return [Line(line.number, text) for text in ("", fence["heading"], "")]


def _flow(parent: Element, lines: Iterable[Line], page: Page) -> None:
    """Add ordinary lines: headings, figures, forgotten tables and the rest."""
    run: list[str] = []
    rows: list[Line] = []
    for line in (*lines, Line(0, "")):
        if is_row(line.text):
            rows.append(line)
            continue
        if rows:
            _read(parent, run, page)
            _forgotten_table(parent, rows, page)
            rows = []
        heading = _HEADING.fullmatch(line.text)
        figure = page.references.figure(line.text)
        if heading or figure:
            _read(parent, run, page)
        if heading:
            _heading(parent, heading, line.number, page)
        elif figure:
            SubElement(parent, "img", {"alt": "", "src": f"figure:{figure}"})
        else:
            run.append(line.text)
    _read(parent, run, page)


def _read(parent: Element, run: list[str], page: Page) -> None:
    if any(run):
        page.read(parent, "\n".join(_with_list_breaks(run)).strip("\n"))
    run.clear()


def _with_list_breaks(run: Iterable[str]) -> Iterator[str]:
    """The lines with an empty one where a list starts without it.

    Markdown would read the list as part of the paragraph before it, and steps
    as part of the bullets before them.
    """
    sign, previous = "", ""
    for line in run:
        item = _TOP_ITEM.match(line)
        if item:
            kind = "1" if item["sign"][-1] == "." else "-"
            if previous and kind != sign and (sign or _INTERRUPTS.match(line)):
                yield ""
            if not previous or sign or _INTERRUPTS.match(line):
                sign = kind
        elif not line:
            sign = ""
        if line or previous:
            yield line
        previous = line


def _heading(parent: Element, heading: re.Match[str], line: int, page: Page) -> None:
    level = len(heading["level"])
    text = heading["text"].strip().rstrip("#").rstrip()
    if not text or not heading["text"].startswith(" "):
        message = "A heading is written as “### Text”."
        page.findings.problem("heading.malformed", line, message)
    if level not in (3, 4):
        message = "Inside a section a heading starts with ### or ####."
        page.findings.problem("heading.level", line, message)
    elif level == 4 and not page.has_heading:
        message = "A #### heading stands under a ### heading."
        page.findings.problem("heading.skipped", line, message, severity="warning")
    page.has_heading = page.has_heading or level <= 3
    if text:
        SubElement(parent, "h3" if level <= 3 else "h4").text = text


def _forgotten_table(parent: Element, rows: list[Line], page: Page) -> None:
    message = "A table stands between “:::table Caption” and “:::”."
    page.findings.problem("table.outside", rows[0].number, message)
    table(parent, "", rows, page.findings, page.language)


def _unknown(parent: Element, directive: Directive, page: Page) -> None:
    message = f"“:::{directive.name[:100]}” is not a directive."
    page.findings.problem("directive.unknown", directive.line, message)
    _as_text(parent, directive, page)


def _as_text(parent: Element, directive: Directive, page: Page) -> None:
    lines = (Line(directive.line, directive.heading), Line(directive.line, ""))
    _flow(parent, (*lines, *directive.lines), page)


def _advice(parent: Element, directive: Directive, page: Page) -> None:
    items, others = _advice_items(directive, page)
    box = SubElement(parent, "div", {"class": f"list {directive.name}"})
    SubElement(SubElement(box, "h3"), "a", {"href": f"word:{directive.name}"})
    if items:
        _list(box, items)
    elif not any(line.text for line in others):
        _report_empty(directive, page)
    _flow(box, others, page)


def _advice_items(directive: Directive, page: Page) -> tuple[list[str], list[Line]]:
    """The items of a list of advice, and the lines that are none."""
    items: list[str] = []
    others: list[Line] = []
    if directive.heading:
        message = f"“:::{directive.name}” has no heading of its own."
        page.findings.problem("directive.heading-unexpected", directive.line, message)
        others += (Line(directive.line, directive.heading), Line(directive.line, ""))
    goes_on = False
    for line in directive.lines:
        item = _ADVICE.fullmatch(line.text)
        if item:
            items.append(item["text"])
            goes_on = True
        elif not line.text:
            goes_on = False
        elif goes_on and _continues(line, page):
            items[-1] += f"\n{line.text.strip()}"
        else:
            message = "A list of what to do or not to do only has “- ” items."
            page.findings.problem("directive.items-only", line.number, message)
            others.append(line)
    return items, others


def _continues(line: Line, page: Page) -> bool:
    other = _ITEM.match(line.text) or _HEADING.fullmatch(line.text)
    return not (other or is_row(line.text) or page.references.figure(line.text))


def _list(box: Element, items: list[str]) -> None:
    ul = SubElement(box, "ul")
    for item in items:
        # The style sheet sets the icon beside one element with the text.
        SubElement(SubElement(ul, "li"), "span").text = item


def _call_out(parent: Element, directive: Directive, page: Page) -> None:
    box = SubElement(parent, "div", {"class": f"callout {directive.name}"})
    if directive.heading:
        SubElement(box, "h3").text = directive.heading
    else:
        _report_heading(directive, page)
    _contents(box, directive, page)


def _details(parent: Element, directive: Directive, page: Page) -> None:
    if not directive.heading:
        _report_heading(directive, page)
        _contents(parent, directive, page)
        return
    box = SubElement(parent, "details")
    SubElement(box, "summary").text = directive.heading
    _contents(box, directive, page)


def _table(parent: Element, directive: Directive, page: Page) -> None:
    if not directive.heading:
        _report_heading(directive, page)
    rows = [line for line in directive.lines if is_row(line.text)]
    others = [line for line in directive.lines if not is_row(line.text)]
    for line in others:
        if line.text:
            message = "Only the rows of the table stand here, each starting with “|”."
            page.findings.problem("table.malformed", line.number, message)
    if rows:
        table(parent, directive.heading, rows, page.findings, page.language)
    else:
        _report_empty(directive, page)
        others.insert(0, Line(directive.line, f"{directive.heading}\n"))
    _flow(parent, others, page)


def _contents(box: Element, directive: Directive, page: Page) -> None:
    if not any(line.text for line in directive.lines):
        _report_empty(directive, page)
    _flow(box, directive.lines, page)


def _report_heading(directive: Directive, page: Page) -> None:
    message = f"Write a heading after “:::{directive.name}”."
    page.findings.problem("directive.heading-missing", directive.line, message)


def _report_empty(directive: Directive, page: Page) -> None:
    message = f"There is nothing in “:::{directive.name}”."
    page.findings.problem("directive.empty", directive.line, message)


_BUILDERS: dict[str, Callable[[Element, Directive, Page], None]] = {
    "": _as_text,
    "do": _advice,
    "dont": _advice,
    "important": _call_out,
    "note": _call_out,
    "details": _details,
    "table": _table,
}
