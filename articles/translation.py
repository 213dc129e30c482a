"""Which columns exist once for each language (django-modeltranslation)."""

from modeltranslation.translator import TranslationOptions, register

from articles.models.article import Article
from articles.models.care import CareCard, CareItem
from articles.models.country import Country
from articles.models.figure import Figure
from articles.models.section import Section
from articles.models.term import Term
from articles.models.topic import Topic


class OfEachText(TranslationOptions):
    """Every text field of a desk record; nothing falls back to another language."""

    fallback_values = None
    fallback_undefined = None


@register(Topic)
class TopicTranslation(OfEachText):
    fields = Topic.text_fields


@register(Article)
class ArticleTranslation(OfEachText):
    fields = Article.text_fields


@register(Section)
class SectionTranslation(OfEachText):
    fields = ("heading", "body")


@register(CareCard)
class CareCardTranslation(OfEachText):
    fields = CareCard.text_fields


@register(CareItem)
class CareItemTranslation(OfEachText):
    fields = ("sign",)


@register(Term)
class TermTranslation(OfEachText):
    fields = Term.text_fields


@register(Figure)
class FigureTranslation(OfEachText):
    fields = Figure.text_fields


@register(Country)
class CountryTranslation(OfEachText):
    fields = Country.text_fields
