"""Every problem of a file has its code, its file, its line and a sentence."""

import pytest

from articles.importing.parse import parse_library
from articles.importing.texts import parse_text
from tests.importing import library
from tests.importing.library import ARTICLE, CARD, COUNTRY, FIGURE, TERM, TEXT, TOPIC

LANGUAGES = ("fr",)
FR = "articles/first-aid/fr.md"
TOML = "articles/first-aid/article.toml"


def problems(folder, changed, languages=LANGUAGES):
    _records, found = parse_library(library.write(folder, changed), languages)
    return [(each.code, each.file, each.line, each.severity) for each in found]


def test_small_library_is_read_whole_and_without_a_problem(tmp_path):
    records, found = parse_library(library.write(tmp_path), LANGUAGES)
    assert found == []
    assert [(each.kind, each.key) for each in records] == [
        ("topic", "understanding"), ("source", "nhs"), ("country", "fr"),
        ("term", "cramp"), ("figure", "wall"), ("care-card", "dvt"),
        ("article", "first-aid"),
    ]  # fmt: skip
    article = records[-1]
    assert article.structure["sections"] == [
        ["steps", "self-care"],
        ["after", "overview"],
    ]
    assert article.structure["review_by"] == "2027-11-26"
    assert article.texts == {
        "fr": {
            "title": "Crampe", "slug": "crampe", "lead": "Une phrase.",
            "also_called": "",
            "sections": [
                ["steps", "Les gestes", "Tirez.[@nhs]"],
                ["after", "Ensuite", "Reposez-vous.[@nhs]"],
            ],
        }
    }  # fmt: skip
    assert article.files == {"": TOML, "fr": FR}
    assert article.lines["fr", "slug"] == 3
    assert article.lines["fr", "after"] == 11


