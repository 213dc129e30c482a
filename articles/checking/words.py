"""Words that are never written: the glossary's forms to avoid."""

import re
import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.checking.texts import texts_of
from articles.composing import Page
from articles.models import Term
from articles.problems import Problem


def check_words(page: Page) -> Iterator[Problem]:
    """A problem for each forbidden form that stands in the text of a page."""
    texts = [
        (where, unicodedata.normalize("NFC", text)) for where, text in texts_of(page)
    ]
    for avoided, plain in forms_to_avoid(page.language):
        words = r"\s+".join(map(re.escape, avoided.split()))
        pattern = re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)
        for where, text in texts:
            if pattern.search(text):
                yield Problem(
                    "words.forbidden",
                    "error",
                    _("“%(avoided)s” is not written here; write “%(plain)s”.")
                    % {"avoided": avoided, "plain": plain},
                    where,
                )


def forms_to_avoid(language: str) -> list[tuple[str, str]]:
    """Each forbidden form of a language with the everyday word to write."""
    rows = Term.objects.exclude(**{f"avoid_{language}": ""}).values_list(
        f"avoid_{language}", f"plain_{language}"
    )
    return [
        (form.strip(), plain)
        for avoid, plain in rows
        for form in (avoid or "").splitlines()
        if form.strip()
    ]
