"""Every address of the site."""

from django.contrib import admin
from django.urls import include, path, re_path, register_converter

from articles import sitemaps
from articles.feeds import Changes
from articles.models.record import language_codes
from articles.views import article, beside, feedback, history, lists, machine, safety
from articles.views.lost import lost


class LanguageConverter:
    """One of the site's languages."""

    regex = "|".join(language_codes())

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(LanguageConverter, "language")

urlpatterns = [
    path("", lists.gateway, name="gateway"),
    path("desk/account/", include("articles.admin.account_urls")),
    path("desk/", admin.site.urls),
    path("robots.txt", machine.robots),
    path("sw.js", safety.worker),
    path(".well-known/security.txt", machine.security),
    path("sitemap.xml", sitemaps.index),
    path("sitemap-<language:language>-<int:number>.xml", sitemaps.language_map),
    path("<language:language>/", lists.home, name="home"),
    path("<language:language>/feed.xml", Changes(), name="feed"),
    path("<language:language>/manifest.webmanifest", safety.manifest, name="manifest"),
    path("<language:language>/<slug:word>/", lists.shelf, name="shelf"),
    path(
        "<language:language>/<slug:topic>/<slug:slug>/", article.article, name="article"
    ),
    path("<language:language>/<slug:topic>/<slug:slug>/qr.svg", beside.code),
    path(
        "<language:language>/<slug:topic>/<slug:slug>/<slug:word>/",
        beside.beside,
        name="history",
    ),
    path(
        "<language:language>/<slug:topic>/<slug:slug>/<slug:word>/<int:number>/",
        history.old_edition,
        name="old-edition",
    ),
    path(
        "<language:language>/<slug:topic>/<slug:slug>/<slug:word>/<slug:second>/",
        feedback.thanks,
    ),
    re_path(r"^(?P<path>.*)$", lost),
]
