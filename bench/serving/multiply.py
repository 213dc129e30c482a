"""Copy every live page under new keys until the site has so many pages.

A page of an article and the page of its history count as two.
"""

import sys
from copy import copy
from itertools import count

import django

django.setup()

from django.db import transaction  # noqa: E402

from articles.models.edition_use import EditionUse  # noqa: E402
from articles.models.publication import Publication  # noqa: E402
from articles.models.rendered import RenderedEdition  # noqa: E402


def main(pages: int) -> None:
    live = list(Publication.objects.live().select_related("edition"))
    uses, rendered = _by_edition(EditionUse), _by_edition(RenderedEdition)
    with transaction.atomic():
        for turn in count(1):
            for page in live:
                if Publication.objects.count() * 2 >= pages:
                    return
                _copy(page, turn, uses, rendered)


def _by_edition(model: type) -> dict[int, list]:  # type: ignore[type-arg]
    found: dict[int, list] = {}  # type: ignore[type-arg]
    for row in model.objects.all():  # type: ignore[attr-defined]
        found.setdefault(row.edition_id, []).append(row)
    return found


def _copy(page: Publication, turn: int, *kept: dict) -> None:  # type: ignore[type-arg]
    edition = copy(page.edition)
    assert edition is not None
    before, edition.pk = edition.pk, None
    edition._state = copy(edition._state)
    edition._state.adding = True
    edition.based_on = None
    edition.article, edition.slug = f"{page.article}-{turn}", f"{page.slug}-{turn}"
    edition.save()
    for rows in kept:
        copies = [copy(row) for row in rows.get(before, [])]
        for row in copies:
            row.pk, row.edition_id = None, edition.pk
        if copies:
            type(copies[0]).objects.bulk_create(copies)
    Publication.objects.create(
        article=edition.article, language=page.language, slug=edition.slug,
        edition=edition, topic=page.topic, position=page.position + 1000 * turn,
    )  # fmt: skip


if __name__ == "__main__":
    main(int(sys.argv[1]))
