from django.db import models

from articles.models.edition import Edition


class RenderedEdition(models.Model):
    """A cache: an Edition's safe HTML for one version of the renderer.

    `sections` is a list of `[key, html]`; late values are still links by key.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="rendered")
    renderer = models.PositiveIntegerField()
    sections = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "renderer"], name="rendered_once_per_renderer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} by renderer {self.renderer}"