CHANGES: dict[str, tuple[dict[str, str | bytes | None], str, int]] = {
    # What is no table, no text, too long
    "file.toml": ({"topics.toml": TOPIC + "x = \n"}, "topics.toml", 9),
    "file.toml at the end": ({"topics.toml": TOPIC + '"x'}, "topics.toml", 9),
    "file.encoding": ({FR: TEXT.encode("utf-16")}, FR, 1),
    "file.encoding later": ({FR: TEXT.encode() + b"\xff"}, FR, 14),
    "file.encoding of a NUL": ({FR: TEXT + "a\0"}, FR, 14),
    "file.too-large": ({FR: TEXT + "x" * 200_000}, FR, 0),
    # What is missing, unknown, of another kind
    "file.key-missing": ({TOML: ARTICLE.replace("byline", "# byline")}, TOML, 1),
    "file.key-missing in a row": (
        {"countries.toml": COUNTRY.replace("code", "# code")}, "countries.toml", 1,
    ),
    "file.key-missing in a table": (
        {"terms/cramp.toml": TERM.replace("plain", "# plain")}, "terms/cramp.toml", 1,
    ),
    "file.key-unknown": ({TOML: ARTICLE.replace("act_now", "act_nwo")}, TOML, 5),
    "file.key-unknown in a row": (
        {"countries.toml": COUNTRY + 'odd = ""\n'}, "countries.toml", 10,
    ),
    "file.key-unknown in a table": (
        {"topics.toml": TOPIC + 'odd = ""\n'}, "topics.toml", 9,
    ),
    "file.key-unknown of a language": (
        {"terms/cramp.toml": TERM + "[de]\n"}, "terms/cramp.toml", 7,
    ),
    "file.key-unknown of a label": (
        {"figures/wall.toml": FIGURE + 'de = "x"\n'}, "figures/wall.toml", 6,
    ),
    "file.value": ({TOML: ARTICLE.replace("= true", '= "yes"')}, TOML, 5),
    "file.value of a number": ({TOML: ARTICLE.replace("= 2\n", "= true\n")}, TOML, 2),
    "file.value of a date": (
        {TOML: ARTICLE.replace("2027-11-26", '"2027-11-26"')}, TOML, 10,
    ),
    "file.value of a time": (
        {TOML: ARTICLE.replace("2027-11-26", "2027-11-26T10:00:00")}, TOML, 10,
    ),
    "file.value of a list": ({TOML: ARTICLE.replace('["dvt"]', '"dvt"')}, TOML, 7),
    "file.value in a list": ({TOML: ARTICLE.replace('["dvt"]', "[1]")}, TOML, 7),
    "file.value of a table": (
        {"terms/cramp.toml": 'fr = "crampe"\n'}, "terms/cramp.toml", 1,
    ),
    "file.value of rows": (
        {"topics.toml": TOPIC.replace("[[topics]]", "[topics]")}, "topics.toml", 1,
    ),
    "file.value in rows": ({"topics.toml": "topics = [1]\n"}, "topics.toml", 1),
    "file.twice": ({"topics.toml": TOPIC + TOPIC}, "topics.toml", 10),
    # Figures, texts
    "figure.drawing": ({"figures/wall.svg": None}, "figures/wall.toml", 0),
    "text.front-matter": ({FR: TEXT[4:]}, FR, 1),
    "text.front-matter of a key": ({FR: TEXT.replace("lead", "leda")}, FR, 4),
    "text.front-matter without colon": ({FR: TEXT.replace("lead:", "lead")}, FR, 4),
    "text.front-matter twice": ({FR: TEXT.replace("lead", "title")}, FR, 4),
    "text.heading": ({FR: TEXT.replace(" {#after}", "")}, FR, 11),
    "text.heading with a wrong key": ({FR: TEXT.replace("#after", "#After")}, FR, 11),
    "text.heading twice": ({FR: TEXT.replace("#after", "#steps")}, FR, 11),
    "text.heading missing": ({FR: TEXT.replace("## Les", "Les")}, FR, 7),
    "text.section-unknown": ({FR: TEXT.replace("#after", "#later")}, FR, 11),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_error_is_found_with_its_file_and_line(tmp_path, name):
    changed, file, line = CHANGES[name]
    code = name.split()[0]
    found = problems(tmp_path, changed)
    assert found == [(code, file, line, "error")]


@pytest.mark.parametrize("name", [each for each in CHANGES if "text." in each])
def test_article_with_an_error_in_one_text_is_not_read_at_all(tmp_path, name):
    changed, _file, _line = CHANGES[name]
    folder = library.write(tmp_path, {**changed, FR.replace("fr", "nb"): TEXT})
    records, _problems = parse_library(folder, ("fr", "nb"))
    assert "first-aid" not in {each.key for each in records}
    assert "cramp" in {each.key for each in records}


def test_missing_language_is_a_warning(tmp_path):
    missing = ("text.missing", "articles/first-aid/nb.md", 0, "warning")
    assert problems(tmp_path, {}, ("fr", "nb")) == [missing]


def test_missing_section_is_a_warning_and_stays_empty(tmp_path):
    text = TEXT[: TEXT.index("## Ensuite")]
    assert problems(tmp_path, {FR: text}) == [
        ("text.section-missing", FR, 0, "warning")
    ]
    records, _problems = parse_library(tmp_path, LANGUAGES)
    assert records[-1].texts["fr"]["sections"][1] == ["after", "", ""]


@pytest.mark.parametrize(
    "name",
    ["articles/first-aid/de.md", "articles/other/fr.md", "terms/x.md", "figures/x.svg"],
)
def test_file_that_nothing_reads_is_named(tmp_path, name):
    assert problems(tmp_path, {name: TEXT}) == [("file.stranger", name, 0, "warning")]


def test_sections_are_read_in_the_order_of_the_plan(tmp_path):
    turned = ARTICLE.replace('steps = "self-care"\nafter', 'after = "overview"\nsteps')
    turned = turned.replace('steps = "overview"', 'steps = "self-care"')
    records, found = parse_library(library.write(tmp_path, {TOML: turned}), LANGUAGES)
    assert found == []
    keys = [key for key, _heading, _body in records[-1].texts["fr"]["sections"]]
    assert keys == ["after", "steps"]


def test_sign_without_heading_is_read(tmp_path):
    card = CARD.replace("[heading]", "[note]")
    records, found = parse_library(
        library.write(tmp_path, {"care_cards/dvt.toml": card}), LANGUAGES
    )
    assert found == []
    assert records[-2].texts["fr"]["items"] == [["swelling", "gonflée"]]


def test_windows_line_ends_are_read_as_line_ends(tmp_path):
    folder = library.write(tmp_path, {FR: TEXT.replace("\n", "\r\n")})
    records, found = parse_library(folder, LANGUAGES)
    assert found == []
    text, _lines = parse_text(TEXT)
    assert records[-1].texts["fr"] == text


def test_problem_is_told_as_file_line_and_sentence(tmp_path):
    folder = library.write(tmp_path, {FR: TEXT.replace("lead", "leda")})
    _records, found = parse_library(folder, LANGUAGES)
    assert [str(each) for each in found] == [
        f"{FR}:4: Here stand only title, slug, lead, also_called, each with a colon: "
        "'leda: Une phrase.'."
    ]
