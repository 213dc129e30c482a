import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.record import (
    ADDRESS,
    Content,
    DeskRecord,
    language_codes,
    slug_once_per_language,
)
from articles.models.section import Section
from articles.models.topic import Topic


def _source_language_is_ours() -> models.Q:
    return models.Q(source_language__in=language_codes())


class Article(DeskRecord):
    """A clinical text at the desk: its structure once, its words per language.

    `care_cards`, `related` and `codes` are lists of keys ("dvt", "first-aid",
    "ICD-10:R25.2"); what uses what is indexed in `Use`.
    """

    kind = "article"
    structure_fields = ("position", "source_language", "byline", "act_now", "care_first",
                        "care_cards", "related", "codes")  # fmt: skip
    text_fields = ("title", "slug", "lead", "also_called")

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="articles")
    position = models.PositiveIntegerField(_("place within the topic"), default=0)
    source_language = models.CharField(_("source language"), max_length=10)
    byline = models.CharField(_("written by"), max_length=120)
    act_now = models.BooleanField(_("show what to do right now"), default=False)
    care_first = models.BooleanField(_("care cards before the text"), default=False)
    care_cards = models.JSONField(_("care cards"), default=list, blank=True)
    related = models.JSONField(_("related articles"), default=list, blank=True)
    codes = models.JSONField(_("clinical codes"), default=list, blank=True)
    review_by = models.DateField(_("review by"))
    title = models.CharField(_("title"), max_length=120, blank=True)
    slug = models.SlugField(  # noqa: DJ001 NULL, so that a missing slug never clashes
        _("slug"), max_length=120, null=True, blank=True, db_index=False,
        validators=[ADDRESS],
    )  # fmt: skip
    lead = models.TextField(_("lead"), blank=True)
    also_called = models.TextField(
        _("also called"), blank=True, help_text=_("Other names, with ; between them.")
    )

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        ordering = ["topic", "position", "key"]
        constraints = [
            *slug_once_per_language("article"),
            models.CheckConstraint(
                condition=_source_language_is_ours(), name="article_source_language"
            ),
        ]

    def structure(self) -> Content:
        return {
            "topic": self.topic.key,
            **super().structure(),
            "review_by": self.review_by.isoformat(),
            "sections": [[each.key, each.aspect] for each in self.ordered_sections()],
        }

    def put_structure(self, content: Content) -> list[str]:
        """Set the structure; sections are matched by key, new ones are made."""
        self.topic = Topic.objects.get(key=content["topic"])
        self.review_by = datetime.date.fromisoformat(content["review_by"])
        return [*super().put_structure(content), "topic", "review_by"]

    def text(self, language: str) -> Content | None:
        head = super().text(language)
        sections = [each.text(language) for each in self.ordered_sections()]
        if head is None and not any(heading or body for _, heading, body in sections):
            return None
        empty = dict.fromkeys(self.text_fields, "")
        return {**(head or empty), "sections": sections}

    def ordered_sections(self) -> list[Section]:
        """The sections in reading order, from the prefetched rows if there are any."""
        return sorted(self.sections.all(), key=lambda each: each.position)

    def aspects(self) -> dict[str, str]:
        return {each.key: each.aspect for each in self.ordered_sections()}
