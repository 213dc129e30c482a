from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition


class PlannedPublication(models.Model):
    """A page that goes live at a time, if it still says what it said when planned.

    `digest` binds it to that text. Done once: `done_at` is set in the transaction
    that publishes, or refuses (`refused_because`), or cancels it.
    """

    article = models.CharField(max_length=80)
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(_("at"), db_index=True)
    meaning_changed = models.BooleanField()
    safety_critical = models.BooleanField(default=False)
    what_changed = models.CharField(max_length=200)
    unsigned_reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    edition = models.OneToOneField(Edition, models.PROTECT, null=True, related_name="+")
    refused_because = models.TextField(blank=True)

    class Meta:
        verbose_name = _("planned publication")
        verbose_name_plural = _("planned publications")
        ordering = ["at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language"],
                condition=models.Q(done_at=None),
                name="planned_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=False)
                | models.Q(edition=None, refused_because=""),
                name="planned_is_open_or_done",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} {self.language} {self.at:%Y-%m-%d %H:%M}"
