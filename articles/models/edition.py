from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.append_only import AppendOnly


class Edition(AppendOnly):
    """What one language of one article said, for ever.

    `article` is the article's key. `content` is data and Markdown, complete: text,
    care cards, figures and sources as they were. `parts` maps each part's subject
    to its digest. `based_on` is the source Edition a translation follows.
    `unsigned_reason` says why it was published before a clinician had signed.
    """

    article = models.CharField(max_length=80)
    language = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    topic = models.CharField(max_length=80)
    title = models.CharField(max_length=120)
    slug = models.SlugField(max_length=120, db_index=False)
    lead = models.TextField()
    content = models.JSONField()
    parts = models.JSONField()
    source_language = models.CharField(max_length=10)
    based_on = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    meaning_changed = models.BooleanField()
    safety_critical = models.BooleanField(default=False)
    what_changed = models.CharField(max_length=200)
    unsigned_reason = models.CharField(max_length=200, blank=True)
    review_by = models.DateField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language", "number"], name="edition_number_once"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1), name="edition_number_from_one"
            ),
            models.CheckConstraint(
                condition=~models.Q(title="") & ~models.Q(slug="") & ~models.Q(lead=""),
                name="edition_complete",
            ),
            models.CheckConstraint(
                condition=~models.Q(what_changed=""), name="edition_says_what_changed"
            ),
            models.CheckConstraint(
                condition=models.Q(based_on=None)
                | ~models.Q(language=models.F("source_language")),
                name="edition_source_has_no_base",
            ),
            models.CheckConstraint(
                condition=models.Q(safety_critical=False)
                | models.Q(meaning_changed=True),
                name="edition_critical_changes_the_meaning",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} {self.language} {self.number}"
