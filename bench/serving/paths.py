"""Print the addresses of the articles, the longest page first."""

import django

django.setup()

from django.db.models import F  # noqa: E402
from django.db.models.functions import Length  # noqa: E402

from articles.models.publication import Publication  # noqa: E402
from articles.views.site import current_site  # noqa: E402


def main() -> None:
    site = current_site()
    pages = Publication.objects.live().annotate(size=Length("edition__content"))
    for page in pages.order_by(F("size").desc()):
        shelf = site.reference.topic(page.language, page.topic)
        if shelf:
            print(f"{shelf.address}{page.slug}/")


if __name__ == "__main__":
    main()
