from typing import Any

from django.db import models


class SiteVersion(models.Model):
    """The one row that counts what readers can see change.

    It is locked and incremented in the transaction of each public change, so its
    number is a cache key, and the order of the events is the order of commits.
    `reference` is the newest ReferenceEdition, so that one query knows both.
    """

    number = models.PositiveBigIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)
    reference = models.ForeignKey(
        "articles.ReferenceEdition", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=1), name="site_version_one_row"
            )
        ]

    def __str__(self) -> str:
        return str(self.number)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise TypeError("The site always has a version.")
