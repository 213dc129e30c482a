"""The forms of what is the same in all languages: the structure of each kind."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_lazy as _

from articles.admin.forms import RecordForm
from articles.admin.lists import KeysField, LinesField, RowsField, TickedField
from articles.admin.named import label_of
from articles.admin.place import title_of
from articles.languages import known
from articles.models import (
    Article,
    Aspect,
    CareCard,
    Country,
    DeskRecord,
    Figure,
    Level,
    Source,
    Term,
    Topic,
)
from articles.models.record import KEY, Content, language_codes
from articles.models.source import CONSENSUS
from articles.views.site import site_name

REVIEW_AFTER = datetime.timedelta(days=365)
FIRST_SECTION = ["short-answer", Aspect.OVERVIEW.value]

Choices = list[tuple[str, str]]


class DayInput(forms.DateInput):
    """The browser's own calendar, where it has one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=DayInput(), input_formats=["%Y-%m-%d"], **kwargs)


def topics() -> Choices:
    return [(topic.key, title_of(topic)) for topic in Topic.objects.all()]


def languages() -> Choices:
    return [(code, known(code).name) for code in language_codes()]


def care_cards() -> Choices:
    """The most dangerous first."""
    place = {level: number for number, level in enumerate(Level.values)}
    cards = sorted(CareCard.objects.all(), key=lambda card: place[card.level])
    return [
        (card.key, f"{title_of(card)} ({card.get_level_display()})") for card in cards
    ]


class StructureForm(RecordForm):
    """The structure of a record; each kind of record has its own fields."""

    def __init__(self, record: DeskRecord, **kwargs: Any) -> None:
        super().__init__(record, "", **kwargs)
        self.before = record.structure() if record.pk else {}
        for name, field in self.fields.items():
            if name in record.structure_fields and field.label is None:
                field.label = label_of(record, name)
        self.initial = {**self.before, **self.initial}

    def body(self) -> list[forms.BoundField]:
        """The fields of the structure, without token and reason."""
        return [each for each in self if each.name not in ("token", "note")]

    def rows(self) -> list[tuple[str, str]]:
        """Key and aspect of each section; a sign has no aspect."""
        field = next(each for each in self if isinstance(each.field, RowsField))
        return [
            (row, "") if isinstance(row, str) else (row[0], row[1])
            for row in field.value() or []
        ]

    def content(self) -> Content:
        return {each.name: self._value(each.name) for each in self.body()}

    def typed(self) -> Content:
        return self.content() if self.is_valid() else self.before

    def _value(self, name: str) -> Any:
        value, field = self.cleaned_data[name], self.fields[name]
        if isinstance(field, forms.DateField):
            return value.isoformat() if value else ""
        if isinstance(field, TickedField):
            return field.in_order(value, self.before.get(name, []))
        return value


class ArticleStructure(StructureForm):
    topic = forms.ChoiceField(label=_("Topic"), choices=topics)
    position = forms.IntegerField(min_value=0)
    source_language = forms.ChoiceField(
        choices=languages, help_text=_("The language it is written in first.")
    )
    byline = forms.CharField(
        max_length=120, help_text=_("The organisation, never an invented person.")
    )
    sections = RowsField(label=_("Sections"), aspects=True)
    care_cards = TickedField(choices=care_cards, required=False)
    related = KeysField(
        Article, help_text=_("Keys of articles, one to a line, the nearest first.")
    )
    codes = LinesField(help_text=_("One to a line, such as ICD-10:R25.2."))
    review_by = day_field(label=_("Review by"))
    act_now = forms.BooleanField(required=False)
    care_first = forms.BooleanField(required=False)


class CareCardStructure(StructureForm):
    level = forms.ChoiceField(choices=Level.choices)
    items = RowsField(label=_("Signs"), aspects=False)
    sources = KeysField(
        Source, CONSENSUS, help_text=_("Keys of sources, one to a line.")
    )


