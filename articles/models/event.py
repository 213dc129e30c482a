from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.append_only import AppendOnly
from articles.models.edition import Edition


class PublicationEvent(AppendOnly):
    """One public change; `number` is the site version it made. Gapless."""

    class Kind(models.TextChoices):
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")
        SIGNED = "signed", _("signed off")
        REVOKED = "revoked", _("sign-off revoked")
        CONFIRMED = "confirmed", _("translation confirmed")
        REFERENCE = "reference", _("reference published")
        NEW_DAY = "new-day", _("review dates passed")
        ERASED = "erased", _("name erased")

    number = models.PositiveBigIntegerField(primary_key=True)
    kind = models.CharField(max_length=10, choices=Kind)
    subject = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=10, blank=True)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("public change")
        verbose_name_plural = _("public changes")
        ordering = ["-number"]
        indexes = [models.Index(fields=["language", "-number"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=[
                        "published",
                        "withdrawn",
                        "signed",
                        "revoked",
                        "confirmed",
                        "reference",
                        "new-day",
                        "erased",
                    ]
                ),
                name="event_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"
