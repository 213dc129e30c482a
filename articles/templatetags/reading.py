"""What reading templates need beyond Django's own tags."""

import datetime

from django import template
from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import (
    get_language,
    gettext as _,
    gettext_noop,
    override,
)

from articles import fixed_pages
from articles.languages import known
from articles.rendering import typeset, typeset_text
from articles.telephone import digits_of

register = template.Library()


@register.filter
def spaced(text: str, language: str) -> str:
    """A sentence of the interface with its language's spaces."""
    return typeset_text(str(text).strip(), language=language)


@register.filter(name="typeset", is_safe=True)
def typeset_page(html: str, language: str) -> str:
    """The HTML of a page's own template with its language's spaces."""
    return typeset(str(html), language=language)


@register.filter
def digits(number: str) -> str:
    return digits_of(number)


@register.filter
def first_sentence(text: str) -> str:
    """The first sentence of a paragraph."""
    head, dot, _rest = text.partition(". ")
    return head + dot.strip()


@register.filter
def day(moment: datetime.date | datetime.datetime) -> str:
    """A date in words of the active language; French says "1er mars"."""
    if isinstance(moment, datetime.datetime):
        moment = timezone.localtime(moment).date()
    text = formats.date_format(moment, "DATE_FORMAT")
    if get_language() == "fr" and text.startswith("1 "):
        text = f"1er{text[1:]}"
    return text.replace(" ", "\u00a0")


@register.simple_tag
def fixed_title(name: str) -> str:
    return typeset_text(fixed_pages.title(name), language=get_language() or "")


_FOREIGN = {
    "en": gettext_noop("in English"),
    "fr": gettext_noop("in French"),
    "nb": gettext_noop("in Norwegian"),
    "es": gettext_noop("in Spanish"),
    "sv": gettext_noop("in Swedish"),
    "de": gettext_noop("in German"),
}


@register.simple_tag
def foreign_language(code: str) -> str:
    """ "in English", for a source in another language than the page's."""
    return _(_FOREIGN[code]) if code in _FOREIGN else code


@register.simple_tag
def read_in(code: str) -> str:
    """ "Read in French", said in French."""
    if code not in dict(settings.LANGUAGES):
        return known(code).name
    with override(code):
        return _("Read in English")
