"""The library goes out as files and comes back byte for byte."""

import tomllib
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings as effort, strategies as st

from articles.drafting import save_text
from articles.exporting.library import article_text, library_files
from articles.importing import load, parse_library
from articles.importing.texts import parse_text
from articles.models import Article, DraftSave, Topic
from tests import builders
from tests.importing import library

LANGUAGES = ("fr", "nb", "es")


def files_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.suffix in (".toml", ".md", ".svg")
    }


def load_folder(folder: Path) -> None:
    records, problems = parse_library(folder, LANGUAGES)
    assert [each for each in problems if each.severity == "error"] == []
    assert load(records).problems == []


# --- generated articles -----------------------------------------------------------

# What an article's file can hold: no controls, and no line that ends or starts with
# a space, which the desk takes away as well.
CHARACTERS = st.characters(exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"])
WORD = st.text(CHARACTERS, min_size=1, max_size=12)
LINE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
BODY = st.lists(st.one_of(LINE, st.just("")), max_size=6).map(
    lambda lines: "\n".join(lines).strip("\n")
)
KEY = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,5})?", fullmatch=True)
HEADING = LINE.filter(lambda line: not line.endswith("}"))


def no_heading(body: str) -> bool:
    return not any(line.startswith("## ") for line in body.split("\n"))


TEXTS = st.builds(
    lambda title, slug, lead, also, sections: {
        "title": title,
        "slug": slug,
        "lead": lead,
        "also_called": also,
        "sections": [[key, *pair] for key, pair in sections.items()],
    },
    LINE,
    KEY,
    LINE,
    st.one_of(st.just(""), LINE),
    st.dictionaries(
        KEY, st.tuples(HEADING, BODY.filter(no_heading)), min_size=1, max_size=4
    ),
)


@given(TEXTS)
@effort(max_examples=60, deadline=None)
def test_generated_text_is_read_back_as_it_was_written(text):
    read, _lines = parse_text(article_text(text))
    assert read == text
    assert article_text(read) == article_text(text)


@pytest.mark.django_db
@given(text=TEXTS, codes=st.lists(LINE, max_size=3), byline=LINE)
@effort(
    max_examples=6, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
def test_generated_article_goes_through_the_database_and_back(
    tmp_path, text, codes, byline
):
    with transaction.atomic():
        record = builders.article(
            languages=(), sections=[[key, "causes"] for key, _, _ in text["sections"]],
            byline=byline[:120], codes=codes,
        )  # fmt: skip
        save_text(record, language="nb", text=text, by=None)
        files = library_files({record.subject, "topic:understanding"})
        for path, data in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(data)
        transaction.set_rollback(True)
    with transaction.atomic():
        load_folder(tmp_path)
        assert library_files() == files
        assert Article.objects.get().text("nb") == text
        transaction.set_rollback(True)
    for path in files:
        (tmp_path / path).unlink()


@given(
    st.dictionaries(KEY, st.text(st.characters(exclude_categories=["Cs"])), min_size=1)
)
@effort(max_examples=60, deadline=None)
def test_any_text_is_written_as_valid_toml(texts):
    from articles.exporting.library import _lines

    assert tomllib.loads(_lines(texts)) == texts


# --- the command ------------------------------------------------------------------


def run(folder, **options):
    out = StringIO()
    try:
        call_command("dump_content", str(folder), stdout=out, stderr=out, **options)
    except CommandError as error:
        out.write(str(error))
    return out.getvalue().splitlines()


@pytest.mark.django_db
def test_dump_writes_what_was_loaded(tmp_path):
    source = library.write(tmp_path / "in")
    load_folder(source)
    assert run(tmp_path / "out") == ["9 files written."]
    assert files_in(tmp_path / "out") == files_in(source)


@pytest.mark.django_db
def test_check_names_the_files_that_are_not_canonical_and_changes_nothing(tmp_path):
    spoilt = {
        "articles/first-aid/fr.md": library.TEXT.replace("title: ", "title:  "),
        "terms/cramp.toml": library.TERM.replace(" = ", "="),
    }
    before = files_in(library.write(tmp_path, spoilt))
    assert [line for line in run(tmp_path, check=True) if "warning" not in line] == [
        "not canonical: terms/cramp.toml",
        "not canonical: articles/first-aid/fr.md",
        "2 files are not in canonical form.",
    ]
    assert files_in(tmp_path) == before
    assert not Topic.objects.exists()
    assert not DraftSave.objects.exists()


@pytest.mark.django_db
def test_format_mends_the_files_that_are_not_canonical(tmp_path):
    spoilt = {
        "articles/first-aid/fr.md": library.TEXT.replace("\n", "\r\n") + "\r\n\r\n",
        "terms/cramp.toml": "# a remark\n" + library.TERM,
    }
    library.write(tmp_path, spoilt)
    assert run(tmp_path, format=True)[-1] == "7 records, 2 files differed."
    assert files_in(tmp_path) == files_in(library.write(tmp_path / "in"))
    assert run(tmp_path, check=True)[-1] == "7 records, 0 files differed."


@pytest.mark.django_db
def test_check_looks_only_at_what_the_folder_holds(tmp_path):
    builders.topic("other")
    builders.term("other")
    assert (
        run(library.write(tmp_path), check=True)[-1] == "7 records, 0 files differed."
    )


@pytest.mark.django_db
def test_check_of_files_that_cannot_be_loaded_is_an_error(tmp_path):
    library.write(tmp_path, {"terms/cramp.toml": "x"})
    assert run(tmp_path, check=True)[-1] == "The files cannot be loaded."
