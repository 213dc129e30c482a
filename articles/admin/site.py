"""The desk: Django's admin, opened to staff who signed in with a second step."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.options import ModelAdmin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext_lazy as _

from articles.admin.second_step import must_enrol


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
