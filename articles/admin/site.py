"""The desk: Django's admin, opened to staff who signed in with a second step."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import ModelAdmin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from articles.admin.event_log import show_log
from articles.admin.first_screen import desk_links, sections
from articles.admin.matrix import show_matrix
from articles.admin.readers import show_readers
from articles.admin.second_step import must_enrol
from articles.admin.shared import show_shared
from articles.admin.together import show_together


class Desk(admin.AdminSite):
    """The only admin site; signing in and passwords are django-allauth's pages."""

    site_title = _("Calm legs: the desk")
    site_header = _("The desk")
    index_title = _("The library")
    enable_nav_sidebar = False

    def register(
        self,
        model_or_iterable: Any,
        admin_class: type[ModelAdmin[Any]] | None = None,
        **options: Any,
    ) -> None:
        """Register our own forms only.

        Other apps offer forms too, such as the secrets of everybody's second step;
        they stay closed.
        """
        if admin_class and admin_class.__module__.startswith("articles."):
            super().register(model_or_iterable, admin_class, **options)

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[Any]:
        """The library first, then the people."""
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: app["app_label"] != "articles")

    def has_permission(self, request: HttpRequest) -> bool:
        return super().has_permission(request) and not must_enrol(request)

    def get_urls(self) -> list[Any]:
        """The pages of the desk that belong to no record, before all others."""
        return [
            path("matrix/", self.admin_view(self.matrix), name="desk_matrix"),
            path("together/", self.admin_view(self.together), name="desk_together"),
            path("shared/", self.admin_view(self.shared), name="desk_shared"),
            path("readers/", self.admin_view(self.readers), name="desk_readers"),
            path("log/", self.admin_view(self.log), name="desk_log"),
            *super().get_urls(),
        ]

    def matrix(self, request: HttpRequest) -> HttpResponse:
        return show_matrix(request, self.each_context(request))

    def together(self, request: HttpRequest) -> HttpResponse:
        return show_together(request, self.each_context(request))

    def shared(self, request: HttpRequest) -> HttpResponse:
        return show_shared(request, self.each_context(request))

    def readers(self, request: HttpRequest) -> HttpResponse:
        return show_readers(request, self.each_context(request))

    def log(self, request: HttpRequest) -> HttpResponseBase:
        return show_log(request, self.each_context(request))

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """What needs you today, then the library."""
        today = {"today": sections(request), "desk_links": desk_links(request.user)}
        return super().index(request, {**(extra_context or {}), **today})

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the page for signing in, or for enrolling."""
        if self.has_permission(request):
            return redirect("admin:index")
        if must_enrol(request):
            return redirect("mfa_index")
        if request.user.is_authenticated:
            raise PermissionDenied
        goal = request.GET.get("next", "")
        return redirect_to_login(
            goal or resolve_url("admin:index"), resolve_url("account_login")
        )

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_logout")

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    def password_change_done(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("desk_account")
