from django.db import models

from articles.models.append_only import AppendOnly
from articles.models.edition import Edition


class EditionUse(AppendOnly):
    """An index: what an Edition is made of and what it names.

    `digest` is set for its parts (text, care cards, figures), empty for the rest.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="uses")
    used = models.CharField(max_length=120, db_index=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "used"], name="edition_use_once")
        ]

    def __str__(self) -> str:
        return self.used
