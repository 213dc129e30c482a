from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.record import DeskRecord

CONSENSUS = "consensus"
"""The key cited for general clinical knowledge without one source."""


class Source(DeskRecord):
    """One entry of the citation register; the same in every language.

    `checked_on` is the day somebody opened the source, as ISO text; empty when
    nobody has, and never invented.
    """

    kind = "source"
    structure_fields = ("authors", "title", "container", "year", "doi", "url",
                        "language", "checked_on")  # fmt: skip

    authors = models.CharField(_("authors"), max_length=400)
    title = models.CharField(_("title"), max_length=400)
    container = models.CharField(_("published in"), max_length=400, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    url = models.URLField("URL", max_length=400, blank=True)
    language = models.CharField(_("language"), max_length=10)
    checked_on = models.CharField(_("checked on"), max_length=10, blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["key"]

    @property
    def can_be_identified(self) -> bool:
        return bool(self.doi or self.url or self.container)
