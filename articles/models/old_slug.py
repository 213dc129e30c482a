from django.db import models


class OldSlug(models.Model):
    """An address that once was: it leads to its article or topic; a live slug wins."""

    kind = models.CharField(max_length=10)
    language = models.CharField(max_length=10)
    slug = models.SlugField(max_length=120, db_index=False)
    key = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language", "slug"], name="old_slug_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["article", "topic"]), name="old_slug_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language}/{self.slug}"
