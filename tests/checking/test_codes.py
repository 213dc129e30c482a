"""One planted fault for each code of a page's checks, and only that one."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.checking import check_page
from articles.composing import compose
from articles.drafting import save_structure, save_text
from articles.models import Article, Explanation
from tests import builders

pytestmark = pytest.mark.django_db
CITED = "[@consensus]"


def found(record, language="fr"):
    """`(code, where, blocks)` of each problem."""
    page = compose(builders.fresh(record), language)
    assert page
    return [(each.code, each.where, each.blocks) for each in check_page(page)]


def with_body(body, language="fr", **structure):
    return found(
        builders.article(bodies={"steps": body + CITED}, **structure), language
    )


def with_head(**head):
    record = builders.article(bodies={"steps": CITED})
    text = builders.article_text("first-aid", "fr", {"steps": CITED}, **head)
    save_text(record, language="fr", text=text, by=None)
    return found(record)


def with_translation(original, translation):
    record = builders.article(bodies={"steps": original + CITED})
    text = builders.article_text("first-aid", "nb", {"steps": translation + CITED})
    save_text(record, language="nb", text=text, by=None)
    return record


def test_page_without_a_fault_has_no_problem():
    assert with_head() == []


@pytest.mark.parametrize("name", ["title", "slug", "lead"])
def test_article_head_missing(name):
    assert with_head(**{name: ""}) == [(f"article.{name}-missing", name, True)]


def test_article_lead_long():
    assert with_head(lead=" ".join(["mot"] * 30)) == []


def test_article_lead_long_by_one_word():
    lead = " ".join(["mot"] * 31)
    assert with_head(lead=lead) == [("article.lead-long", "lead", False)]


def test_article_review_far():
    day = timezone.localdate() + datetime.timedelta(days=731)
    assert with_body("", review_by=day.isoformat()) == []


def test_article_review_far_by_one_day():
    day = timezone.localdate() + datetime.timedelta(days=732)
    far = [("article.review-far", "review_by", True)]
    assert with_body("", review_by=day.isoformat()) == far


def test_article_no_sections():
    record = builders.article()
    save_structure(record, structure={**record.structure(), "sections": []}, by=None)
    assert found(record) == [("article.no-sections", "", True)]


@pytest.mark.parametrize(("heading", "body"), [("", CITED), ("Titre", "")])
def test_section_missing(heading, body):
    record = builders.article(bodies={"steps": CITED})
    text = record.text("fr")
    assert text
    text["sections"] = [["steps", heading, body]]
    save_text(record, language="fr", text=text, by=None)
    assert found(record) == [("section.missing", "steps", True)]


@pytest.mark.parametrize(
    "body",
    [
        "Tirez.[@consensus] Voici :",
        "Voici :  \n\n### Suite\n\nTirez.[@consensus]",
        ":::note Titre\n\nVoici :[@consensus] ou :\n\n:::",
    ],
)
def test_section_nothing_follows(body):
    record = builders.article(bodies={"steps": body})
    assert found(record) == [("section.nothing-follows", "steps", True)]


def test_section_nothing_follows_lets_a_list_follow():
    body = "Voici :\n\n- Tirez.[@consensus]\n\n:::note Titre\n\nSuite.\n\n:::"
    assert found(builders.article(bodies={"steps": body})) == []


def test_section_unknown():
    assert with_body("[x](article:first-aid#steps) [y](article:first-aid#nope)") == [
        ("section.unknown", "steps", True)
    ]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("[x](article:nope)", "article.unknown"),
        ("[x](term:nope)", "term.unknown"),
        ("Tirez.[@nope]", "source.unknown"),
        ("![](figure:nope)\n\n", "figure.unknown"),
    ],
)
def test_key_unknown_in_a_body_is_found_with_its_line(body, code):
    assert with_body(f"Tirez.\n\n{body}") == [(code, "steps, line 3", True)]


def test_care_card_and_related_article_unknown():
    assert with_body("", care_cards=["nope"], related=["nope"]) == [
        ("article.unknown", "", True),
        ("care-card.unknown", "", True),
    ]


def test_care_card_heading_missing():
    card = builders.care_card()
    text = {"heading": "", "note": "", "items": [["swelling", "gonflée"]]}
    save_text(card, language="fr", text=text, by=None)
    missing = [("care-card.heading-missing", "care-card:dvt", True)]
    assert with_body("", care_cards=["dvt"]) == missing


@pytest.mark.parametrize("signs", [("swelling", "pain"), ()])
def test_care_card_sign_missing(signs):
    card = builders.care_card(signs=signs)
    text = {"heading": "dvt", "note": "", "items": [["swelling", "gonflée"]]}
    save_text(card, language="fr", text=text, by=None)
    missing = [("care-card.sign-missing", "care-card:dvt", True)]
    assert with_body("", care_cards=["dvt"]) == missing


def test_figure_alt_missing():
    figure = builders.figure()
    text = {"alt": "", "caption": "", "labels": "heel: talon"}
    save_text(figure, language="fr", text=text, by=None)
    missing = [("figure.alt-missing", "figure:wall-stretch", True)]
    assert with_body("![](figure:wall-stretch)\n\n") == missing


def test_source_unidentified():
    builders.source("odd", url="", doi="", container="")
    assert with_body("Tirez.[@odd]") == [("source.unidentified", "source:odd", True)]


def test_source_unidentified_of_a_care_card():
    builders.source("odd", url="", doi="", container="")
    card = builders.care_card()
    save_structure(card, structure={**card.structure(), "sources": ["odd"]}, by=None)
    wrong = [("source.unidentified", "source:odd", True)]
    assert with_body("", care_cards=["dvt"]) == wrong


def test_problem_of_the_renderer_is_passed_on_with_its_section_and_line():
    body = "Tirez.\n\n<b>fort</b>"
    assert with_body(body) == [("markdown.html", "steps, line 3", True)]


@pytest.mark.parametrize(
    ("original", "translation", "differ"),
    [
        ("30 secondes", "30 sekunder", False),
        ("30 secondes", "20 sekunder", True),
        ("30 secondes", "sekunder", True),
        ("1,5 litre", "1.5 liter", False),
        ("1 000 pas", "1000 skritt", False),
        ("10\u00a0000 pas", "10000 skritt", False),
        ("30 à 60", "60 til 30", False),
        ("Appelez le {emergency}.", "Ring {emergency}.", False),
        ("Appelez le {emergency}.", "Ring {advice}.", True),
        ("Tirez.[@nhs2023]", "Dra.", False),
        ("[x](article:text-2)", "x", False),
    ],
)
def test_numbers_differ(original, translation, differ):
    builders.source("nhs2023")
    builders.article("text-2")
    record = with_translation(original, translation)
    expected = [("numbers.differ", "steps", True)] if differ else []
    assert found(record, "nb") == expected
    assert found(record, "fr") == []


def test_numbers_differ_is_silent_once_explained_until_a_text_changes():
    from articles.checking.numbers import pair_digest

    record = with_translation("12 à 15", "12")
    Explanation.objects.create(
        subject=record.subject, language="nb", section="steps", reason="A range.",
        pair=pair_digest("12 à 15" + CITED, "12" + CITED), by=builders.person(),
    )  # fmt: skip
    assert found(record, "nb") == []
    text = builders.article_text("first-aid", "nb", {"steps": "13" + CITED})
    save_text(record, language="nb", text=text, by=None)
    assert found(record, "nb") == [("numbers.differ", "steps", True)]


def test_items_differ():
    record = with_translation("- un\n- deux\n\n", "- en\n\n")
    assert found(record, "nb") == [("items.differ", "steps", False)]


def test_words_forbidden():
    builders.term("twitch", avoid="fascicule")
    assert with_body("Un fascicule.") == [("words.forbidden", "steps", True)]


@pytest.mark.parametrize("count", [1, 3])
def test_checking_a_page_costs_the_same_with_more_of_everything(count):
    keys = [f"key-{number}" for number in range(count)]
    body = ""
    for key in keys:
        builders.care_card(key)
        builders.figure(key)
        builders.source(key)
        builders.term(key)
        body += f"[x](term:{key}) [y](article:first-aid#steps).[@{key}]\n\n![](figure:{key})\n\n"
    bodies = {f"part-{number}": body for number in range(count)}
    builders.article(bodies={"steps": body, **bodies}, care_cards=keys)
    record = Article.objects.get()
    with CaptureQueriesContext(connection) as composing:
        page = compose(record, "nb")
    with CaptureQueriesContext(connection) as checking:
        assert page
        assert check_page(page) == []
    assert (len(composing), len(checking)) == (9, 6)


@pytest.mark.parametrize("count", [1, 3])
def test_checks_of_a_translation_cost_the_same_whatever_differs(count):
    bodies = {f"part-{number}": "10" for number in range(count)}
    record = builders.article(bodies=bodies)
    texts = dict.fromkeys(bodies, "11")
    save_text(
        record, language="nb", text=builders.article_text("first-aid", "nb", texts),
        by=None,
    )  # fmt: skip
    page = compose(Article.objects.get(), "nb")
    assert page
    with CaptureQueriesContext(connection) as queries:
        codes = [each.code for each in check_page(page)]
    assert codes.count("numbers.differ") == count
    assert len(queries) == 3


@pytest.mark.parametrize(
    "body",
    ["a:" + " " * 90_000 + "x", "](" * 45_000, "[@" * 45_000, "masser " * 12_000],
)
def test_hostile_body_is_checked_in_moments(body):
    import time

    record = builders.article(bodies={"steps": "x"})
    text = builders.article_text("first-aid", "nb", {"steps": body})
    save_text(record, language="nb", text=text, by=None)
    page = compose(builders.fresh(record), "nb")
    assert page
    start = time.perf_counter()
    check_page(page)
    assert time.perf_counter() - start < 5
