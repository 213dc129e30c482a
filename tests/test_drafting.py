"""Nothing typed is lost, and one save writes one language."""

import pytest
from django.core.exceptions import ValidationError

from articles.digest import part_digest, token
from articles.drafting import (
    StaleSaveError,
    create,
    rebuild_digests,
    restore,
    save_structure,
    save_text,
)
from articles.models import Article, CareCard, DraftDigest, DraftSave, Use
from tests import builders
from tests.simultaneous import at_the_same_time

BODIES = {"short-answer": "Tirez.", "steps": "1. Assis."}


def text_in(language, **head):
    return builders.article_text("first-aid", language, BODIES, **head)


# --- two languages ----------------------------------------------------------------


@pytest.mark.django_db
def test_plain_saves_of_two_languages_lose_the_french():
    builders.article(languages=())
    french, norwegian = Article.objects.get(), Article.objects.get()
    setattr(french, "title_fr", "Crampe")  # noqa: B010 a column of modeltranslation's
    french.save()
    setattr(norwegian, "title_nb", "Krampe")  # noqa: B010
    norwegian.save()
    assert Article.objects.values_list("title_nb").get() == ("Krampe",)
    assert Article.objects.values_list("title_fr").get() in [("",), (None,)]


@pytest.mark.django_db
def test_save_text_of_two_languages_keeps_both():
    builders.article(languages=())
    french, norwegian = Article.objects.get(), Article.objects.get()
    save_text(french, language="fr", text=text_in("fr", title="Crampe"), by=None)
    save_text(norwegian, language="nb", text=text_in("nb", title="Krampe"), by=None)
    assert Article.objects.values_list("title_fr", "title_nb").get() == (
        "Crampe",
        "Krampe",
    )


@pytest.mark.django_db(transaction=True)
def test_save_text_of_two_languages_at_the_same_time_keeps_both():
    record = builders.article(languages=(), bodies=BODIES)
    tokens = {code: token(record, code) for code in ("fr", "nb")}

    def save(code):
        return lambda: save_text(
            Article.objects.get(),
            language=code,
            text=text_in(code),
            by=None,
            token_seen=tokens[code],
        )

    outcomes = at_the_same_time(save("fr"), save("nb"))
    assert [type(each) for each in outcomes] == [DraftSave, DraftSave]
    record = builders.fresh(record)
    assert record.text("fr") == text_in("fr")
    assert record.text("nb") == text_in("nb")


@pytest.mark.django_db(transaction=True)
def test_two_saves_of_one_language_at_the_same_time_one_wins_and_both_are_kept():
    record = builders.article(bodies=BODIES)
    seen = token(record, "fr")

    def save(title):
        return lambda: save_text(
            Article.objects.get(),
            language="fr",
            text=text_in("fr", title=title),
            by=None,
            token_seen=seen,
        )

    outcomes = at_the_same_time(save("Un"), save("Deux"))
    won = [each for each in outcomes if isinstance(each, DraftSave)]
    lost = [each for each in outcomes if isinstance(each, StaleSaveError)]
    assert (len(won), len(lost)) == (1, 1)
    kept = builders.fresh(record).text("fr")
    assert kept
    assert lost[0].theirs == kept == won[0].content
    assert {lost[0].mine["title"], kept["title"]} == {"Un", "Deux"}


@pytest.mark.django_db
def test_save_with_a_stale_token_writes_nothing():
    record = builders.article(bodies=BODIES)
    seen = token(record, "fr")
    save_text(record, language="fr", text=text_in("fr", title="Un"), by=None)
    count = DraftSave.objects.count()
    with pytest.raises(StaleSaveError) as refused:
        save_text(
            record, language="fr", text=text_in("fr", title="Deux"), by=None,
            token_seen=seen,
        )  # fmt: skip
    assert refused.value.theirs == text_in("fr", title="Un")
    assert refused.value.mine == text_in("fr", title="Deux")
    assert DraftSave.objects.count() == count
    assert builders.fresh(record).text("fr") == text_in("fr", title="Un")


