from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.record import KEY

if TYPE_CHECKING:
    from articles.models.article import Article


class Aspect(models.TextChoices):
    """What a section is about (schema.org HealthAspectEnumeration, NHS content model)."""

    OVERVIEW = "overview", _("overview")
    SYMPTOMS = "symptoms", _("symptoms")
    CAUSES = "causes", _("causes")
    DIAGNOSIS = "diagnosis", _("tests and diagnosis")
    SELF_CARE = "self-care", _("self-care")
    TREATMENT = "treatment", _("treatment")
    PREVENTION = "prevention", _("prevention")
    PREGNANCY = "pregnancy", _("pregnancy")
    LIVING_WITH = "living-with", _("living with it")


class Section(models.Model):
    """One part of an article; its key is its anchor and its pair in each language."""

    article: "models.ForeignKey[Article, Article]" = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="sections"
    )
    key = models.CharField(_("key"), max_length=80, validators=[KEY])
    aspect = models.CharField(_("health aspect"), max_length=20, choices=Aspect)
    position = models.PositiveIntegerField(_("order"))
    heading = models.CharField(_("heading"), max_length=160, blank=True)
    body = models.TextField(_("text"), blank=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "key"], name="section_key_once_in_an_article"
            ),
            models.CheckConstraint(
                condition=models.Q(aspect__in=Aspect.values), name="section_aspect"
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def text(self, language: str) -> list[str]:
        """`[key, heading, body]` in one language, empty where nothing is written."""
        heading = getattr(self, f"heading_{language}") or ""
        return [self.key, heading, getattr(self, f"body_{language}") or ""]
