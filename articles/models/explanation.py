from django.conf import settings
from django.db import models

from articles.models.append_only import AppendOnly


class Explanation(AppendOnly):
    """Why a section's numbers may differ from the original's.

    `pair` is a digest of both bodies: as soon as either text changes there, the
    explanation is void by itself.
    """

    subject = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    section = models.CharField(max_length=80)
    pair = models.CharField(max_length=64, db_index=True)
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason=""), name="explanation_gives_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.language} {self.section}"
