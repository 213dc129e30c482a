from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.append_only import AppendOnly


class DeskEvent(AppendOnly):
    """One act at the desk: who did what to which text, when and why.

    `digest` is the text it was about, where there is one; `reason` is what the
    person wrote. Saves are kept as DraftSave and not repeated here.
    """

    class Kind(models.TextChoices):
        ASKED = "asked", _("review asked for")
        REFUSED = "refused", _("review refused")
        SIGNED = "signed", _("signed off")
        REVOKED = "revoked", _("sign-off revoked")
        EXPLAINED = "explained", _("difference explained")
        CONFIRMED = "confirmed", _("translation confirmed")
        PLANNED = "planned", _("publication planned")
        CANCELLED = "cancelled", _("publication cancelled")
        FAILED = "failed", _("planned publication refused")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")
        REFERENCE = "reference", _("reference published")

    kind = models.CharField(_("what"), max_length=10, choices=Kind)
    subject = models.CharField(_("text"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(_("when"), auto_now_add=True)
    reason = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("desk event")
        verbose_name_plural = _("event log")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["subject", "language", "-id"]),
            models.Index(fields=["kind", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.language}"
