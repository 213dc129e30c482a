"""Pipe tables, with the roles and labels a table needs when it is stacked.

On a narrow screen the style sheet stacks the rows (`display: block`), which
takes the meaning of a table away from a screen reader: hence a role on each
part, and the heading of its column on each cell.
"""

import re
from collections.abc import Sequence
from html import unescape
from xml.etree.ElementTree import Element, SubElement

from articles.rendering.findings import Findings
from articles.rendering.references import without_marks
from articles.rendering.source import Line
from articles.rendering.typography import typeset_text

MAX_COLUMNS = 3

_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
_EMPHASIS = re.compile(r"\\(?P<escaped>.)|\*+")


def is_row(text: str) -> bool:
    """Whether a line is written as a row of a table."""
    return text.lstrip(" ").startswith("|")


def table(
    parent: Element,
    caption: str,
    lines: Sequence[Line],
    findings: Findings,
    language: str,
) -> None:
    """Add a table. Its first row is the header, its second one a rule."""
    header, *rows = [_cells(line.text) for line in lines]
    if rows and all(_RULE.fullmatch(cell) for cell in rows[0]):
        numbered = list(zip(lines[2:], rows[1:], strict=True))
    else:
        numbered = list(zip(lines[1:], rows, strict=True))
    if len(numbered) != len(lines) - 2 or not numbered:
        message = "A table has a header, a rule |---|---| under it, and rows."
        findings.problem("table.malformed", lines[0].number, message)
    if len(header) > MAX_COLUMNS:
        message = f"A table has {MAX_COLUMNS} columns at most."
        findings.problem("table.columns", lines[0].number, message)
    element = SubElement(parent, "table", {"role": "table"})
    if caption:
        SubElement(element, "caption").text = caption
    _add_header(element, header)
    body = SubElement(element, "tbody", {"role": "rowgroup"})
    labels = [_label(cell, language) for cell in header]
    for line, row in numbered:
        _add_row(body, _fitted(row, len(header), line, findings), labels)


def _cells(row: str) -> list[str]:
    cells = [cell.strip() for cell in _PIPE.split(row.strip()[1:])]
    if len(cells) > 1 and not cells[-1]:
        cells.pop()
    return [cell.replace(r"\|", "|") for cell in cells]


def _label(heading: str, language: str) -> str:
    text = _EMPHASIS.sub(lambda mark: mark["escaped"] or "", without_marks(heading))
    return typeset_text(unescape(text).strip(), language=language)


def _fitted(row: list[str], columns: int, line: Line, findings: Findings) -> list[str]:
    if len(row) != columns:
        message = f"This row has {len(row)} cells, the header has {columns}."
        findings.problem("table.cells", line.number, message)
    padded = row + [""] * (columns - len(row))
    return [*padded[: columns - 1], " ".join(padded[columns - 1 :])]


def _add_header(element: Element, header: Sequence[str]) -> None:
    group = SubElement(element, "thead", {"role": "rowgroup"})
    row = SubElement(group, "tr", {"role": "row"})
    for cell in header:
        attributes = {"role": "columnheader", "scope": "col"}
        SubElement(row, "th", attributes).text = cell


def _add_row(body: Element, cells: Sequence[str], labels: Sequence[str]) -> None:
    row = SubElement(body, "tr", {"role": "row"})
    SubElement(row, "th", {"role": "rowheader", "scope": "row"}).text = cells[0]
    for label, cell in zip(labels[1:], cells[1:], strict=True):
        attributes = {"role": "cell", "data-l": label}
        SubElement(row, "td", attributes).text = cell
