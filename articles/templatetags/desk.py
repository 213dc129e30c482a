"""What the desk's templates need beyond Django's own tags."""

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def get(mapping: Mapping[str, Any] | str, key: str) -> Any:
    """The value of a key that a template only knows by name; None without one.

    A mapping the template was not given is the empty string.
    """
    return mapping.get(key) if isinstance(mapping, Mapping) else None
