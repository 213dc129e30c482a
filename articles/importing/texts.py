"""One language of an article: front matter, then sections with their keys."""

import re
from typing import Any

from articles.importing.files import FileError

HEAD = ("title", "slug", "lead", "also_called")
_FRONT = re.compile(r"---\n(.*?)\n---\n\n?(.*)\Z", re.DOTALL)
_HEADING = re.compile(r"^## (.*)$", re.MULTILINE)
_KEYED = re.compile(r"(.*\S) \{#([a-z0-9]+(?:-[a-z0-9]+)*)\}\Z")

Lines = dict[str, int]


def parse_text(text: str) -> tuple[dict[str, Any], Lines]:
    """The text in canonical form, and the line of each head name and section key.

    Raises FileError for the first thing that cannot be read.
    """
    front = _FRONT.match(text)
    if not front:
        raise FileError("text.front-matter", 1, "The file starts with --- lines.")
    head, lines = _head(front[1])
    sections, headings = _sections(front[2], text[: front.start(2)].count("\n") + 1)
    return {**head, "sections": sections}, lines | headings


def _head(block: str) -> tuple[dict[str, str], Lines]:
    head = dict.fromkeys(HEAD, "")
    lines: Lines = {}
    for number, line in enumerate(block.split("\n"), start=2):
        name, colon, value = line.partition(":")
        if not colon or name not in head:
            allowed = f"Here stand only {', '.join(HEAD)}, each with a colon"
            raise FileError("text.front-matter", number, f"{allowed}: {line[:40]!r}.")
        if name in lines:
            raise FileError("text.front-matter", number, f"{name!r} stands twice.")
        head[name], lines[name] = value.strip(), number
    return head, lines


def _sections(block: str, line: int) -> tuple[list[list[str]], Lines]:
    before, *pieces = _HEADING.split(block)
    if before.strip():
        raise FileError("text.heading", line, "A text starts with a ## heading.")
    sections: list[list[str]] = []
    lines: Lines = {}
    line += before.count("\n")
    for heading, body in zip(pieces[::2], pieces[1::2], strict=True):
        keyed = _KEYED.match(heading)
        if not keyed:
            raise FileError("text.heading", line, "A heading ends with its {#key}.")
        key = keyed[2]
        if key in lines:
            raise FileError("text.heading", line, f"The key {key} stands twice.")
        lines[key] = line
        sections.append([key, keyed[1], body.strip("\n")])
        line += body.count("\n")
    return sections, lines
