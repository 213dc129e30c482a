"""From draft to Edition: the only ways in which what readers see can change."""

from articles.publishing.days import new_day
from articles.publishing.pages import (
    check_publishable,
    confirm,
    publish,
    render_sections,
    withdraw,
)
from articles.publishing.reference import publish_reference, unpublished
from articles.publishing.refusal import PublishRefusedError

__all__ = [
    "PublishRefusedError",
    "check_publishable",
    "confirm",
    "new_day",
    "publish",
    "publish_reference",
    "render_sections",
    "unpublished",
    "withdraw",
]
