"""What all desk records share: a key, a structure, and a text per language."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

KEY = RegexValidator(
    r"\A[a-z0-9]+(?:[-_][a-z0-9]+)*\Z", _("Lower-case words joined by hyphens.")
)
ADDRESS = RegexValidator(
    r"\A[a-z0-9]+(?:-[a-z0-9]+)*\Z", _("Lower-case words joined by hyphens.")
)

Content = dict[str, Any]


class DeskRecord(models.Model):
    """A mutable record that editors write, one language at a time.

    `structure()` and `text(language)` give plain data in canonical form, the only
    form that is hashed, kept in history, compared, restored and published.
    `put_structure()` and `put_text()` are their inverses; they set attributes and
    return the names of the columns they set, and save nothing themselves.
    """

    kind: ClassVar[str]
    structure_fields: ClassVar[tuple[str, ...]] = ()
    text_fields: ClassVar[tuple[str, ...]] = ()

    key = models.CharField(max_length=80, unique=True, validators=[KEY])

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.key

    @property
    def subject(self) -> str:
        """The record's name in history and sign-offs: "care-card:dvt"."""
        return f"{self.kind}:{self.key}"

    def structure(self) -> Content:
        return {name: getattr(self, name) for name in self.structure_fields}

    def text(self, language: str) -> Content | None:
        """The text in one language; None if nothing is written in it yet."""
        text = {
            name: getattr(self, f"{name}_{language}") or "" for name in self.text_fields
        }
        return text if any(text.values()) else None

    def put_structure(self, content: Content) -> list[str]:
        for name in self.structure_fields:
            setattr(self, name, content[name])
        return list(self.structure_fields)

    def put_text(self, language: str, content: Content) -> list[str]:
        names = []
        for name in self.text_fields:
            column = f"{name}_{language}"
            value = content.get(name, "")
            setattr(self, column, None if name == "slug" and not value else value)
            names.append(column)
        return names


def language_codes() -> tuple[str, ...]:
    """The languages of the site, the first one first."""
    return tuple(code for code, _name in settings.LANGUAGES)


def slug_once_per_language(model: str) -> list[models.BaseConstraint]:
    """One slug once in each language; a missing slug is NULL and never clashes."""
    return [
        models.UniqueConstraint(
            fields=[f"slug_{code}"], name=f"{model}_slug_{code}_once"
        )
        for code in language_codes()
    ]
