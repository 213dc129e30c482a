from collections.abc import Collection, Iterable
from typing import Any, NoReturn, TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete what is kept for ever."""


def _refuse(*_args: Any, **_kwargs: Any) -> NoReturn:
    raise AppendOnlyError("These rows are kept for ever: add a new one instead.")


class AppendOnlyQuerySet(models.QuerySet[M]):
    update = delete = bulk_update = update_or_create = _refuse
    aupdate = adelete = abulk_update = aupdate_or_create = _refuse

    def bulk_create(
        self,
        objs: Iterable[M],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,
        update_conflicts: bool = False,
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[M]:
        if update_conflicts:
            _refuse()
        return super().bulk_create(objs, batch_size, ignore_conflicts)


class AppendOnly(models.Model):
    """A row that is written once: no update, no delete, by no way of the ORM."""

    objects = models.Manager.from_queryset(AppendOnlyQuerySet)()

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def save(self, **kwargs: Any) -> None:
        if not self._state.adding:
            _refuse()
        # Otherwise a new object with an old number would overwrite the old row.
        super().save(**{**kwargs, "force_insert": True})

    delete = _refuse
