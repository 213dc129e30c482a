"""The last wall: the elements, attributes and addresses a text may have.

What render() builds is safe by itself, because all text is escaped before it
is read. This list holds even if that should fail one day.
"""

import re

import nh3

from articles.rendering.references import HTTPS, KEY, NUMBERS, SOURCE_KEY

_TAGS = {
    *("p", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "div", "span"),
    *("details", "summary", "img"),
    *("table", "caption", "thead", "tbody", "tr", "th", "td"),
}
_FREE_ATTRIBUTES: dict[str, set[str]] = {
    # Without it nh3 lets `title` and `lang` through on every element.
    "*": set(),
    "a": {"href"},
    "img": {"alt", "src"},
    "ol": {"start"},
    "td": {"data-l"},
}
_FIXED_ATTRIBUTES = {
    "a": {"rel": {"noopener"}},
    "div": {"class": {"list do", "list dont", "callout important", "callout note"}},
    "table": {"role": {"table"}},
    "thead": {"role": {"rowgroup"}},
    "tbody": {"role": {"rowgroup"}},
    "tr": {"role": {"row"}},
    "th": {"role": {"columnheader", "rowheader"}, "scope": {"col", "row"}},
    "td": {"role": {"cell"}},
}
_VALUES = {
    ("a", "href"): re.compile(
        rf"{HTTPS}|article:{KEY}(?:\#{KEY})?|term:{KEY}|source:{SOURCE_KEY}"
        rf"|number:(?:{'|'.join(NUMBERS)})|word:(?:do|dont)"
    ),
    ("img", "src"): re.compile(rf"figure:{KEY}"),
    ("img", "alt"): re.compile(""),
    ("ol", "start"): re.compile(r"\d{1,4}"),
}


def _allowed(tag: str, attribute: str, value: str) -> str | None:
    pattern = _VALUES.get((tag, attribute))
    return value if pattern is None or pattern.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_FREE_ATTRIBUTES,
    tag_attribute_values=_FIXED_ATTRIBUTES,
    attribute_filter=_allowed,
    url_schemes={"https", "article", "term", "source", "number", "word", "figure"},
    url_relative="deny",
    link_rel=None,
)


def sanitise(html: str) -> str:
    """The HTML with nothing in it but what a text may have, in canonical form."""
    return _CLEANER.clean(html)
