"""From files to drafts: all of a record or nothing, and what a person wrote stays."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.drafting import save_structure, save_text
from articles.importing import load, parse_library
from articles.models import (
    Article,
    CareCard,
    DraftSave,
    Edition,
    Publication,
    ReferenceEdition,
    Topic,
)
from articles.publishing import withdraw
from tests import builders
from tests.importing import library
from tests.importing.library import ARTICLE, CARD, COUNTRY, FIGURE, TERM, TEXT, TOPIC

pytestmark = pytest.mark.django_db
FR = "articles/first-aid/fr.md"
NB = "articles/first-aid/nb.md"
TOML = "articles/first-aid/article.toml"


def loaded(folder, **options):
    records, problems = parse_library(folder, ("fr", "nb"))
    report = load(records, **options)
    errors = [
        *(each for each in problems if each.severity == "error"),
        *report.problems,
    ]
    return report.changed, [(each.code, each.file, each.line) for each in errors]


def test_load_writes_every_record_through_the_desk(tmp_path):
    changed, problems = loaded(library.write(tmp_path))
    assert problems == []
    assert changed == [
        "topic:understanding", "source:nhs", "country:fr", "term:cramp", "figure:wall",
        "care-card:dvt", "article:first-aid",
    ]  # fmt: skip
    record = Article.objects.get()
    assert record.structure()["care_cards"] == ["dvt"]
    text = record.text("fr")
    assert text
    assert text["sections"][0] == ["steps", "Les gestes", "Tirez.[@nhs]"]
    saves = DraftSave.objects.all()
    assert {(save.note, save.by) for save in saves} == {("loaded", None)}


def test_load_twice_changes_nothing(tmp_path):
    folder = library.write(tmp_path, {NB: TEXT.replace("slug: crampe", "slug: krampe")})
    loaded(folder)
    count = DraftSave.objects.count()
    assert loaded(folder) == ([], [])
    assert DraftSave.objects.count() == count


def test_load_of_untidy_texts_changes_nothing_the_second_time(tmp_path):
    term = TERM.replace("Un muscle se serre.", "\\nUn muscle\\r\\nse serre.\\n")
    folder = library.write(
        tmp_path,
        {
            "terms/cramp.toml": term,
            FR: TEXT.replace("Une phrase.", "Une\u00a0phrase. "),
        },
    )
    loaded(folder)
    assert loaded(folder) == ([], [])


def test_load_of_a_changed_file_changes_that_record_only(tmp_path):
    loaded(library.write(tmp_path))
    folder = library.write(tmp_path, {FR: TEXT.replace("Tirez", "Étirez")})
    assert loaded(folder) == (["article:first-aid"], [])
    text = Article.objects.get().text("fr")
    assert text
    assert text["sections"][0][2] == "Étirez.[@nhs]"


OTHER = "articles/other/article.toml"
REFUSED = {
    "load.taken": ({OTHER: ARTICLE, "articles/other/fr.md": TEXT}, "articles/other/fr.md", 3),
    "load.topic": ({TOML: ARTICLE.replace("understanding", "odd")}, TOML, 1),
    "load.invalid aspect": ({TOML: ARTICLE.replace('"overview"', '"odd"')}, TOML, 0),
    "load.invalid language": ({TOML: ARTICLE.replace('"fr"', '"de"')}, TOML, 0),
    "load.invalid level": (
        {"care_cards/dvt.toml": CARD.replace("same-day", "odd")}, "care_cards/dvt.toml", 1,
    ),
    "load.invalid slug": ({FR: TEXT.replace("slug: crampe", "slug: Crampe")}, FR, 3),
    "load.invalid title": ({FR: TEXT.replace("Crampe", "C" * 121)}, FR, 2),
    "load.invalid key": ({"terms/Cramp.toml": TERM}, "terms/Cramp.toml", 0),
    "load.taken topic": (
        {"topics.toml": TOPIC + TOPIC.replace('"understanding"', '"other"')},
        "topics.toml", 15,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_record_the_desk_cannot_hold_is_refused_with_file_and_line(tmp_path, name):
    changed, file, line = REFUSED[name]
    _changed, problems = loaded(library.write(tmp_path, changed))
    assert problems == [(name.split()[0], file, line)]


def test_nothing_is_half_loaded(tmp_path):
    text = TEXT.replace("slug: crampe", "slug: Krampe")
    _changed, problems = loaded(library.write(tmp_path, {NB: text}))
    assert problems == [("load.invalid", NB, 3)]
    assert not Article.objects.exists()
    assert not DraftSave.objects.filter(subject="article:first-aid").exists()
    assert Topic.objects.count() == CareCard.objects.count() == 1


def test_refused_reload_leaves_the_record_as_it_was(tmp_path):
    loaded(library.write(tmp_path))
    before = library.at_the_desk()
    spoilt = {
        TOML: ARTICLE.replace("act_now = true", "act_now = false"),
        FR: TEXT.replace("Crampe", "C" * 121),
    }
    loaded(library.write(tmp_path, spoilt))
    assert library.at_the_desk() == before


# --- what the desk changed --------------------------------------------------------


def test_text_changed_at_the_desk_is_reported_and_kept_unless_forced(tmp_path):
    folder = library.write(tmp_path)
    loaded(folder)
    mine = {**(Article.objects.get().text("fr") or {}), "title": "À nous"}
    save_text(Article.objects.get(), language="fr", text=mine, by=builders.person())
    assert loaded(folder) == ([], [("load.changed-since", FR, 0)])
    assert Article.objects.get().text("fr") == mine
    assert loaded(folder, force=True) == (["article:first-aid"], [])
    text = Article.objects.get().text("fr")
    assert text
    assert text["title"] == "Crampe"
    assert loaded(folder) == ([], [])


def test_structure_changed_at_the_desk_is_reported_and_kept_unless_forced(tmp_path):
    folder = library.write(tmp_path)
    loaded(folder)
    record = Article.objects.get()
    structure = {**record.structure(), "byline": "Another hand"}
    save_structure(record, structure=structure, by=builders.person())
    assert loaded(folder) == ([], [("load.changed-since", TOML, 0)])
    assert Article.objects.get().byline == "Another hand"
    assert loaded(folder, force=True) == (["article:first-aid"], [])


def test_other_language_of_a_text_changed_at_the_desk_is_loaded(tmp_path):
    norwegian = TEXT.replace("slug: crampe", "slug: krampe")
    loaded(library.write(tmp_path, {NB: norwegian}))
    mine = {**(Article.objects.get().text("fr") or {}), "title": "À nous"}
    save_text(Article.objects.get(), language="fr", text=mine, by=builders.person())
    folder = library.write(tmp_path, {NB: norwegian.replace("Crampe", "Krampe")})
    assert loaded(folder) == (["article:first-aid"], [("load.changed-since", FR, 0)])
    text = Article.objects.get().text("nb")
    assert text
    assert text["title"] == "Krampe"


# --- the command ------------------------------------------------------------------


COMPLETE = {
    "topics.toml": TOPIC + TOPIC[TOPIC.index("[topics.fr]") :].replace(".fr", ".nb")
    + TOPIC[TOPIC.index("[topics.fr]") :].replace(".fr", ".es"),
    "terms/cramp.toml": "".join(TERM.replace("[fr]", f"[{c}]") for c in library.LANGUAGES),
    "countries.toml": COUNTRY.replace(
        'name_fr = "France"', 'name_fr = "F"\nname_nb = "F"\nname_es = "F"'
    ),
    "figures/wall.toml": FIGURE,
}  # fmt: skip


def run(folder, **options):
    out, err = StringIO(), StringIO()
    try:
        call_command("load_content", str(folder), stdout=out, stderr=err, **options)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


def test_command_loads_and_says_what_it_did(tmp_path):
    out, err = run(library.write(tmp_path, COMPLETE))
    assert out == "7 of 7 records changed, 0 pages published.\n"
    assert err.splitlines() == [
        "warning: articles/first-aid/nb.md: This language is missing.",
        "warning: articles/first-aid/es.md: This language is missing.",
    ]


def test_command_publishes_once_and_again_what_a_file_changed(tmp_path):
    folder = library.write(tmp_path, COMPLETE)
    assert (
        run(folder, publish=True)[0] == "7 of 7 records changed, 1 pages published.\n"
    )
    assert ReferenceEdition.objects.count() == 1
    assert (
        run(folder, publish=True)[0] == "0 of 7 records changed, 0 pages published.\n"
    )
    library.write(tmp_path, {**COMPLETE, FR: TEXT.replace("Tirez", "Étirez")})
    assert (
        run(folder, publish=True)[0] == "1 of 7 records changed, 1 pages published.\n"
    )
    assert [each.number for each in Edition.objects.order_by("id")] == [1, 2]


def test_command_tells_the_line_of_what_is_not_published(tmp_path):
    text = TEXT.replace("Reposez-vous.", "Puis.\n\n[x](term:odd)")
    _out, err = run(library.write(tmp_path, {**COMPLETE, FR: text}), publish=True)
    assert f"error: {FR}:15: after, line 3: " in err
    assert not Publication.objects.exists()


def test_command_ends_with_an_error_when_a_file_has_one(tmp_path):
    folder = library.write(tmp_path, {**COMPLETE, "sources.toml": "x"})
    out, err = run(folder)
    assert out == "6 of 6 records changed, 0 pages published.\n"
    assert "error: sources.toml:1: Not valid TOML" in err
    assert err.endswith("Some files have problems; the others are loaded.")
    with pytest.raises(CommandError):
        call_command("load_content", str(tmp_path / "nowhere"))


def test_command_does_not_publish_what_a_person_wrote(tmp_path):
    folder = library.write(tmp_path, COMPLETE)
    run(folder, publish=True)
    card = CareCard.objects.get()
    text = {**(card.text("fr") or {}), "heading": "Pas fini"}
    save_text(card, language="fr", text=text, by=builders.person())
    library.write(tmp_path, {**COMPLETE, FR: TEXT.replace("Tirez", "Étirez")})
    out, err = run(folder, publish=True)
    assert out == "1 of 7 records changed, 0 pages published.\n"
    assert "warning: care_cards/dvt.toml: The text was changed at the desk" in err
    assert Edition.objects.count() == 1


def test_command_does_not_bring_back_what_a_person_withdrew(tmp_path):
    folder = library.write(tmp_path, COMPLETE)
    run(folder, publish=True)
    withdraw(article="first-aid", language="fr", by=None, reason="A mistake.")
    library.write(tmp_path, {**COMPLETE, FR: TEXT.replace("Tirez", "Étirez")})
    assert "0 pages published" in run(folder, publish=True)[0]
    assert not Publication.objects.live().exists()


def test_command_does_not_publish_an_article_that_could_not_be_loaded(tmp_path):
    folder = library.write(
        tmp_path, {**COMPLETE, FR: TEXT.replace("slug: c", "slug: C")}
    )
    out, err = run(folder, publish=True)
    assert out == "6 of 7 records changed, 0 pages published.\n"
    assert f"error: {FR}:3: slug: " in err


def test_incomplete_reference_is_refused_and_the_articles_are_published(tmp_path):
    out, err = run(library.write(tmp_path), publish=True)
    assert out == "7 of 7 records changed, 1 pages published.\n"
    assert "error: content: topic:understanding: " in err
    assert ReferenceEdition.objects.count() == 0
