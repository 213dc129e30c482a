from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.record import Content, DeskRecord


class Figure(DeskRecord):
    """A drawing without words; its labels are texts, `key: label` on each line."""

    kind = "figure"
    structure_fields = ("svg",)
    text_fields = ("alt", "caption", "labels")

    svg = models.TextField("SVG")
    alt = models.TextField(_("description for those who cannot see it"), blank=True)
    caption = models.TextField(_("caption"), blank=True)
    labels = models.TextField(_("labels"), blank=True)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["key"]


def labels_of(text: Content) -> dict[str, str]:
    """The labels of a figure's text by their key."""
    pairs = (line.partition(":") for line in text.get("labels", "").splitlines())
    return {key.strip(): label.strip() for key, _, label in pairs if key.strip()}