@pytest.mark.django_db
def test_structure_saved_with_a_stale_token_is_refused_with_both():
    record = builders.article(bodies=BODIES)
    seen = token(record, "")
    theirs = {**record.structure(), "byline": "Somebody"}
    mine = {**record.structure(), "act_now": True}
    save_structure(record, structure=theirs, by=None)
    with pytest.raises(StaleSaveError) as refused:
        save_structure(record, structure=mine, by=None, token_seen=seen)
    assert (refused.value.theirs, refused.value.mine) == (theirs, mine)


# --- history ----------------------------------------------------------------------


@pytest.mark.django_db
def test_save_is_kept_with_person_language_and_digest():
    writer = builders.person("anne")
    record = builders.article(bodies=BODIES)
    save = save_text(record, language="fr", text=text_in("fr", title="Un"), by=writer)
    assert save
    assert (save.subject, save.language, save.by) == ("article:first-aid", "fr", writer)
    assert save.content == text_in("fr", title="Un")
    assert save.digest == part_digest(builders.fresh(record), "fr")


@pytest.mark.django_db
def test_save_without_a_change_keeps_nothing():
    record = builders.article(bodies=BODIES)
    count = DraftSave.objects.count()
    assert save_text(record, language="fr", text=text_in("fr"), by=None) is None
    assert save_structure(record, structure=record.structure(), by=None) is None
    assert DraftSave.objects.count() == count


@pytest.mark.django_db
def test_restore_is_a_new_save_that_names_its_origin():
    record = builders.article(bodies=BODIES)
    first = DraftSave.objects.filter(language="fr", subject=record.subject).get()
    save_text(record, language="fr", text=text_in("fr", title="Un"), by=None)
    back = restore(record, save=first, by=builders.person())
    assert back
    assert back.origin == first
    assert back.digest == first.digest
    assert builders.fresh(record).text("fr") == text_in("fr")
    assert DraftSave.objects.filter(language="fr", subject=record.subject).count() == 3


@pytest.mark.django_db
def test_text_of_a_section_that_is_gone_stays_in_history_and_comes_back():
    record = builders.article(bodies=BODIES)
    full = record.structure()
    save = DraftSave.objects.get(language="fr", subject=record.subject)
    shorter = {**full, "sections": full["sections"][:1]}
    save_structure(record, structure=shorter, by=None)
    record = builders.fresh(record)
    assert record.text("fr") == {
        **text_in("fr"), "sections": [["short-answer", "short-answer fr", "Tirez."]],
    }  # fmt: skip
    restore(record, save=save, by=None)
    assert builders.fresh(record).structure() == shorter
    save_structure(record, structure=full, by=None)
    restore(record, save=save, by=None)
    assert builders.fresh(record).text("fr") == text_in("fr")


@pytest.mark.django_db
def test_structure_change_moves_adds_and_removes_sections_and_keeps_their_texts():
    record = builders.article(bodies={**BODIES, "old": "Weg."})
    plan = [["new", "causes"], ["steps", "treatment"], ["short-answer", "overview"]]
    save_structure(record, structure={**record.structure(), "sections": plan}, by=None)
    record = builders.fresh(record)
    assert record.structure()["sections"] == plan
    for code in ("fr", "nb", "es"):
        text = record.text(code)
        assert text
        assert text["sections"] == [
            ["new", "", ""],
            ["steps", f"steps {code}", "1. Assis."],
            ["short-answer", f"short-answer {code}", "Tirez."],
        ]


@pytest.mark.django_db
def test_structure_change_of_a_care_card_keeps_the_signs_that_stay():
    card = builders.care_card(signs=("swelling", "pain"))
    structure = {**card.structure(), "items": ["fever", "pain"]}
    save_structure(card, structure=structure, by=None)
    text = builders.fresh(card).text("nb")
    assert text
    assert text["items"] == [["fever", ""], ["pain", "pain nb"]]


# --- what is kept -----------------------------------------------------------------


