"""A small public site: one topic and what a test publishes on it."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse

from articles.models import Article
from articles.publishing import publish_reference
from tests import builders

Publish = Callable[..., Article]


@pytest.fixture
def publish(db) -> Publish:
    """`publish(key, languages=…, …)`: an article live in these languages.

    What a test has drafted itself is published as it is.
    """
    builders.country("fr", emergency="112")
    builders.topic()
    publish_reference(by=None)

    def go(
        key: str = "first-aid",
        *,
        languages: tuple[str, ...] = builders.LANGUAGES,
        **structure: Any,
    ) -> Article:
        drafted = Article.objects.filter(key=key).first()
        article = drafted or builders.article(key, languages=languages, **structure)
        for language in languages:
            builders.edition(article, language)
        return article

    return go


def links(response: HttpResponse, rel: str) -> dict[str, str]:
    """The `<link>`s of a page of one kind: address by language (or by "")."""
    found = re.findall(
        rf'<link rel="{rel}"(?: hreflang="([^"]*)")?[^>]*href="([^"]*)"',
        response.content.decode(),
    )
    return dict(found)


def structured(response: HttpResponse) -> dict[str, Any]:
    """The structured data of a page."""
    text = response.content.decode()
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    assert data
    loaded: dict[str, Any] = json.loads(data[1])
    return loaded
