from django.db import models
from django.utils.translation import gettext_lazy as _


class ReaderCommentQuerySet(models.QuerySet["ReaderComment"]):
    def waiting(self) -> "ReaderCommentQuerySet":
        """What nobody has handled: reported errors first, then the oldest."""
        return self.filter(handled=False).order_by("-kind", "day", "pk")


class ReaderComment(models.Model):
    """What a reader wrote about a page, and nothing about the reader."""

    LONGEST = 1000

    class Kind(models.TextChoices):
        COMMENT = "comment", _("comment")
        ERROR = "error", _("error")

    article = models.CharField(max_length=80)
    language = models.CharField(max_length=10)
    edition = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    text = models.CharField(max_length=LONGEST)
    day = models.DateField()
    handled = models.BooleanField(default=False)

    objects = models.Manager.from_queryset(ReaderCommentQuerySet)()

    class Meta:
        verbose_name = _("reader’s comment")
        verbose_name_plural = _("readers’ comments")
        indexes = [
            models.Index(fields=["handled", "day"]),
            models.Index(fields=["day"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(text=""), name="reader_comment_says_something"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["comment", "error"]),
                name="reader_comment_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} {self.language} {self.day}"
