"""The shipped library holds together: every text, in every language.

Most of it is read straight from `content/`; what a reader gets is asked of the
library published once for the session.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils.html import escape
from django.utils.translation import gettext, override

from articles.checking import check_page
from articles.composing import compose
from articles.exporting.library import library_files
from articles.importing import Parsed, load, parse_library
from articles.management.commands.readability import words_of
from articles.models import Article, Publication
from articles.models.figure import labels_of
from articles.models.record import language_codes
from articles.readability import score
from articles.rendering import label_keys
from articles.views.site import current_site

CONTENT = Path(settings.BASE_DIR) / "content"
LANGUAGES = ("fr", "nb", "es")

CODES = {
    "ICD-10": (
        "R25.2 R25.3 T67.2 E86 Z73.3 Y57.9 T88.7 E83.4 E87.6 E83.5 E87.1 E61.2 E58 R29.0"
        " M51.1 M54.1 M54.3 G57.5 G57.3 G57.4 G62.9 G83.4 G12.2 I73.9 I70.2 I74.3 I80.2"
        " I26 T79.6 M62.8 O26.8 O14 O15 I83.0 I83.1 I83.2 I83.9 I87.2 I80.0 L97 O22.0"
        " O22.3 O87.1 Z71.3 Z71.8 R56.0 R29.6 G25.8 G25.3 G40"
    ),
    "ICD-10-CM": (
        "R25.2 M62.831 G47.62 R25.3 T67.2- E86.0 Z73.3 T50.905- T88.7 E83.42 E87.6 E83.51"
        " E87.1 E61.2 E58 R29.0 M51.17 M54.17 M54.3- G57.5- G57.3- G57.4- G62.9 G83.4"
        " G12.21 I73.9 I70.21- I74.3 I82.4- I26.- T79.A2- M62.82 O26.89- O14.- O15.-"
        " I83.0- I83.1- I83.2- I83.81- I83.89- I83.9- I83.90 I83.91 I83.92 I83.93 I87.2"
        " I80.0- L97.- O22.0- O22.3- O87.1 Z71.3 Z71.89 R56.00 R56.01 R56.0- Z91.81"
        " G25.81 G25.3 G40.-"
    ),
    "ICPC-2": (
        "N08 A88 P02 A85 T91 T99 L86 N94 N99 K92 K94 K93 L99 W29 W81 K95 S97 W99 A98 N07"
        " N04 N88"
    ),
}
"""The codes of the fact base; an article carries no other."""

TERMS = (
    "ablation abpi achilles als anticoagulant blood-clot calf calf-cramp calf-muscle"
    " cauda-equina claudication compartment compression-stockings contracture cramp"
    " cvi dehydration disc-herniation diuretic duplex dvt electrolytes febrile-seizure"
    " gastrocnemius gp heaviness inject involuntary leg-words lipodermatosclerosis"
    " lower-limb medicine midwife muscle-tear myoclonus nerve-root neuropathy"
    " night-cramp nsaid oedema out-of-hours pad painkiller phlebectomy physiotherapist"
    " preeclampsia pulmonary-embolism quinine reflux restless-legs reticular-veins"
    " rhabdo sciatica sclerotherapy seizure soleus soreness spasm spasticity"
    " spider-veins spine-level stasis statin stretching stripping substance"
    " superficial-phlebitis supplement tonic-clonic twitch valve varicose-veins"
    " venous-ulcer"
)
"""The terms of the fact base's glossary; a library may hold more."""

NEGATIVE = {"fr": r"(?:Ne |N’)", "nb": r"Ikke ", "es": r"No "}
BEFORE_A_NUMBER = {
    "fr": r"\ble ",
    "nb": r"(?:\b[Rr]ing |\beller (?:ring )?)",
    "es": r"\bal ",
}
CITATION = re.compile(r"\[@([^\]]+)\]")
LINK = re.compile(r"\]\(((?:article|term|figure):[^)]+)\)")
SHAPE = re.compile(r"^(?:###|:::\w*|\||- |\d+\. |!\[\])", re.MULTILINE)


