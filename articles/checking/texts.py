"""Every text of a page that a reader sees, with the place it stands in."""

from collections.abc import Iterator

from articles.composing import Page
from articles.models.figure import labels_of


def texts_of(page: Page) -> Iterator[tuple[str, str]]:
    """`(place, Markdown)` of the head, each section, each care card and figure."""
    content = page.content
    yield "title", content["title"]
    yield "lead", content["lead"]
    for section in content["sections"]:
        yield section["key"], f"{section['heading']}\n{section['body']}"
    for card in content["care_cards"]:
        signs = (sign for _key, sign in card["items"])
        yield (
            f"care-card:{card['key']}",
            "\n".join([card["heading"], *signs, card["note"]]),
        )
    for key, figure in content["figures"].items():
        words = (figure["alt"], figure["caption"], *labels_of(figure).values())
        yield f"figure:{key}", "\n".join(words)
