from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Library")

    def ready(self) -> None:
        from articles import checks  # noqa: F401, PLC0415