@pytest.fixture(scope="module")
def records() -> list[Parsed]:
    parsed, problems = parse_library(CONTENT, LANGUAGES)
    assert problems == []
    return parsed


def of_kind(records: list[Parsed], kind: str) -> list[Parsed]:
    return [record for record in records if record.kind == kind]


def pages(records: list[Parsed]) -> Iterator[tuple[str, str, str]]:
    """Name, language and whole body of each page."""
    for article in of_kind(records, "article"):
        for language, text in article.texts.items():
            bodies = (body for _key, _heading, body in text["sections"])
            yield f"{article.key} {language}", language, "\n".join(bodies)


def test_library_is_complete(records) -> None:
    assert len(of_kind(records, "article")) == 30
    assert len(of_kind(records, "figure")) == 15
    assert set(TERMS.split()) <= {term.key for term in of_kind(records, "term")}
    assert len(TERMS.split()) == 73
    for record in records:
        if record.kind != "source":
            assert sorted(record.texts) == sorted(LANGUAGES), record.key


@pytest.mark.django_db
def test_every_page_is_live_and_has_no_problem(library_loaded) -> None:
    assert Publication.objects.live().count() == 90
    assert language_codes() == LANGUAGES
    found = [
        f"{article.key} {language}: {problem.code} {problem}"
        for article in Article.objects.prefetch_related("sections")
        for language in LANGUAGES
        if (page := compose(article, language))
        for problem in check_page(page)
    ]
    assert found == []


@pytest.mark.django_db
def test_second_load_changes_nothing(library_loaded, records) -> None:
    report = load(records)
    assert (report.changed, report.problems) == ([], [])


@pytest.mark.django_db
def test_library_comes_back_byte_for_byte(library_loaded) -> None:
    files = library_files()
    assert {CONTENT / path for path in files} == {
        path for path in CONTENT.rglob("*.*") if path.is_file()
    }
    different = [
        path for path, data in files.items() if (CONTENT / path).read_bytes() != data
    ]
    assert different == []


def test_languages_have_the_same_sections_citations_links_and_shape(records) -> None:
    for article in of_kind(records, "article"):
        texts = article.texts.values()
        for versions in zip(*(text["sections"] for text in texts), strict=True):
            keys = {key for key, _heading, _body in versions}
            bodies = [body for _key, _heading, body in versions]
            where = f"{article.key} {keys}"
            assert len(keys) == 1, where
            for pattern in (CITATION, LINK, SHAPE):
                found = [
                    Counter(
                        re.sub(r"^\d+\.", "1.", hit) for hit in pattern.findall(body)
                    )
                    for body in bodies
                ]
                assert found[0] == found[1] == found[2], where


def test_texts_are_as_long_as_planned(records) -> None:
    for article in of_kind(records, "article"):
        for language, text in article.texts.items():
            where = f"{article.key} {language}"
            assert len(text["lead"].split()) <= 30, where
            assert 400 <= score(words_of(text, language), language).words <= 820, where


def test_texts_are_easy_to_read() -> None:
    call_command("readability", check=True)


def test_titles_addresses_and_leads_are_never_alike(records) -> None:
    articles = of_kind(records, "article")
    for language in LANGUAGES:
        for name in ("title", "slug", "lead"):
            words = [each.texts[language][name].casefold() for each in articles]
            assert len(set(words)) == 30, f"{language} {name}"


def test_every_page_has_steps_and_says_what_to_do_and_what_not(records) -> None:
    for where, language, body in pages(records):
        assert re.search(r"^1\. ", body, re.MULTILINE), where
        assert re.search(r"^:::do$", body, re.MULTILINE), where
        avoid = re.findall(r"^:::dont\n(.*?)^:::$", body, re.MULTILINE | re.DOTALL)
        assert avoid, where
        for item in re.findall(r"^- (.*)$", "\n".join(avoid), re.MULTILINE):
            assert re.match(NEGATIVE[language], item), f"{where}: {item}"


