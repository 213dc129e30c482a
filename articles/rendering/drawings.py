"""SVG drawings: what one may hold, and how it comes onto a page.

A drawing is inline in the page, so that it takes the colours of the theme and
the labels of the language. That makes it part of the page: only shapes with
plain values are let through, each checked against a pattern.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from articles.problems import Problem

MAX_DRAWING = 50_000
"""Characters."""

MAX_DEPTH = 8
"""Elements in elements."""

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_OPENING = '<svg xmlns="http://www.w3.org/2000/svg"'
_ELEMENTS = frozenset(
    ("g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text")
)

_N = r"[+-]?(?:\d{1,6}(?:\.\d{0,9})?|\.\d{1,9})"
_LIST = rf"{_N}(?:[ ,]+{_N})*+"
_NUMBER = re.compile(_N)
_NUMBERS = re.compile(_LIST)
_COLOUR = re.compile(r"currentColor|none|var\(--[a-z][a-z0-9-]*\)")
_VALUES = {
    "viewBox": re.compile(rf"{_N}(?:[ ,]+{_N}){{3}}"),
    "transform": re.compile(
        rf"(?:(?:translate|rotate|scale|matrix|skewX|skewY)\( *{_LIST} *\)[ ,]*)+"
    ),
    "d": re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9 ,.+-]+"),
    "points": _NUMBERS,
    "fill": _COLOUR,
    "stroke": _COLOUR,
    "stroke-linecap": re.compile("butt|round|square"),
    "stroke-linejoin": re.compile("miter|round|bevel"),
    "stroke-dasharray": re.compile(rf"none|{_LIST}"),
    "text-anchor": re.compile("start|middle|end"),
    "font-weight": re.compile("normal|bold|[1-9]00"),
    **dict.fromkeys(("stroke-width", "opacity", "font-size"), _NUMBER),
    **dict.fromkeys(("x", "y", "x1", "y1", "x2", "y2"), _NUMBER),
    **dict.fromkeys(("cx", "cy", "r", "rx", "ry", "width", "height"), _NUMBER),
}
_LABEL_IN_TEXT = re.compile(r"(?<=>)\{([a-z0-9-]+)\}(?=</text>)")
_LABEL = re.compile(r"\s*\{(?P<key>[a-z0-9]+(?:-[a-z0-9]+)*)\}\s*")


_DECLARATION = re.compile(r"<!(?!--)")


def clean_drawing(svg: str) -> tuple[str, tuple[Problem, ...]]:
    """The drawing with only what it may hold, and a problem for all else.

    A file that cannot be read gives an empty string. Texts are label keys in
    braces, `<text>{heel}</text>`: the words stand in the figure's own file.
    """
    root = _parsed(svg)
    if isinstance(root, Problem):
        return "", (root,)
    problems: list[Problem] = []
    if "viewBox" not in root.attrib:
        message = "The drawing has no viewBox, so it cannot be scaled."
        problems.append(_problem("view-box-missing", message))
    cleaned = _element(root, "svg", problems, depth=1)
    return cleaned, tuple(dict.fromkeys(problems))


def label_keys(svg: str) -> tuple[str, ...]:
    """The keys of the labels in a drawing, each once, in order."""
    cleaned, _ = clean_drawing(svg)
    return tuple(dict.fromkeys(_LABEL_IN_TEXT.findall(cleaned)))


def draw(svg: str, labels: Mapping[str, str], *, title: str) -> str:
    """The drawing as inline SVG with its labels in one language.

    `title` is its alternative text; it and the labels are plain text. A label
    that is missing leaves its place empty.
    """
    cleaned = _cleaned(svg)
    if not cleaned:
        return ""
    labelled = _LABEL_IN_TEXT.sub(lambda m: escape(labels.get(m[1], "")), cleaned)
    # Not a <title>: it pops up over the drawing, and aria-labelledby would need
    # an id, which could stand twice on a page.
    named = f'<svg role="img" aria-label="{escape(title)}"'
    return named + labelled.removeprefix(_OPENING)


@lru_cache(maxsize=200)
def _cleaned(svg: str) -> str:
    return clean_drawing(svg)[0]


def _problem(code: str, message: str) -> Problem:
    return Problem(f"figure.{code}", "error", message)


def _parsed(svg: str) -> Element | Problem:
    if len(svg) > MAX_DRAWING:
        message = f"The drawing is longer than {MAX_DRAWING} characters."
        return _problem("too-large", message)
    if _DECLARATION.search(svg):
        message = "The drawing holds a declaration (“<!”): save it as plain SVG."
        return _problem("declaration", message)
    try:
        # Without a declaration no entity can be defined, so none can expand.
        root = ElementTree.fromstring(svg)  # noqa: S314
    except (ElementTree.ParseError, ValueError):
        return _problem("not-well-formed", "The drawing is not well-formed XML.")
    if _local(root.tag) != "svg":
        return _problem("not-a-drawing", "The file is not an SVG drawing.")
    return root


def _local(tag: str) -> str:
    """The name of an SVG element without its namespace, which may be left out."""
    return tag.removeprefix(_NAMESPACE)


def _element(
    element: Element, name: str, problems: list[Problem], *, depth: int
) -> str:
    opening = _OPENING if depth == 1 else f"<{name}"
    attributes = "".join(_attributes(element, name, problems))
    if name == "text":
        contents = _label(element, problems)
    else:
        contents = "".join(_children(element, name, problems, depth=depth))
    return f"{opening}{attributes}>{contents}</{name}>"


def _attributes(element: Element, name: str, problems: list[Problem]) -> Iterator[str]:
    for attribute, value in element.attrib.items():
        pattern = _VALUES.get(attribute)
        if pattern is None:
            message = f"“{attribute[:60]}” on “{name}” is not allowed in a drawing."
            problems.append(_problem("attribute", message))
        elif pattern.fullmatch(value.strip()) is None:
            message = f"“{attribute}” on “{name}” cannot be “{value[:60]}”."
            problems.append(_problem("value", message))
        else:
            yield f' {attribute}="{value.strip()}"'


def _label(element: Element, problems: list[Problem]) -> str:
    label = _LABEL.fullmatch(element.text or "")
    if label is None or len(element):
        message = "A text in a drawing is a label key in braces, such as {heel}."
        problems.append(_problem("text", message))
        return ""
    return f"{{{label['key']}}}"


def _children(
    element: Element, name: str, problems: list[Problem], *, depth: int
) -> Iterator[str]:
    texts = (element.text, *(child.tail for child in element))
    if any(text and text.strip() for text in texts):
        message = f"“{name}” holds text outside a “text” element."
        problems.append(_problem("text", message))
    for child in element:
        local = _local(child.tag)
        if local not in _ELEMENTS:
            message = f"“{local[:60]}” is not allowed in a drawing."
            problems.append(_problem("element", message))
        elif depth == MAX_DEPTH:
            message = f"The drawing is nested more than {MAX_DEPTH} deep."
            problems.append(_problem("too-deep", message))
        else:
            yield _element(child, local, problems, depth=depth + 1)
