"""Late values of a page: addresses, numbers and drawings for one site version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.models.figure import labels_of
from articles.models.source import CONSENSUS
from articles.rendering import draw, typeset_text
from articles.telephone import digits_of
from articles.views.site import Site


@dataclass
class PageLinks:
    """Answers the late values of one page, in order of appearance.

    `live` maps an article's key to its address in this language. Citations are
    numbered as they come; `cited` is their order.
    """

    site: Site
    language: str
    figures: Mapping[str, Any]
    sources: Mapping[str, Any]
    live: Mapping[str, str] = field(default_factory=dict)
    glossary: str = ""
    cited: list[str] = field(default_factory=list)
    linked_terms: set[str] = field(default_factory=set)

    def article(self, key: str, fragment: str) -> str | None:
        address = self.live.get(key)
        return f"{address}#{fragment}" if address and fragment else address

    def term(self, key: str) -> str | None:
        first = key not in self.linked_terms
        self.linked_terms.add(key)
        if not (first and self.glossary and key in self.site.reference.term_keys):
            return None
        return f"{self.glossary}{key}/"

    def source(self, key: str) -> tuple[int, str] | None:
        if key != CONSENSUS and key not in self.sources:
            return None
        if key not in self.cited:
            self.cited.append(key)
        return self.cited.index(key) + 1, _("Source")

    def number(self, kind: str) -> tuple[str, str] | None:
        country = self.site.country(self.language)
        if country is None:
            return _("the emergency number"), ""
        number = country.first_number if kind == "emergency" else country.advice
        if not number:
            return _("the out-of-hours service of your area"), ""
        return typeset_text(number, language=self.language), digits_of(number)

    def figure(self, key: str) -> str | None:
        figure = self.figures.get(key)
        return None if figure is None else figure_html(figure, self.language)

    def word(self, kind: str) -> str:
        return _("What to do") if kind == "do" else _("What to avoid")


def figure_html(figure: Mapping[str, Any], language: str) -> SafeString:
    """A drawing with its words in one language, as a figure element."""
    labels = {
        key: typeset_text(label, language=language)
        for key, label in labels_of(dict(figure)).items()
    }
    alt = typeset_text(figure["alt"], language=language)
    svg = draw(figure["svg"], labels, title=alt)
    caption = typeset_text(figure["caption"], language=language)
    under = f"<figcaption>{escape(caption)}</figcaption>" if caption else ""
    return mark_safe(f"<figure>{svg}{under}</figure>")  # noqa: S308 both are escaped