def test_numbers_to_call_read_well_in_the_sentence(records) -> None:
    for where, language, body in pages(records):
        for found in re.finditer(r"\{(?:emergency|advice)\}", body):
            before = body[max(0, found.start() - 20) : found.start()]
            assert re.search(BEFORE_A_NUMBER[language] + r"\Z", before), (
                f"{where}: {before}"
            )


@pytest.mark.parametrize(
    ("language", "article"), [("fr", "le "), ("nb", "den "), ("es", "el ")]
)
def test_words_in_place_of_a_missing_number_carry_no_article(language, article) -> None:
    with override(language):
        for words in (
            gettext("the emergency number"),
            gettext("the out-of-hours service of your area"),
        ):
            assert not words.startswith(article)


def test_every_page_explains_at_least_3_terms(records) -> None:
    for where, _language, body in pages(records):
        linked = {key for key in LINK.findall(body) if key.startswith("term:")}
        assert len(linked) >= 3, where


def test_no_page_is_an_orphan(records) -> None:
    linked_from: dict[str, set[str]] = {}
    for article in of_kind(records, "article"):
        bodies = "\n".join(body for _, _, body in article.texts["fr"]["sections"])
        written = re.findall(r"\]\(article:([a-z0-9-]+)", bodies)
        for key in (*article.structure["related"], *written):
            linked_from.setdefault(key, set()).add(article.key)
    for article in of_kind(records, "article"):
        others = linked_from.get(article.key, set()) - {article.key}
        assert len(others) >= 2, article.key


def test_every_page_that_warns_of_a_clot_warns_of_the_lung(records) -> None:
    for article in of_kind(records, "article"):
        cards = article.structure["care_cards"]
        assert ("dvt" in cards) <= ("pe" in cards), article.key
        if article.structure["act_now"]:
            assert "dvt" in cards, article.key


def test_nothing_drawn_warned_of_or_noted_is_unused(records) -> None:
    articles = of_kind(records, "article")
    bodies = "\n".join(body for _where, _language, body in pages(records))
    cards = {key for each in articles for key in each.structure["care_cards"]}
    assert cards == {each.key for each in of_kind(records, "care-card")}
    figures = {key for key in LINK.findall(bodies) if key.startswith("figure:")}
    assert figures == {f"figure:{each.key}" for each in of_kind(records, "figure")}


def test_topics_are_worth_reading_and_start_on_their_own_shelf(records) -> None:
    shelf = {each.key: each.structure["topic"] for each in of_kind(records, "article")}
    for topic in of_kind(records, "topic"):
        assert shelf[topic.structure["start"]] == topic.key
        for language, text in topic.texts.items():
            assert len(text["introduction"].split()) >= 30, f"{topic.key} {language}"


def test_codes_are_those_of_the_fact_base(records) -> None:
    for article in of_kind(records, "article"):
        assert article.structure["codes"], article.key
        for each in article.structure["codes"]:
            system, _, code = each.partition(":")
            assert code in CODES[system].split(), f"{article.key} {each}"


def test_drawings_are_small_and_their_labels_are_all_there(records) -> None:
    for figure in of_kind(records, "figure"):
        svg = figure.structure["svg"]
        assert len(brotli.compress(svg.encode())) <= 4096, figure.key
        for language, text in figure.texts.items():
            labels = labels_of(text)
            assert set(labels) == set(label_keys(svg)), f"{figure.key} {language}"
            assert all(labels.values()), f"{figure.key} {language}"


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_two_steps_from_the_home_and_says_it_is_unsigned(
    library_loaded, client, language
) -> None:
    with override(language):
        unsigned = escape(gettext("No clinician has signed this text yet"))
    home = client.get(f"/{language}/").text
    read = 0
    for topic in current_site().reference.topics(language):
        assert f'href="{topic.address}"' in home
        shelf = client.get(topic.address).text
        for page in Publication.objects.live().filter(
            language=language, topic=topic.key
        ):
            address = f"{topic.address}{page.slug}/"
            assert f'href="{address}"' in shelf, address
            assert unsigned in client.get(address).text, address
            read += 1
    assert read == 30
