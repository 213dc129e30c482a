"""An article's tabs: what they show, what they save, and who may."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from articles.admin.tabs import state_words
from articles.models import Article, DraftSave
from articles.reviewing import Live, State, Text
from tests import builders
from tests.desk.forms import (
    address,
    author,
    client_of,
    newest,
    queries,
    said,
    structure_form,
    text_form,
)

pytestmark = pytest.mark.django_db


def test_a_new_article_starts_with_its_title_in_its_first_language():
    builders.topic("causes")
    ola = author()
    answer = ola.post(
        "/desk/articles/article/add/",
        {"title": "Krampe om natten", "source_language": "nb", "topic": "causes",
         "key": "Night cramps"},
    )  # fmt: skip
    article = Article.objects.get(key="night-cramps")
    assert answer.status_code == 302
    assert answer["Location"] == address(article, "nb")
    assert said(article, "nb")["title"] == "Krampe om natten"
    assert article.text("fr") is None
    assert article.structure()["sections"] == [["short-answer", "overview"]]
    assert ola.get(answer["Location"]).status_code == 200


def test_a_key_that_is_taken_is_said_and_nothing_is_made():
    builders.article("first-aid")
    answer = author().post(
        "/desk/articles/article/add/",
        {"title": "T", "source_language": "fr", "topic": "understanding",
         "key": "first-aid"},
    )  # fmt: skip
    assert answer.status_code == 200
    assert answer.context["form"].errors["key"]
    assert Article.objects.count() == 1


def test_the_tabs_say_where_each_language_stands():
    article = builders.article(languages=("fr", "nb"))
    builders.edition(article, "fr")
    answer = author().get(address(article, "fr"), headers={"Accept-Language": "es"})
    tabs = {tab.language: tab.look for tab in answer.context["tabs"]}
    assert tabs == {"": "none", "fr": "good", "nb": "work", "es": "none"}


def test_an_outdated_translation_says_so_from_the_first_day():
    article = builders.article(languages=("fr", "nb"))
    builders.edition(article, "fr")
    builders.edition(article, "nb")
    builders.edition(article, "fr", meaning_changed=True, what_changed="New dose.")
    answer = author().get(address(article, "nb"))
    tab = next(tab for tab in answer.context["tabs"] if tab.language == "nb")
    assert (tab.look, tab.words) == ("warn", "dépassé")


def test_an_outdated_translation_says_since_how_many_days():
    state = State(Text.DRAFT, Live.LIVE, outdated=True)
    with translation.override("fr"):
        words = [state_words(state, days) for days in (1, 3)]
    assert words == [
        ("dépassé depuis 1 jour", "warn"),
        ("dépassé depuis 3 jours", "warn"),
    ]


def test_a_language_saves_its_own_columns_and_no_others():
    article = builders.article(bodies={"steps": "Tirez.", "after": "Marchez."})
    before = builders.fresh(article)
    ola = author()
    form = text_form(article, "fr", body__steps="Poussez.\r\n\r\nEncore.", note="Clear")
    answer = ola.post(address(article, "fr"), {**form, "at": "body-steps"})
    assert answer["Location"] == f"{address(article, 'fr')}#id_body-steps"
    now = builders.fresh(article)
    assert said(now, "fr")["sections"][0] == [
        "steps",
        "steps fr",
        "Poussez.\n\nEncore.",
    ]
    assert now.text("nb") == before.text("nb")
    assert now.text("es") == before.text("es")
    save = newest()
    assert (save.language, str(save.by), save.note) == ("fr", "ola", "Clear")


def test_a_text_with_broken_markdown_is_saved_and_its_line_is_said():
    article = builders.article(bodies={"steps": "Tirez."})
    ola = author()
    broken = "Un.\n\n:::do\n- Deux."
    form = text_form(article, "fr", body__steps=broken)
    page = ola.post(address(article, "fr"), form, follow=True)
    assert said(article, "fr")["sections"][0][2] == broken
    assert list(page.context["problems"]) == ["body-steps"]
    assert "3" in page.context["problems"]["body-steps"][0]


def test_an_empty_address_is_made_from_the_title():
    article = builders.article()
    form = text_form(article, "nb", title="Åreknuter på føtter", slug="")
    author().post(address(article, "nb"), form)
    assert said(article, "nb")["slug"] == "areknuter-pa-fotter"


def test_an_address_that_is_taken_is_refused_and_the_text_kept():
    other = builders.article("other")
    article = builders.article("first-aid")
    ola = author()
    form = text_form(article, "fr", slug=said(other, "fr")["slug"], lead="Neuf.")
    page = ola.post(address(article, "fr"), form)
    assert [field.name for field, _words in page.context["errors"]] == ["slug"]
    assert said(article, "fr")["lead"] == "Lead of first-aid in fr."
    assert b"Neuf." in page.content
    kept = ola.get(address(article, "fr")).context["kept"]
    assert [row.content["lead"] for row in kept] == [["Neuf."]]


def test_a_title_that_is_too_long_is_kept_though_not_saved():
    article = builders.article()
    ola = author()
    ola.post(address(article, "fr"), text_form(article, "fr", title="T" * 300))
    (row,) = ola.get(address(article, "fr")).context["kept"]
    assert row.content["title"] == ["T" * 300]


def test_a_section_is_moved_with_a_button_and_saved():
    article = builders.article(bodies={"one": "1", "two": "2"})
    ola = author()
    moved = ola.post(
        address(article, "structure"), structure_form(article, move="up:two")
    )
    assert moved.context["form"].rows() == [("two", "overview"), ("one", "overview")]
    assert [key for key, _ in builders.fresh(article).structure()["sections"]] == [
        "one",
        "two",
    ]
    form = structure_form(article, sections__key=["two", "one"])
    assert ola.post(address(article, "structure"), form).status_code == 302
    assert [key for key, _ in builders.fresh(article).structure()["sections"]] == [
        "two",
        "one",
    ]


def test_a_section_is_added_under_a_key_made_of_its_name():
    article = builders.article(bodies={"one": "1"})
    form = structure_form(
        article, sections__new="What helps", **{"sections-new-aspect": "self-care"}
    )
    author().post(address(article, "structure"), form)
    assert builders.fresh(article).structure()["sections"] == [
        ["one", "overview"],
        ["what-helps", "self-care"],
    ]


def test_a_live_section_is_removed_after_a_page_says_who_reads_it():
    article = builders.article(bodies={"one": "1", "two": "2"})
    builders.edition(article, "fr")
    ola = author()
    form = structure_form(article, **{"sections-remove": ["two"]})
    asked = ola.post(address(article, "structure"), form)
    (loss,) = asked.context["losses"]
    assert (loss.key, loss.live) == ("two", ["Français"])
    assert loss.written == ["Français", "Norsk", "Español"]
    assert len(builders.fresh(article).structure()["sections"]) == 2
    ola.post(address(article, "structure"), {**form, "confirmed": "1"})
    assert builders.fresh(article).structure()["sections"] == [["one", "overview"]]


def test_a_save_of_the_structure_that_changes_nothing_makes_no_save():
    builders.care_card("dvt")
    article = builders.article(care_cards=["dvt"], codes=["ICD-10:R25.2"])
    count = DraftSave.objects.count()
    author().post(address(article, "structure"), structure_form(article))
    assert DraftSave.objects.count() == count


def test_an_unknown_related_article_is_refused():
    article = builders.article()
    form = structure_form(article, related="nowhere")
    page = author().post(address(article, "structure"), form)
    assert [field.name for field, _words in page.context["errors"]] == ["related"]


@pytest.mark.parametrize(
    ("role", "part", "status"),
    [
        ("Author", "fr", 302), ("Author", "structure", 302),
        ("Translator (nb)", "nb", 302), ("Translator (nb)", "fr", 403),
        ("Translator (nb)", "structure", 403), ("Clinical reviewer", "fr", 403),
        ("Publisher", "nb", 403), ("Administrator", "fr", 403),
    ],
)  # fmt: skip
def test_only_who_may_write_a_tab_saves_it(role, part, status):
    article = builders.article()
    client = client_of(builders.person("kari", role))
    if part == "structure":
        form = structure_form(article, byline="Somebody")
    else:
        form = text_form(article, part, lead="Other.")
    assert client.get(address(article, part)).status_code == 200
    assert client.post(address(article, part), form).status_code == status
    saved = DraftSave.objects.filter(by__username="kari").exists()
    assert saved is (status == 302)


def test_who_may_only_read_gets_no_buttons_and_is_told_who_writes():
    article = builders.article()
    client = client_of(builders.person("kari", "Publisher"))
    page = client.get(address(article, "fr"))
    assert b'id="desk-save"' not in page.content
    assert page.context["who_writes"] in page.content.decode()


@pytest.mark.parametrize(
    "view", ["part", "history", "compare", "preview", "autosave", "restore"]
)
def test_nobody_without_a_role_gets_through_a_door(view):
    article = builders.article()
    client = client_of(builders.person("kari"))
    method = client.post if view in ("autosave", "restore") else client.get
    assert method(address(article, "fr", view)).status_code == 403


def test_a_stranger_is_led_to_sign_in(client):
    article = builders.article()
    answer = client.get(address(article, "fr"))
    assert answer.status_code == 302
    assert "/login/" in answer["Location"]


@pytest.mark.parametrize("part", ["fr", "structure", "fr/history", "fr/preview"])
def test_a_page_costs_the_same_with_thirty_sections(part):
    ola = author()
    small = builders.article("small", bodies={"s-1": "Un."})
    middle = builders.article("middle", bodies={f"s-{n}": "Un." for n in range(3)})
    large = builders.article("large", bodies={f"s-{n}": "Un." for n in range(30)})
    language, _slash, view = part.partition("/")
    counts = [
        queries(ola, address(article, language, view or "part"))
        for article in (small, middle, large)
    ]
    assert counts[0] == counts[1] == counts[2]


@pytest.mark.parametrize("part", ["fr", "structure"])
def test_a_save_costs_the_same_with_thirty_sections(part):
    ola = author()
    counts = []
    for number in (1, 3, 30):
        bodies = {f"s-{n}": "Un." for n in range(number)}
        article = builders.article(f"with-{number}", bodies=bodies)
        form = (
            text_form(article, "fr", lead="Other.")
            if part == "fr"
            else structure_form(article, byline="Other")
        )
        with CaptureQueriesContext(connection) as seen:
            assert ola.post(address(article, part), form).status_code == 302
        counts.append(len(seen))
    assert counts[0] == counts[1] == counts[2]


def test_the_list_costs_the_same_with_one_and_with_three_articles():
    ola = author()
    builders.article("one")
    first = queries(ola, "/desk/articles/article/")
    builders.article("two")
    builders.article("three")
    assert queries(ola, "/desk/articles/article/") == first


def test_the_list_finds_a_title_in_any_case_and_one_topic():
    ola = author()
    builders.article("one")
    two = builders.article("two", topic="prevention")
    form = text_form(two, "nb", title="Åreknuter")
    ola.post(address(two, "nb"), form)
    found = ola.get("/desk/articles/article/", {"q": "åreknuter"})
    assert [row["record"].key for row in found.context["rows"]] == ["two"]
    shelf = ola.get("/desk/articles/article/", {"topic": "understanding"})
    assert [row["record"].key for row in shelf.context["rows"]] == ["one"]
