from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.record import KEY, Content, DeskRecord


class Level(models.TextChoices):
    """How soon to get help; readers see the most dangerous first."""

    EMERGENCY = "emergency", _("emergency")
    SAME_DAY = "same-day", _("same day")
    NOT_URGENT = "not-urgent", _("not urgent")


class CareCard(DeskRecord):
    """One red-flag block, said once and used by every article that needs it."""

    kind = "care-card"
    structure_fields = ("level", "sources")
    text_fields = ("heading", "note")

    level = models.CharField(_("level"), max_length=12, choices=Level)
    sources = models.JSONField(_("sources"), default=list)
    heading = models.CharField(_("heading"), max_length=120, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("care card")
        verbose_name_plural = _("care cards")
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=Level.values), name="care_card_level"
            )
        ]

    def structure(self) -> Content:
        return {**super().structure(), "items": [item.key for item in self.ordered()]}

    def text(self, language: str) -> Content | None:
        head = super().text(language)
        items = [item.text(language) for item in self.ordered()]
        if head is None and not any(sign for _, sign in items):
            return None
        return {**(head or dict.fromkeys(self.text_fields, "")), "items": items}

    def ordered(self) -> list["CareItem"]:
        return sorted(self.items.all(), key=lambda item: item.position)


class CareItem(models.Model):
    """One sign of a care card: one row for all languages, so they always match."""

    card = models.ForeignKey(CareCard, models.CASCADE, related_name="items")
    key = models.CharField(_("key"), max_length=80, validators=[KEY])
    position = models.PositiveIntegerField(_("order"))
    sign = models.TextField(_("sign"), blank=True)

    class Meta:
        verbose_name = _("sign")
        verbose_name_plural = _("signs")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["card", "key"], name="care_item_key_once_in_a_card"
            )
        ]

    def __str__(self) -> str:
        return self.key

    def text(self, language: str) -> list[str]:
        """`[key, sign]` in one language."""
        return [self.key, getattr(self, f"sign_{language}") or ""]
