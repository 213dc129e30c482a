"""What the database itself refuses, whoever writes."""

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.drafting import save_text
from articles.models import (
    Article,
    Autosave,
    CareCard,
    CareItem,
    DraftDigest,
    Edition,
    EditionName,
    EditionUse,
    Explanation,
    OldSlug,
    PlannedPublication,
    Publication,
    PublicationEvent,
    ReaderComment,
    RenderedEdition,
    Section,
    SignOff,
    SiteVersion,
    Topic,
    UnansweredSearch,
    Use,
)
from tests import builders

pytestmark = pytest.mark.django_db

EDITION = {
    "article": "first-aid", "language": "fr", "number": 1, "topic": "understanding",
    "title": "T", "slug": "s", "lead": "L", "content": {}, "parts": {},
    "source_language": "fr", "meaning_changed": False, "what_changed": "First.",
    "review_by": "2027-11-26", "published_at": timezone.now(),
}  # fmt: skip
PLAN = {
    "article": "first-aid", "language": "fr", "digest": "d", "at": timezone.now(),
    "meaning_changed": False, "what_changed": "First.",
}  # fmt: skip
PAGE = {
    "article": "first-aid", "language": "fr", "slug": "s", "topic": "understanding",
    "position": 1, "withdrawn_because": "A mistake.",
}  # fmt: skip
COMMENT = {
    "article": "first-aid", "language": "fr", "edition": 1, "kind": "error",
    "text": "A number is wrong.", "day": "2026-11-26",
}  # fmt: skip
SIGNED = {
    "subject": "article:first-aid", "language": "fr", "digest": "d", "name": "Kari",
    "role": "Nurse",
}  # fmt: skip


def edition(**more):
    return Edition.objects.create(**{**EDITION, **more})


def article(**more):
    topic, _ = Topic.objects.get_or_create(key="understanding")
    return Article.objects.create(
        **{
            "key": "first-aid", "topic": topic, "source_language": "fr",
            "byline": "Calm legs", "review_by": "2027-11-26", **more,
        }
    )  # fmt: skip


def twice(model, **row):
    for _ in range(2):
        model.objects.create(**row)


def plan(**more):
    by = builders.person(f"anne{User.objects.count()}")
    return PlannedPublication.objects.create(**{**PLAN, "by": by, **more})


def two_articles(slug):
    for key in ("one", "two"):
        article(key=key, **slug)


def two_topics(slug):
    for key in ("one", "two"):
        Topic.objects.create(key=key, **slug)


def two_items():
    twice(CareItem, card=CareCard.objects.create(key="dvt", level="emergency"),
          key="pain", position=0)  # fmt: skip


def signed(**more):
    by = builders.person(f"kari{User.objects.count()}")
    return SignOff.objects.create(**{**SIGNED, "by": by, **more})


