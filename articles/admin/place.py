"""Where somebody stands at the desk: one tab of one record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, gettext as _

from articles import roles
from articles.digest import token
from articles.languages import known
from articles.models import Country, DeskRecord, Publication
from articles.models.record import language_codes
from articles.views.site import current_site

STRUCTURE = "structure"
"""The word for the structure in addresses; its language is empty."""


@dataclass(frozen=True)
class Place:
    """One language of one record, or its structure, and the request that came there."""

    request: HttpRequest
    record: DeskRecord
    language: str
    site: AdminSite = field(repr=False)

    @property
    def user(self) -> Any:
        return self.request.user

    @property
    def name(self) -> str:
        """What this tab is called."""
        return known(self.language).name if self.language else _("Structure")

    @cached_property
    def may_write(self) -> bool:
        return may_write(self.user, type(self.record), self.language)

    def must_write(self) -> None:
        """Raises PermissionDenied for whoever may only read here."""
        if not self.may_write:
            raise PermissionDenied

    def token(self) -> str:
        """What the columns of this tab say now, as its form remembers it."""
        return token(self.record, self.language)

    def address(
        self, view: str = "part", language: str | None = None, **more: Any
    ) -> str:
        """The address of a view of this record, in this language or another."""
        part = self.language if language is None else language
        return record_address(self.record, view, part=part or STRUCTURE, **more)

    def page(
        self,
        template: str,
        context: Mapping[str, Any],
        *,
        title: str,
        status: int = 200,
    ) -> HttpResponse:
        """A page of the desk about this record."""
        context = {
            **self.site.each_context(self.request),
            "place": self,
            "record": self.record,
            "record_title": title_of(self.record),
            "opts": self.record._meta,
            "title": title,
            "language": self.language,
            "reviewed": ("article", "care-card", "figure"),
            "used": ("care-card", "figure", "source", "term"),
            **self._addresses(),
            **context,
        }
        return render(self.request, template, context, status=status)

    def _addresses(self) -> dict[str, str]:
        """Where the links of a page lead."""
        views = ("part", "history", "compare", "autosave", "preview")
        return {
            **{f"{view}_address": self.address(view) for view in views},
            "structure_address": self.address(language=""),
        }


def may_write(user: Any, model: type[DeskRecord], language: str) -> bool:
    """Whether somebody may write this tab of any record of this kind."""
    if language:
        return roles.may_write(user, language)
    if model is Country:
        return roles.may_manage(user)
    return roles.may_write_structure(user)


def who_writes(model: type[DeskRecord], language: str) -> str:
    """Who may write this tab, for those who may not."""
    if language:
        return _("Authors and translators of this language write here.")
    if model is Country:
        return _("Administrators keep the numbers of the countries.")
    return _("Authors change the structure.")


def record_address(record: DeskRecord, view: str, **more: Any) -> str:
    return reverse(
        f"admin:articles_{record._meta.model_name}_{view}",
        kwargs={"pk": record.pk, **more},
    )


def title_of(record: DeskRecord) -> str:
    """What a person calls a record: its title in her language, or in another."""
    if not record.text_fields:
        return str(getattr(record, "title", "")) or record.key
    first = record.text_fields[0]
    wanted = (get_language() or "", *language_codes())
    titles = (getattr(record, f"{first}_{code}", "") for code in wanted)
    return next((title for title in titles if title), record.key)


def live_address(record: DeskRecord, language: str) -> str:
    """Where readers see an article in this language; empty if they do not."""
    if record.kind != "article" or not language:
        return ""
    page = Publication.objects.live().filter(article=record.key, language=language)
    found = page.first()
    shelf = current_site().reference.topic(language, found.topic) if found else None
    return f"{shelf.address}{found.slug}/" if found and shelf else ""
