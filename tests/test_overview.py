import datetime

import pytest
from django.utils import timezone

from articles import overview, roles
from articles.drafting import save_text
from articles.models import Article
from articles.publishing import publish
from articles.reviewing import ask_for_review, refuse
from articles.source_links import check_sources
from tests import builders

pytestmark = pytest.mark.django_db
ALL = ("fr", "nb", "es")


def found(listed):
    return [(row.subject, row.language) for row in listed.rows]


def edit(record, language, **more):
    text = {**builders.text_of(record, language), **more}
    save_text(record, language=language, text=text, by=more.pop("by", None))


def test_danger_differs_names_the_sign_a_language_lacks():
    builders.care_card(languages=("fr", "nb"))
    listed = overview.danger_differs(ALL)
    assert found(listed) == [("care-card:dvt", "es")]
    assert listed.rows[0].detail == "swelling"


def test_danger_differs_names_a_country_without_a_number():
    country = builders.country()
    type(country).objects.update(emergency=[])
    assert found(overview.danger_differs(ALL)) == [("country:fr", "")]


def test_cards_to_renew_are_live_pages_with_an_older_card():
    card = builders.care_card()
    article = builders.article(care_cards=["dvt"])
    for language in ALL:
        builders.edition(article, language)
    assert overview.cards_to_renew().total == 0
    edit(card, "nb", note="Ikke masser.")
    assert found(overview.cards_to_renew()) == [("article:first-aid", "nb")]


def test_waiting_for_review_until_it_is_answered_or_changed():
    writer, reviewer = builders.person("ola"), builders.person("kari", roles.REVIEWER)
    article = builders.article(by=writer)
    ask_for_review(record=article, language="nb", by=writer)
    ask_for_review(record=article, language="fr", by=writer)
    ask_for_review(record=article, language="es", by=writer)
    assert found(overview.waiting_for_review(ALL)) == [
        ("article:first-aid", "nb"),
        ("article:first-aid", "fr"),
        ("article:first-aid", "es"),
    ]
    refuse(record=article, language="fr", by=reviewer, reason="Too long.")
    edit(article, "es", lead="Otra.")
    assert found(overview.waiting_for_review(ALL)) == [("article:first-aid", "nb")]
    builders.signed(article, "nb", by=reviewer)
    assert overview.waiting_for_review(ALL).total == 0


def test_waiting_for_review_shows_the_languages_asked_for():
    writer = builders.person("ola")
    ask_for_review(record=builders.article(), language="nb", by=writer)
    assert overview.waiting_for_review(("fr",)).total == 0


def test_outdated_pages_with_a_care_card_come_first():
    builders.care_card()
    plain = builders.article("plain")
    danger = builders.article("danger", care_cards=["dvt"])
    for article in (plain, danger):
        builders.edition(article, "fr")
        builders.edition(article, "nb")
    for article in (plain, danger):
        edit(article, "fr", lead="Autre.")
        publish(
            article=article, language="fr", by=None, meaning_changed=True,
            what_changed="x", unsigned_reason="x",
        )  # fmt: skip
    assert found(overview.outdated(ALL)) == [
        ("article:danger", "nb"),
        ("article:plain", "nb"),
    ]


def test_my_drafts_are_mine_newest_and_not_live():
    me, other = builders.person("ola"), builders.person("kari")
    article = builders.article(by=me)
    builders.edition(article, "fr")
    edit_by_other = {**builders.text_of(article, "nb"), "lead": "Annen."}
    save_text(article, language="nb", text=edit_by_other, by=other)
    assert found(overview.my_drafts(me)) == [("article:first-aid", "es")]


def test_reviews_due_are_those_of_the_next_60_days():
    today = timezone.localdate()
    near = (today + datetime.timedelta(days=60)).isoformat()
    far = (today + datetime.timedelta(days=61)).isoformat()
    builders.edition(builders.article("near", review_by=near), "fr")
    builders.edition(builders.article("far", review_by=far), "fr")
    assert found(overview.reviews_due(ALL)) == [("article:near", "fr")]


def test_broken_sources_are_shown_with_their_answer():
    builders.source()
    for _ in range(2):
        list(check_sources(lambda address: (False, "404"), pause=0))
    assert [row.detail for row in overview.broken_sources().rows] == ["404"]


def test_list_shows_its_first_rows_and_counts_all():
    builders.care_card(languages=(), signs=tuple(f"sign-{n}" for n in range(7)))
    listed = overview.danger_differs(("fr",))
    assert (len(listed.rows), listed.total) == (5, 7)


def test_matrix_has_a_cell_for_each_language():
    builders.edition(builders.article(languages=("fr",)), "fr")
    (row,) = overview.matrix().rows
    assert [(code, str(s.text), str(s.live)) for code, s in row.cells] == [
        ("fr", "draft", "live"),
        ("nb", "missing", "not published"),
        ("es", "missing", "not published"),
    ]


def test_matrix_is_filtered_by_topic_language_and_state():
    builders.article("one")
    builders.article("two", topic="causes", languages=("fr",))
    keys = [row.article.key for row in overview.matrix(topic="causes").rows]
    assert keys == ["two"]
    found = overview.matrix(state="missing", language="nb")
    assert [row.article.key for row in found.rows] == ["two"]
    assert found.languages == ["nb"]


def test_matrix_pages_by_fifty(monkeypatch):
    monkeypatch.setattr(overview, "PAGE", 2)
    for key in ("a", "b", "c"):
        builders.article(key)
    second = overview.matrix(page=2)
    assert ([row.article.key for row in second.rows], second.pages) == (["c"], 2)


@pytest.mark.parametrize("keys", [("a",), ("a", "b", "c")])
def test_lists_cost_the_same_with_one_and_three(keys, django_assert_num_queries):
    writer = builders.person("ola")
    for key in keys:
        article = builders.article(key, by=writer)
        builders.edition(article, "fr")
        ask_for_review(record=article, language="nb", by=writer)
    with django_assert_num_queries(7):
        overview.matrix()
    with django_assert_num_queries(2):
        overview.waiting_for_review(ALL)
    with django_assert_num_queries(2):
        overview.my_drafts(writer)
    with django_assert_num_queries(2):
        overview.outdated(ALL)
    assert Article.objects.count() == len(keys)