BROKEN = {
    "article_slug_fr_once": lambda: two_articles({"slug_fr": "s"}),
    "article_slug_nb_once": lambda: two_articles({"slug_nb": "s"}),
    "article_slug_es_once": lambda: two_articles({"slug_es": "s"}),
    "article_source_language": lambda: article(source_language="de"),
    "topic_slug_fr_once": lambda: two_topics({"slug_fr": "s"}),
    "topic_slug_nb_once": lambda: two_topics({"slug_nb": "s"}),
    "topic_slug_es_once": lambda: two_topics({"slug_es": "s"}),
    "section_key_once_in_an_article": lambda: twice(
        Section, article=article(), key="steps", aspect="overview", position=0
    ),
    "section_aspect": lambda: Section.objects.create(
        article=article(), key="steps", aspect="odd", position=0
    ),
    "care_card_level": lambda: CareCard.objects.create(key="dvt", level="odd"),
    "care_item_key_once_in_a_card": two_items,
    "draft_digest_once": lambda: twice(DraftDigest, subject="a", language="fr"),
    "use_once": lambda: twice(Use, user="a", language="fr", used="b"),
    "autosave_rolls_once": lambda: twice(
        Autosave, subject="a", language="fr", by=builders.person(), content={}, token=""
    ),
    "explanation_gives_a_reason": lambda: Explanation.objects.create(
        subject="a",
        language="fr",
        section="s",
        pair="p",
        reason="",
        by=builders.person(),
    ),
    "planned_once_at_a_time": lambda: [plan(), plan()],
    "planned_is_open_or_done": lambda: plan(refused_because="Too late."),
    "edition_number_once": lambda: [edition(), edition()],
    "edition_number_from_one": lambda: edition(number=0),
    "edition_complete": lambda: edition(lead=""),
    "edition_says_what_changed": lambda: edition(what_changed=""),
    "edition_source_has_no_base": lambda: edition(based_on=edition(), number=2),
    "edition_critical_changes_the_meaning": lambda: edition(safety_critical=True),
    "edition_name_once": lambda: twice(
        EditionName,
        edition=edition(),
        language="fr",
        name="a",
        sort="a",
        letter="A",
        is_title=True,
    ),
    "edition_use_once": lambda: twice(EditionUse, edition=edition(), used="a"),
    "rendered_once_per_renderer": lambda: twice(
        RenderedEdition, edition=edition(), renderer=1, sections=[]
    ),
    "publication_one_live_edition": lambda: [
        Publication.objects.create(**{**PAGE, "slug": slug}) for slug in ("s", "t")
    ],
    "publication_slug_once": lambda: [
        Publication.objects.create(**{**PAGE, "article": key}) for key in ("one", "two")
    ],
    "publication_live_or_withdrawn_with_a_reason": lambda: Publication.objects.create(
        **{**PAGE, "withdrawn_because": ""}
    ),
    "old_slug_once": lambda: twice(
        OldSlug, kind="article", language="fr", slug="s", key="first-aid"
    ),
    "old_slug_kind": lambda: OldSlug.objects.create(
        kind="odd", language="fr", slug="s", key="first-aid"
    ),
    "event_kind": lambda: PublicationEvent.objects.create(number=1, kind="odd"),
    "reader_comment_says_something": lambda: ReaderComment.objects.create(
        **{**COMMENT, "text": ""}
    ),
    "reader_comment_kind": lambda: ReaderComment.objects.create(
        **{**COMMENT, "kind": "odd"}
    ),
    "unanswered_search_once_a_day": lambda: twice(
        UnansweredSearch, language="fr", query="q", day="2026-11-26"
    ),
    "site_version_one_row": lambda: SiteVersion.objects.create(pk=2),
    "sign_off_revoked_with_a_reason": lambda: signed(revokes=signed()),
    "sign_off_names_who": lambda: signed(role=""),
}


def test_every_constraint_has_a_test():
    models = apps.get_app_config("articles").get_models()
    names = {each.name for model in models for each in model._meta.constraints}
    assert names == set(BROKEN)


@pytest.mark.parametrize("name", BROKEN)
def test_constraint_refuses(name):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BROKEN[name]()
    text = str(refused.value)
    # SQLite names the columns of a UNIQUE constraint instead of the constraint.
    assert name in text or "UNIQUE constraint failed" in text


def test_slug_missing_in_two_records_is_null_and_never_clashes():
    builders.article("one", languages=("fr",))
    builders.article("two", languages=("fr",))
    builders.topic("other", languages=("fr",))
    slugs = Article.objects.values_list("slug_nb", "slug_es")
    assert list(slugs) == [(None, None), (None, None)]
    assert list(Topic.objects.filter(slug_nb="")) == []


def test_second_slug_on_the_desk_is_a_validation_error():
    builders.article("one")
    other = builders.article("two")
    text = builders.article_text("two", "nb", {"short-answer": "x"}, slug="one-nb")
    with pytest.raises(ValidationError) as refused:
        save_text(other, language="nb", text=text, by=None)
    assert list(refused.value.error_dict) == ["slug_nb"]
