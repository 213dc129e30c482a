from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition


def _never_delete(*_args: Any, **_kwargs: Any) -> NoReturn:
    raise TypeError("A page is withdrawn, never deleted.")


class PublicationQuerySet(models.QuerySet["Publication"]):
    delete = adelete = _never_delete

    def live(self) -> "PublicationQuerySet":
        """What the public may read; the one place that says so."""
        return self.filter(edition__isnull=False)

    def listed(self) -> "PublicationQuerySet":
        """Live pages with what a list shows, without their long contents."""
        return (
            self.live()
            .select_related("edition")
            .defer("edition__content", "edition__parts")
        )


class Publication(models.Model):
    """Which Edition is live for one article in one language.

    `base` is the source Edition a translation follows; confirming a translation
    moves it. `topic` and `position` are its place on a shelf. A withdrawn page keeps
    its row and its slug, without an Edition, and with the reason its readers are told.
    """

    article = models.CharField(max_length=80)
    language = models.CharField(max_length=10)
    slug = models.SlugField(max_length=120, db_index=False)
    edition = models.OneToOneField(
        Edition, models.PROTECT, null=True, related_name="publication"
    )
    base = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+")
    topic = models.CharField(max_length=80)
    position = models.PositiveIntegerField()
    withdrawn_because = models.CharField(max_length=300, blank=True)

    objects = models.Manager.from_queryset(PublicationQuerySet)()

    class Meta:
        verbose_name = _("live page")
        verbose_name_plural = _("live pages")
        indexes = [models.Index(fields=["language", "topic", "position"])]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language"], name="publication_one_live_edition"
            ),
            models.UniqueConstraint(
                fields=["language", "slug"], name="publication_slug_once"
            ),
            models.CheckConstraint(
                condition=models.Q(edition__isnull=False, withdrawn_because="")
                | (models.Q(edition=None) & ~models.Q(withdrawn_because="")),
                name="publication_live_or_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} {self.language}"

    delete = _never_delete
