"""Every address of the public site, for warming, exporting and maps."""

from collections.abc import Iterator

from articles import fixed_pages
from articles.models.publication import Publication
from articles.models.record import language_codes
from articles.views import inner, search
from articles.views.fixed import VIEWS
from articles.views.site import current_site, fixed_address


def every_path() -> Iterator[str]:
    """Homes first, then what a frightened reader opens, then all the rest."""
    site = current_site()
    yield "/"
    for language in language_codes():
        yield f"/{language}/"
    for language in language_codes():
        for topic in site.reference.topics(language):
            yield topic.address
        for name in (*VIEWS, search.PAGE):
            yield fixed_address(name, language)
    for language in language_codes():
        shelves = {topic.key: topic for topic in site.reference.topics(language)}
        history = fixed_pages.word("history", language)
        rows = Publication.objects.live().filter(language=language)
        for topic_key, slug in rows.order_by("topic", "position").values_list(
            "topic", "slug"
        ):
            if topic_key in shelves:
                address = f"{shelves[topic_key].address}{slug}/"
                yield address
                yield f"{address}{history}/"
    for language in language_codes():
        yield from inner.paths(site, language)
