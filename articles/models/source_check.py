from django.db import models

from articles.models.source import Source


class SourceCheck(models.Model):
    """What a source's address answered lately, asked by a command, never by readers.

    `failures` counts failures in a row; one alone may be the network's.
    """

    SHOWN_FROM = 2

    source = models.OneToOneField(Source, models.CASCADE, related_name="check_row")
    checked_at = models.DateTimeField()
    status = models.CharField(max_length=60)
    failures = models.PositiveIntegerField(default=0)
    failing_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.source} {self.status}"
