from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.append_only import AppendOnly


class ReferenceEdition(AppendOnly):
    """Topics, terms and countries as readers see them, all languages at once.

    `content` is `{"topics": […], "terms": […], "countries": […]}`, each entry with
    its key, its structure and `text` by language. Readers use the newest one only.
    """

    content = models.JSONField()
    digest = models.CharField(max_length=64)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("reference edition")
        verbose_name_plural = _("reference editions")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"reference {self.pk}"
