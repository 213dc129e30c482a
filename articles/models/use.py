from django.db import models


class Use(models.Model):
    """A cache: which record uses which key, read from drafts at each save.

    `user` is a subject ("article:first-aid"), `used` too ("care-card:dvt").
    """

    user = models.CharField(max_length=120)
    language = models.CharField(max_length=10, blank=True)
    used = models.CharField(max_length=120, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "language", "used"], name="use_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.used}"
