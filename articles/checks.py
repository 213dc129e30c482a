"""System checks: what must be true before the site starts."""

import re
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import FieldDoesNotExist
from modeltranslation.translator import translator

from articles import fixed_pages
from articles.models.record import ADDRESS, language_codes


@register()
def check_language_columns(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """Every translated field has a column for each language of the site."""
    return [
        Error(
            f"{model.__name__} has no column {name}_{code}.",
            hint="Run makemigrations and migrate after adding a language.",
            id="articles.E001",
        )
        for model in translator.get_registered_models(abstract=False)
        for name in translator.get_options_for_model(model).all_fields
        for code in language_codes()
        if not _has_field(model, f"{name}_{code}")
    ]


@register()
def check_fixed_words(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[CheckMessage]:
    """The words of fixed pages are addresses, and no two are alike in a language."""
    problems: list[CheckMessage] = []
    for code in language_codes():
        words = [fixed_pages.word(page, code) for page in fixed_pages.PAGES]
        for word in words:
            if not re.search(ADDRESS.regex, word):
                problems.append(
                    Error(f"{word!r} ({code}) is no address word.", id="articles.E002")
                )
        if len(set(words)) < len(words):
            problems.append(
                Error(
                    f"Two fixed pages have one address in {code}.", id="articles.E003"
                )
            )
    return problems


def _has_field(model: Any, name: str) -> bool:
    try:
        apps.get_model(model._meta.label)._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True
