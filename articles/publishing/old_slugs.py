"""Addresses that once were."""

from articles.models import OldSlug


def keep_old_slug(kind: str, language: str, slug: str, key: str) -> None:
    """An address that leads on from now, to what its key names."""
    OldSlug.objects.update_or_create(
        kind=kind, language=language, slug=slug, defaults={"key": key}
    )
