from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Library")

    def ready(self) -> None:
        from articles import checks  # noqa: F401, PLC0415
        from articles.roles import make_roles  # noqa: PLC0415

        post_migrate.connect(make_roles, sender=self)
