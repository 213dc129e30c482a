from django.db import models
from django.utils.translation import gettext_lazy as _


class ReaderVote(models.Model):
    """One reader's yes or no to "was this page helpful?", and nothing about the reader.

    `edition` is the number of the Edition that was read; `day` carries no time.
    """

    article = models.CharField(max_length=80)
    language = models.CharField(max_length=10)
    edition = models.PositiveIntegerField()
    helpful = models.BooleanField()
    day = models.DateField()

    class Meta:
        verbose_name = _("reader’s vote")
        verbose_name_plural = _("readers’ votes")
        indexes = [
            models.Index(fields=["article", "language", "edition"]),
            models.Index(fields=["day"]),
        ]

    def __str__(self) -> str:
        return f"{self.article} {self.language} {'+' if self.helpful else '-'}"
