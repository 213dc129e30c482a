from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.record import ADDRESS, DeskRecord, slug_once_per_language


class Topic(DeskRecord):
    """A shelf of the library, with the article a newcomer starts with."""

    kind = "topic"
    structure_fields = ("position", "start")
    text_fields = ("name", "slug", "introduction")

    position = models.PositiveIntegerField(_("order"), default=0)
    start = models.CharField(_("start here"), max_length=80, blank=True)
    name = models.CharField(_("name"), max_length=60, blank=True)
    slug = models.SlugField(  # noqa: DJ001 NULL, so that a missing slug never clashes
        _("slug"), max_length=80, null=True, blank=True, db_index=False,
        validators=[ADDRESS],
    )  # fmt: skip
    introduction = models.TextField(_("introduction"), blank=True)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["position", "key"]
        constraints = slug_once_per_language("topic")
