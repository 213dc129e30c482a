"""The two doors: the desk, and the reading room for everything else."""

from django.urls import include, path

urlpatterns = [path("", include("articles.urls"))]

handler404 = "articles.views.errors.not_found"
handler500 = "articles.views.errors.server_error"
handler400 = "articles.views.errors.bad_request"
handler403 = "articles.views.errors.forbidden"
