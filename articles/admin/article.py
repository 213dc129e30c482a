"""Articles at the desk: the list by topic, and how a new one starts."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path

from articles.admin import beside, publication
from articles.admin.pickers import pick
from articles.admin.records import RecordAdmin
from articles.admin.structure import NewArticle, NewRecord, StructureForm, topics
from articles.drafting import create, save_text
from articles.models import Article, DeskRecord


@admin.register(Article)
class ArticleAdmin(RecordAdmin):
    searched = ("title", "also_called")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.pick)
        return [path("pick/<slug:kind>/", view, name="desk_pick"), *super().get_urls()]

    def steps(self) -> list[URLPattern]:
        return [
            *super().steps(),
            self._tab("beside/", beside.beside, "beside"),
            self._tab("publication/", publication.publication, "publication"),
        ]

    def pick(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Keys to put into a text; for everybody who may see the library."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        context = {**self.admin_site.each_context(request), "opts": self.opts}
        return pick(request, context, kind)

    def records(self) -> QuerySet[Any]:
        return super().records().select_related("topic")

    def narrowed(self, request: HttpRequest, found: QuerySet[Any]) -> QuerySet[Any]:
        topic = request.GET.get("topic", "")
        found = found.select_related("topic")
        return found.filter(topic__key=topic) if topic else found

    def filters(self, request: HttpRequest) -> list[tuple[str, str, bool]]:
        chosen = request.GET.get("topic", "")
        return [(key, name, key == chosen) for key, name in topics()]

    def new_form(self, data: Any) -> tuple[NewRecord, StructureForm | None]:
        return NewArticle(Article, data=data), None

    @transaction.atomic
    def make(
        self, by: Any, form: NewRecord, more: StructureForm | None
    ) -> tuple[DeskRecord, str]:
        """The article with its title, and the tab of its first language."""
        said = form.cleaned_data
        structure = form.structure()  # type: ignore[attr-defined]
        article = create(Article, key=said["key"], structure=structure, by=by)
        language = said["source_language"]
        text = {"title": said["title"], "slug": "", "lead": "", "also_called": "",
                "sections": []}  # fmt: skip
        save_text(article, language=language, text=text, by=by)
        return article, language