@pytest.mark.django_db
def test_text_is_kept_as_a_file_would_give_it_back():
    record = builders.article(bodies={"steps": ""}, languages=())
    text = builders.article_text(
        "first-aid", "fr", {"steps": "\r\nUn.\r\n\r\nDeux.\n\n"},
        title=" Crampe \n", lead="Une\r\n  phrase\0.",
    )  # fmt: skip
    save_text(record, language="fr", text=text, by=None)
    kept = builders.fresh(record).text("fr")
    assert kept
    assert (kept["title"], kept["lead"]) == ("Crampe", "Une phrase.")
    assert kept["sections"] == [["steps", "steps fr", "Un.\n\nDeux."]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("head", "column"),
    [
        ({"title": "x" * 121}, "title_fr"),
        ({"slug": "Crampe"}, "slug_fr"),
        ({"slug": "crampe au mollet"}, "slug_fr"),
        ({"slug": "crampe_mollet"}, "slug_fr"),
        ({"slug": "å"}, "slug_fr"),
    ],
)
def test_text_its_column_cannot_hold_is_refused(head, column):
    record = builders.article(bodies=BODIES)
    with pytest.raises(ValidationError) as refused:
        save_text(record, language="fr", text=text_in("fr", **head), by=None)
    assert list(refused.value.error_dict) == [column]
    assert builders.fresh(record).text("fr") == text_in("fr")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"source_language": "de"},
        {"byline": ""},
        {"sections": [["steps", "odd"]]},
        {"sections": [["Steps!", "overview"]]},
    ],
)
def test_structure_its_columns_cannot_hold_is_refused(change):
    record = builders.article(bodies=BODIES)
    before = record.structure()
    with pytest.raises(ValidationError):
        save_structure(record, structure={**before, **change}, by=None)
    assert builders.fresh(record).structure() == before


@pytest.mark.django_db
def test_record_with_an_impossible_key_is_not_made():
    structure = {"level": "same-day", "sources": ["consensus"], "items": []}
    for key in ("Dvt", "dvt!", "-dvt", "dvt\n", ""):
        with pytest.raises(ValidationError):
            create(CareCard, key=key, structure=structure, by=None)
    assert CareCard.objects.count() == 0


@pytest.mark.django_db
def test_key_longer_than_any_record_is_saved_and_left_out_of_the_index():
    long = "a" * 300
    body = f"[x](article:{long}) ![](figure:{long}) [y](article:first-aid#steps)"
    record = builders.article(bodies={"steps": body}, languages=("fr",))
    used = Use.objects.filter(user=record.subject, language="fr")
    assert [each.used for each in used] == ["article:first-aid"]


# --- caches -----------------------------------------------------------------------


def caches():
    digests = DraftDigest.objects.values_list("subject", "language", "digest")
    uses = Use.objects.values_list("user", "language", "used")
    return sorted(digests), sorted(uses)


@pytest.mark.django_db
def test_caches_equal_what_is_computed_anew():
    card, figure = builders.care_card(), builders.figure()
    other = builders.topic("other", start="first-aid")
    body = "[x](term:cramp) [y](article:old#steps) [@nhs_cramps]\n\n![](figure:wall-stretch)"
    record = builders.article(
        bodies={"steps": body, "gone": body}, care_cards=["dvt"], related=["old"]
    )
    save_text(record, language="es", text={"sections": []}, by=None)
    structure = {**record.structure(), "sections": [["steps", "overview"]]}
    save_structure(record, structure={**structure, "related": ["new"]}, by=None)
    save_structure(card, structure={**card.structure(), "level": "emergency"}, by=None)
    kept = caches()
    DraftDigest.objects.all().delete()
    Use.objects.all().delete()
    for each in (card, figure, other, record, record.topic):
        rebuild_digests(builders.fresh(each))
    assert caches() == kept
    subjects = {subject for subject, _, _ in kept[0]}
    assert subjects == {
        "article:first-aid", "care-card:dvt", "figure:wall-stretch", "topic:other",
        "topic:understanding",
    }  # fmt: skip
    assert [use for use in kept[1] if use[1] in ("", "fr")] == [
        ("article:first-aid", "", "article:new"),
        ("article:first-aid", "", "care-card:dvt"),
        ("article:first-aid", "", "topic:understanding"),
        ("article:first-aid", "fr", "article:old"),
        ("article:first-aid", "fr", "figure:wall-stretch"),
        ("article:first-aid", "fr", "source:nhs_cramps"),
        ("article:first-aid", "fr", "term:cramp"),
        ("care-card:dvt", "", "source:consensus"),
        ("topic:other", "", "article:first-aid"),
    ]
