from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


class Autosave(models.Model):
    """What a person typed and has not saved; theirs alone, and never published.

    One row rolls along per person, record and language; `aside` rows were refused
    by a save or by another tab, and stay until their person throws them away.
    `content` is what the form sent, `{name: [value, …]}`, valid or not; `token`
    what the writer had before her; `version` counts the writes of the rolling row.
    """

    subject = models.CharField(max_length=120)
    language = models.CharField(max_length=10, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    content = models.JSONField(encoder=DjangoJSONEncoder)
    token = models.CharField(max_length=64)
    version = models.PositiveIntegerField(default=1)
    aside = models.BooleanField(default=False)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        ordering = ["-at"]
        indexes = [models.Index(fields=["by", "subject", "language"])]
        constraints = [
            models.UniqueConstraint(
                fields=["by", "subject", "language"],
                condition=models.Q(aside=False),
                name="autosave_rolls_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.language} {self.at:%Y-%m-%d %H:%M}"
