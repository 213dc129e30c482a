from django.db import models

from articles.models.append_only import AppendOnly
from articles.models.edition import Edition


class EditionName(AppendOnly):
    """An index: what an Edition is called, its title and its other names, in order.

    `letter` is the one it stands under in its language's alphabet ("#" for a digit),
    `sort` its place there; they serve the list from A to Z, whatever its length.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="names")
    language = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    sort = models.CharField(max_length=200)
    letter = models.CharField(max_length=4)
    is_title = models.BooleanField()

    class Meta:
        ordering = ["sort", "pk"]
        indexes = [models.Index(fields=["language", "letter", "sort"])]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "name"], name="edition_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
