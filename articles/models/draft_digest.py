from django.db import models


class DraftDigest(models.Model):
    """A cache: the digest of what the desk holds now, for lists of thousands.

    Written in the transaction of each save, and rebuildable (`rebuild_digests`).
    A part without text has no row.
    """

    subject = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "language"], name="draft_digest_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.language}"
