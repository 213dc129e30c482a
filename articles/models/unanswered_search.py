from django.db import models
from django.utils.translation import gettext_lazy as _


class UnansweredSearch(models.Model):
    """How often a query found nothing on one day; never who asked, nor when."""

    LONGEST = 80
    SHOWN_FROM = 3

    language = models.CharField(max_length=10)
    query = models.CharField(max_length=LONGEST)
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("search without an answer")
        verbose_name_plural = _("searches without an answer")
        indexes = [models.Index(fields=["day"])]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "query", "day"], name="unanswered_search_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.query} {self.count}"