class FigureStructure(StructureForm):
    svg = forms.CharField(
        label=_("Drawing (SVG)"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_("Words stand in it as {label}, never as text."),
    )

    def clean_svg(self) -> str:
        return str(self.cleaned_data["svg"]).replace("\r\n", "\n")


class SourceStructure(StructureForm):
    authors = forms.CharField(max_length=400)
    title = forms.CharField(max_length=400)
    container = forms.CharField(max_length=400, required=False)
    year = forms.IntegerField(min_value=1800, max_value=2100, required=False)
    doi = forms.CharField(max_length=200, required=False)
    url = forms.URLField(max_length=400, required=False, assume_scheme="https")
    language = forms.CharField(max_length=10, help_text=_("Such as en or fr."))
    checked_on = day_field(
        required=False,
        help_text=_("The day somebody opened it. Empty if nobody has."),
    )


class CountryStructure(StructureForm):
    position = forms.IntegerField(min_value=0)
    emergency = LinesField(
        required=True, help_text=_("One to a line, the one for medical help first.")
    )
    advice = forms.CharField(max_length=40, required=False)
    text_number = forms.CharField(max_length=40, required=False)
    poison = forms.CharField(max_length=40, required=False)
    checked_on = day_field(
        required=False,
        help_text=_("The day somebody asked the authority. Empty if nobody has."),
    )


class TopicStructure(StructureForm):
    position = forms.IntegerField(min_value=0)
    start = forms.CharField(
        max_length=80, required=False, help_text=_("The key of an article.")
    )


FORMS: dict[type[DeskRecord], type[StructureForm]] = {
    Article: ArticleStructure,
    CareCard: CareCardStructure,
    Figure: FigureStructure,
    Source: SourceStructure,
    Country: CountryStructure,
    Topic: TopicStructure,
}


class NewRecord(forms.Form):
    """What a record needs to exist: its key, which never changes."""

    key = forms.CharField(
        label=_("Key"),
        max_length=80,
        help_text=_(
            "A short name in English, such as night-cramps. It stands in links and "
            "never changes."
        ),
    )

    def __init__(self, model: type[DeskRecord], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.model = model

    def clean_key(self) -> str:
        key = slugify(self.cleaned_data["key"]) if self.model is not Source else (
            self.cleaned_data["key"].strip().lower()
        )  # fmt: skip
        KEY(key)
        if self.model._default_manager.filter(key=key).exists():
            raise forms.ValidationError(gettext("This key is taken."))
        return str(key)


class NewArticle(NewRecord):
    """A new article: what it is called, where it stands, which language is first."""

    title = forms.CharField(label=_("Title"), max_length=120)
    source_language = forms.ChoiceField(
        label=_("Source language"),
        choices=languages,
        help_text=_("The language it is written in first."),
    )
    topic = forms.ChoiceField(label=_("Topic"), choices=topics)

    field_order = ("title", "source_language", "topic", "key")

    def structure(self) -> Content:
        """Where an article starts: last of its topic, with one section."""
        chosen = self.cleaned_data
        last = Article.objects.filter(topic__key=chosen["topic"]).order_by("position")
        newest = last.values_list("position", flat=True).last()
        return {
            "topic": chosen["topic"],
            "position": 1 + newest if newest is not None else 0,
            "source_language": chosen["source_language"],
            "byline": site_name(),
            "act_now": False,
            "care_first": False,
            "care_cards": [],
            "related": [],
            "codes": [],
            "review_by": (timezone.localdate() + REVIEW_AFTER).isoformat(),
            "sections": [FIRST_SECTION],
        }


def structure_form(record: DeskRecord, **kwargs: Any) -> StructureForm | None:
    """The form of a record's structure; a term has none."""
    form = FORMS.get(type(record))
    return form(record, **kwargs) if form else None


TEXTLESS = (Source,)
"""Kinds that say the same in every language."""

STRUCTURELESS = (Term,)
"""Kinds whose structure is their key alone."""
