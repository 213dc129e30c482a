"""One Atom feed of changes per language."""

import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _, override

from articles.models.edition import Edition
from articles.views.answer import shared
from articles.views.site import Site, absolute, current_site, site_name

NEWEST = 30


class _AtomFeed(Atom1Feed):
    """Says the same until something changes; Django's own, empty, says "now"."""

    def latest_post_date(self) -> datetime.datetime:
        changed_at = self.feed["changed_at"]
        return (
            super().latest_post_date() if self.items or not changed_at else changed_at
        )


class Changes(Feed):  # type: ignore[type-arg]
    """The newest Editions of a language, with what changed in each."""

    feed_type = _AtomFeed

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with override(kwargs["language"]):
            response = super().__call__(request, *args, **kwargs)
        return shared(response, kwargs["language"])

    def get_object(self, request: HttpRequest, language: str) -> tuple[Site, str]:
        return current_site(), language

    def feed_extra_kwargs(self, obj: tuple[Site, str]) -> dict[str, Any]:
        return {"changed_at": obj[0].changed_at}

    def title(self, obj: tuple[Site, str]) -> str:
        return _("Calm legs: what changed")

    def link(self, obj: tuple[Site, str]) -> str:
        return absolute(f"/{obj[1]}/")

    def feed_url(self, obj: tuple[Site, str]) -> str:
        return absolute(f"/{obj[1]}/feed.xml")

    def author_name(self, obj: tuple[Site, str]) -> str:
        return site_name()

    def items(self, obj: tuple[Site, str]) -> list[Any]:
        site, language = obj
        topics = {topic.key: topic for topic in site.reference.topics(language)}
        editions = (
            Edition.objects.filter(language=language, publication__isnull=False)
            .defer("content", "parts")
            .order_by("-published_at", "-pk")[:NEWEST]
        )
        return [
            (edition, topics[edition.topic])
            for edition in editions
            if edition.topic in topics
        ]

    def item_title(self, item: Any) -> str:
        return str(item[0].title)

    def item_description(self, item: Any) -> str:
        edition = item[0]
        if edition.review_by > timezone.localdate():
            return str(edition.what_changed)
        overdue = _("This page is past its review date and is being reviewed.")
        return f"{edition.what_changed} {overdue}"

    def item_link(self, item: Any) -> str:
        edition, topic = item
        return absolute(f"{topic.address}{edition.slug}/")

    def item_guid(self, item: Any) -> str:
        return f"{self.item_link(item)}#{item[0].number}"

    def item_updateddate(self, item: Any) -> Any:
        return item[0].published_at

    def item_pubdate(self, item: Any) -> Any:
        return item[0].published_at
