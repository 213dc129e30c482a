from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.append_only import AppendOnly


class DraftSave(AppendOnly):
    """One save at the desk: what a record said, in one language, by whom, when.

    `language` is empty for a save of the structure. `content` has the canonical
    form that is hashed. `origin` is the save a restored text came from. A save by
    a program (loading files) has no person.
    """

    subject = models.CharField(max_length=120)
    language = models.CharField(max_length=10, blank=True)
    content = models.JSONField(encoder=DjangoJSONEncoder)
    digest = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    origin = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("save")
        verbose_name_plural = _("saves")
        ordering = ["-id"]
        indexes = [models.Index(fields=["subject", "language", "-id"])]

    def __str__(self) -> str:
        return f"{self.subject} {self.language} {self.at:%Y-%m-%d %H:%M}"
