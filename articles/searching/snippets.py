"""The words around what was found, as safe HTML."""

import re
from typing import Any

import tantivy
from django.utils.html import escape

_LENGTH = 180  # characters
_ENDS = " .!?…»)\n\u202f"
_INNER_LINE = re.compile(r"(?<![.!?:…])\n")


class Snippets:
    """Cuts texts to the words that a query marks."""

    def __init__(
        self, searcher: tantivy.Searcher, marks: tantivy.Query, schema: tantivy.Schema
    ) -> None:
        self._generator = tantivy.SnippetGenerator.create(
            searcher, marks, schema, "text"
        )
        self._generator.set_max_num_chars(_LENGTH)

    def of(self, document: Any) -> str:
        """The part of a passage that says most of it, else its beginning."""
        text = document.get_first("text")
        snippet = self._generator.snippet_from_doc(document)
        html = snippet.to_html()
        if not html:
            return beginning(document)
        fragment = snippet.fragment()
        start, _, rest = text.partition(fragment)
        before = "… " if start.strip() else ""
        after = " …" if rest.strip(_ENDS) else escape(rest.rstrip())
        return f"{before}{_joined(_marked(html))}{after}"


def _marked(html: str) -> str:
    """tantivy escapes the text and sets its own <b> around what was found."""
    return html.replace("<b>", "<mark>").replace("</b>", "</mark>")


def _joined(html: str) -> str:
    """One line: cells and items, which end without a full stop, get a dot between."""
    return _INNER_LINE.sub(" · ", html).replace("\n", " ")


def beginning(document: Any) -> str:
    """The first words of a passage."""
    text = document.get_first("text")
    if len(text) > _LENGTH:
        text = f"{text[:_LENGTH].rpartition(' ')[0]} …"
    return _joined(escape(text))
