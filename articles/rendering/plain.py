"""The words of a rendered text, for the search index and readability."""

import re
from html import unescape

# A citation is a number to the eye and noise to an index; a drawing says in its
# alternative text what the caption and the paragraph around it say.
_LEFT_OUT = re.compile(
    r'<sup><a class="cite" [^<>]*>[^<]*</a></sup>'
    r'|<a href="source:[^<>]*></a>'
    r"|<svg\b(?:[^<]|<(?!/?svg\b))*+</svg>"
)
_BLOCK = re.compile(
    r"</?(?:p|h[1-6]|ul|ol|li|div|section|details|summary|table|caption|thead"
    r"|tbody|tr|th|td|figure|figcaption|img|dl|dt|dd|br)\b[^<>]*>"
)
_TAG = re.compile(r"<[^<>]*>")
_SPACES = re.compile(r"[ \t\n]+")


def plain_text(html: str) -> str:
    """The text of rendered HTML, one block (paragraph, item, cell) a line."""
    text = _BLOCK.sub("\x00", _LEFT_OUT.sub("", html))
    blocks = _TAG.sub("", text).split("\x00")
    lines = (_SPACES.sub(" ", unescape(block)).strip() for block in blocks)
    return "\n".join(line for line in lines if line)
