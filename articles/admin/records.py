"""What every kind of record has at the desk: a list, tabs, a history."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, register_converter
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext as _

from articles import roles
from articles.admin import autosave, history, preview, review, users, writing
from articles.admin.named import ROWS
from articles.admin.pickers import matching
from articles.admin.place import STRUCTURE, Place, may_write, record_address, title_of
from articles.admin.structure import (
    STRUCTURELESS,
    TEXTLESS,
    NewRecord,
    StructureForm,
    structure_form,
)
from articles.admin.tabs import record_states
from articles.drafting import create
from articles.languages import known
from articles.models import CareCard, Country, DeskRecord, Figure, Source, Term, Topic
from articles.models.record import language_codes

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin

View = Callable[..., HttpResponse]


class PartConverter:
    """A tab in an address: a language, or the structure."""

    regex = "|".join((STRUCTURE, *language_codes()))

    def to_python(self, value: str) -> str:
        return "" if value == STRUCTURE else value

    def to_url(self, value: str) -> str:
        return value or STRUCTURE


register_converter(PartConverter, "part")


class RecordAdmin(Base):
    """A kind of record. None of Django's own forms: each tab is a form of ours."""

    searched: tuple[str, ...] = ()
    per_page = 50

    def get_urls(self) -> list[URLPattern]:
        return [
            self._url("", self.changelist_view, "changelist"),
            self._url("add/", self.add_view, "add"),
            self._url("<int:pk>/change/", self.first_tab, "change"),
            self._tab("", writing.part, "part"),
            self._tab("autosave/", posted(autosave.autosave), "autosave"),
            self._tab(
                "unsaved/<int:kept>/away/",
                posted(autosave.throw_away),
                "throw_away",
            ),
            self._tab("history/", history.history, "history"),
            self._tab("compare/", history.compare_versions, "compare"),
            self._tab("restore/", posted(history.restore_version), "restore"),
            self._tab("preview/", preview.preview, "preview"),
            *self.steps(),
        ]

    def steps(self) -> list[URLPattern]:
        """What follows writing: review, and who uses a part of pages."""
        urls = []
        if self.model.kind in preview.PREVIEWED:
            urls.append(self._tab("review/", review.review, "review"))
        if self.model.kind in users.USED:
            urls.append(self._tab("users/", users.users, "users"))
        return urls

    def _url(self, route: str, view: View, name: str) -> URLPattern:
        whole = f"{self.opts.app_label}_{self.opts.model_name}_{name}"
        return path(route, self.admin_site.admin_view(view), name=whole)

    def _tab(self, route: str, view: Callable[..., HttpResponse], name: str) -> Any:
        """A view of one tab, which finds its record and asks who may see it."""

        def door(request: HttpRequest, pk: int, part: str, **more: Any) -> HttpResponse:
            return view(self.place(request, pk, part), **more)

        return self._url(f"<int:pk>/<part:part>/{route}", door, name)

    def place(self, request: HttpRequest, pk: int, language: str) -> Place:
        """Raises PermissionDenied or Http404 for whoever can't stand there."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if not language and self.model in STRUCTURELESS:
            raise Http404
        if language and self.model in TEXTLESS:
            raise Http404
        record = get_object_or_404(self.records(), pk=pk)
        return Place(request, record, language, self.admin_site)

    def records(self) -> QuerySet[Any]:
        """The records with their sections or signs, ready to be read."""
        rows = ROWS.get(self.model.kind)
        found: QuerySet[Any] = self.model._default_manager.all()
        return found.prefetch_related(rows.field) if rows else found

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_write(request.user, self.model, "")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return roles.may_write_anything(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nothing is deleted at the desk."""
        return False

    def changelist_view(self, request: HttpRequest, extra: Any = None) -> HttpResponse:
        """The list: titles and where each language stands; searched by words."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        words = request.GET.get("q", "").strip()[:100]
        found = matching(self.model, self.searched, words)
        found = self.narrowed(request, found.order_by(*self.model._meta.ordering or ()))
        page = Paginator(found, self.per_page).get_page(request.GET.get("page", "1"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": capfirst(self.opts.verbose_name_plural),
            "q": words,
            "page": page,
            "rows": self.rows(list(page)),
            "may_add": self.has_add_permission(request),
            "filters": self.filters(request),
        }
        return render(request, "desk/list.html", context)

    def narrowed(self, request: HttpRequest, found: QuerySet[Any]) -> QuerySet[Any]:
        """What the list shows, by what its address says."""
        return found

    def filters(self, request: HttpRequest) -> list[tuple[str, str, bool]]:
        """`(value, words, chosen)` of what narrows the list."""
        return []

    def rows(self, records: list[Any]) -> list[dict[str, Any]]:
        textless = self.model in TEXTLESS
        shown = {} if textless else record_states(records)
        return [
            {
                "record": record,
                "title": title_of(record),
                "address": record_address(record, "change"),
                "states": [
                    {
                        "name": known(code).name,
                        "words": shown[record.key, code][0],
                        "look": shown[record.key, code][1],
                        "address": record_address(record, "part", part=code),
                    }
                    for code in ([] if textless else language_codes())
                ],
            }
            for record in records
        ]

    def first_tab(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Where work on a record starts: her own language, or the structure."""
        place = self.place(request, pk, self._first_language(request.user))
        return HttpResponseRedirect(place.address())

    def _first_language(self, user: Any) -> str:
        if self.model in TEXTLESS:
            return ""
        codes = sorted(language_codes(), key=lambda code: code != get_language())
        writable = (code for code in codes if roles.may_write(user, code))
        return next(writable, codes[0])

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Make a record; what has to be said once is said here."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        data = request.POST if request.method == "POST" else None
        form, more = self.new_form(data)
        if data is not None and form.is_valid() and (more is None or more.is_valid()):
            try:
                record, language = self.make(request.user, form, more)
            except (ValidationError, IntegrityError) as error:
                form.add_error(None, getattr(error, "messages", [str(error)]))
            else:
                messages.success(request, _("Made. Write its text now."))
                place = Place(request, record, language, self.admin_site)
                return HttpResponseRedirect(place.address())
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("New: %(what)s") % {"what": self.opts.verbose_name},
            "form": form,
            "more": more,
        }
        return render(request, "desk/new.html", context)

    def new_form(self, data: Any) -> tuple[NewRecord, StructureForm | None]:
        more = structure_form(self.model(), data=data)
        return NewRecord(self.model, data=data), more

    def make(
        self, by: Any, form: NewRecord, more: StructureForm | None
    ) -> tuple[DeskRecord, str]:
        """The new record and the tab to go on with."""
        structure = more.content() if more else {}
        key = form.cleaned_data["key"]
        record = create(self.model, key=key, structure=structure, by=by)
        return record, self._first_language(by)


def posted(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view of a place that only takes a POST."""

    def only(place: Place, **more: Any) -> HttpResponse:
        if place.request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return view(place, **more)

    return only


@admin.register(CareCard)
class CareCardAdmin(RecordAdmin):
    searched = ("heading",)


@admin.register(Term)
class TermAdmin(RecordAdmin):
    searched = ("plain", "professional", "synonyms")


@admin.register(Figure)
class FigureAdmin(RecordAdmin):
    searched = ("alt", "caption")


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    pass


@admin.register(Country)
class CountryAdmin(RecordAdmin):
    searched = ("name",)


@admin.register(Topic)
class TopicAdmin(RecordAdmin):
    searched = ("name",)
