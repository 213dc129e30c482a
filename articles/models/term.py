from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.record import DeskRecord


class Term(DeskRecord):
    """A glossary entry: the everyday word first, the medical word beside it.

    `synonyms` feed the search, `avoid` the checks; one to a line.
    """

    kind = "term"
    text_fields = ("plain", "professional", "definition", "synonyms", "avoid")

    plain = models.CharField(_("everyday word"), max_length=120, blank=True)
    professional = models.CharField(_("medical word"), max_length=160, blank=True)
    definition = models.TextField(_("definition"), blank=True)
    synonyms = models.TextField(_("also typed as"), blank=True)
    avoid = models.TextField(_("never written"), blank=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ["key"]
