from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.record import DeskRecord


class Country(DeskRecord):
    """The numbers to call in one country; its key is the ISO code in lower case.

    `emergency` is a list, the one for medical help first. A number nobody has
    checked at its authority has no `checked_on` and says so to editors.
    """

    kind = "country"
    structure_fields = ("position", "emergency", "advice", "text_number", "poison",
                        "checked_on")  # fmt: skip
    text_fields = ("name", "note")

    position = models.PositiveIntegerField(_("order"), default=0)
    emergency = models.JSONField(_("emergency numbers"), default=list)
    advice = models.CharField(_("medical advice line"), max_length=40, blank=True)
    text_number = models.CharField(_("for deaf people"), max_length=40, blank=True)
    poison = models.CharField(_("poison line"), max_length=40, blank=True)
    checked_on = models.CharField(_("checked on"), max_length=10, blank=True)
    name = models.CharField(_("name"), max_length=80, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["position", "key"]
