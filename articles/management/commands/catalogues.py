"""manage.py catalogues [--gather | --check | --compile]: texts of the interface.

Needs no GNU gettext: texts are gathered from Python's and Django's own syntax, and
catalogues are read and compiled by polib.
"""

import argparse
import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template.base import Lexer, Token, TokenType
from django.utils.translation.template import (
    block_re,
    constant_re,
    endblock_re,
    inline_re,
    plural_re,
)

Text = tuple[str | None, str, str | None]
"""Context, text, plural."""

FUNCTIONS = {
    "_": 0, "gettext": 0, "gettext_lazy": 0, "gettext_noop": 0,
    "ngettext": 0, "ngettext_lazy": 0, "pgettext": 1, "pgettext_lazy": 1, "npgettext": 1,
}  # fmt: skip


class Command(BaseCommand):
    help = "Gather, check or compile the texts of the interface."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("--gather", action="store_true", help="add new texts")
        what.add_argument("--check", action="store_true", help="fail if one is missing")
        what.add_argument("--compile", action="store_true", help="write .mo files")

    def handle(self, *args: Any, **options: Any) -> None:
        found = gathered(settings.BASE_DIR)
        problems = []
        for code, _name in settings.LANGUAGES:
            path = Path(settings.LOCALE_PATHS[0]) / code / "LC_MESSAGES" / "django.po"
            if options["compile"]:
                if path.exists():
                    _compile(path)
                continue
            catalogue = polib.pofile(str(path)) if path.exists() else _new(code)
            if options["gather"]:
                _bring_up_to_date(catalogue, found)
                path.parent.mkdir(parents=True, exist_ok=True)
                catalogue.save(str(path))
            problems += [f"{code}: {each}" for each in _untranslated(catalogue, found)]
        if options["compile"]:
            return
        for problem in problems:
            self.stderr.write(problem)
        if options["check"] and problems:
            raise CommandError(f"{len(problems)} texts are not translated.")
        self.stdout.write(f"{len(found)} texts, {len(problems)} not translated.")


def _compile(path: Path) -> None:
    """Write the .mo file whole, so that a running server never reads half of it."""
    fresh = path.with_suffix(f".{os.getpid()}.tmp")
    polib.pofile(str(path)).save_as_mofile(str(fresh))
    fresh.replace(path.with_suffix(".mo"))


def gathered(root: Path) -> dict[Text, list[str]]:
    """Every text of the interface with the files it stands in."""
    found: dict[Text, list[str]] = {}
    for folder, pattern, read in (
        ("articles", "*.py", _in_python),
        ("calfhealth", "*.py", _in_python),
        ("templates", "*.html", _in_template),
        ("templates", "*.txt", _in_template),
    ):
        for path in sorted((root / folder).rglob(pattern)):
            for text in read(path.read_text(encoding="utf-8")):
                place = path.relative_to(root).as_posix()
                if place not in found.setdefault(text, []):
                    found[text].append(place)
    return found


def _in_python(source: str) -> Iterator[Text]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = getattr(function, "id", None) or getattr(function, "attr", None)
        if name not in FUNCTIONS or not node.args:
            continue
        words = [
            arg.value
            if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            else ""
            for arg in node.args
        ]
        first = FUNCTIONS[name]
        if len(words) <= first or not words[first]:
            continue
        context = words[0] if first else None
        plural = (
            words[first + 1] if name.startswith(("ngettext", "npgettext")) else None
        )
        yield context, words[first], plural


def _in_template(source: str) -> Iterator[Text]:
    block: list[str] | None = None
    singular: str | None = None
    for token in Lexer(source).tokenize():
        contents = token.contents
        if token.token_type != TokenType.BLOCK:
            if block is not None:
                block.append(_in_block(token))
        elif block is None:
            yield from _inline(contents)
            block = [] if block_re.match(contents) else None
        elif endblock_re.match(contents):
            text = _trimmed(block)
            yield (None, singular, text) if singular else (None, text, None)
            block = singular = None
        elif plural_re.match(contents):
            singular, block = _trimmed(block), []


def _inline(contents: str) -> Iterator[Text]:
    """The texts of `{% translate "…" %}` and of `_("…")` in another tag."""
    inline = inline_re.match(contents)
    if inline:
        context = re.search(r'context "([^"]*)"', contents)
        text = inline[1].strip('"').replace("%%", "%")
        yield (context[1] if context else None), text, None
    for constant in constant_re.findall(contents):
        yield None, constant[3:-2], None


def _in_block(token: Token) -> str:
    if token.token_type == TokenType.VAR:
        return f"%({token.contents})s"
    return (
        token.contents.replace("%", "%%") if token.token_type == TokenType.TEXT else ""
    )


def _trimmed(pieces: list[str]) -> str:
    return " ".join(
        line.strip() for line in "".join(pieces).split("\n") if line.strip()
    )


def _new(code: str) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=88)
    plural = "n > 1" if code == "fr" else "n != 1"
    catalogue.metadata = {
        "Language": code,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": f"nplurals=2; plural=({plural});",
    }
    return catalogue


def _bring_up_to_date(catalogue: polib.POFile, found: dict[Text, list[str]]) -> None:
    """Add new texts, drop those that nothing uses, keep every translation."""
    have = _by_text(catalogue)
    catalogue.clear()
    for text in sorted(
        found, key=lambda each: (each[1].lower(), each[1], each[0] or "")
    ):
        context, words, plural = text
        entry = have.get(text) or polib.POEntry(
            msgctxt=context,
            msgid=words,
            msgid_plural=plural or "",
            msgstr_plural={0: "", 1: ""} if plural else {},
        )
        entry.occurrences = [(place, "") for place in found[text]]
        if "%(" in words and "python-format" not in entry.flags:
            entry.flags.append("python-format")
        catalogue.append(entry)


def _by_text(catalogue: polib.POFile) -> dict[Text, polib.POEntry]:
    return {(e.msgctxt, e.msgid, e.msgid_plural or None): e for e in catalogue}


def _untranslated(
    catalogue: polib.POFile, found: dict[Text, list[str]]
) -> Iterator[str]:
    """Texts without a translation, marked fuzzy, or with other placeholders."""
    have = _by_text(catalogue)
    for text, places in found.items():
        entry = have.get(text)
        if entry is None or not entry.translated():
            yield f"{text[1]!r} ({places[0]})"
            continue
        forms = list(entry.msgstr_plural.values()) or [entry.msgstr]
        if any(
            _placeholders(form) - _placeholders(text[1] + (text[2] or ""))
            for form in forms
        ):
            yield f"{text[1]!r} has other placeholders"
        elif not text[2] and _placeholders(entry.msgstr) != _placeholders(text[1]):
            yield f"{text[1]!r} lacks a placeholder"


def _placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]", text))
