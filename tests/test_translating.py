import pytest

from articles.checking import check_page
from articles.composing import compose
from articles.drafting import save_text
from articles.models import DeskEvent, Publication
from articles.publishing import PublishRefusedError, publish
from articles.reviewing import outdated_pages
from articles.translating import (
    confirm_still_correct,
    explain,
    pairs,
    progress,
)
from tests import builders

pytestmark = pytest.mark.django_db

BODIES = {"steps": "Tenez 30 secondes.", "after": "Marchez un peu."}


def write(article, language, **bodies):
    text = article.text(language)
    text["sections"] = [
        [key, heading, bodies.get(key, body)] for key, heading, body in text["sections"]
    ]
    save_text(article, language=language, text=text, by=None)
    return builders.fresh(article)


def published():
    article = builders.article(bodies=BODIES)
    for language in ("fr", "nb", "es"):
        builders.edition(article, language)
    return article


def republish(article, *, meaning_changed=True, **more):
    return publish(
        article=article, language="fr", by=None, meaning_changed=meaning_changed,
        what_changed="Longer.", unsigned_reason="For a test.", **more,
    )  # fmt: skip


def test_pairs_have_the_original_beside_the_translation():
    found = pairs(published(), "nb")
    assert [(each.key, each.body, each.translated_body) for each in found] == [
        ("steps", "Tenez 30 secondes.", "Tenez 30 secondes."),
        ("after", "Marchez un peu.", "Marchez un peu."),
    ]
    assert [each.before for each in found] == ["", ""]
    assert progress(found) == (2, 2)


def test_pair_shows_what_changed_in_the_original_since_the_base():
    article = write(published(), "fr", steps="Tenez 60 secondes.")
    republish(article)
    steps, after = pairs(builders.fresh(article), "nb")
    assert steps.before == "Tenez 30 secondes."
    assert [(piece.kind, piece.text) for piece in steps.change] == [
        ("same", "Tenez"),
        ("deleted", " 30"),
        ("inserted", " 60"),
        ("same", " secondes."),
    ]
    assert after.before == ""
    assert progress([steps, after]) == (1, 2)


def test_pair_ignores_a_draft_of_the_original():
    article = write(published(), "fr", steps="Tenez 60 secondes.")
    assert pairs(article, "nb")[0].before == ""


def test_pair_without_a_translation_is_empty_and_not_done():
    article = builders.article(bodies=BODIES, languages=("fr",))
    found = pairs(article, "nb")
    assert [each.translated_body for each in found] == ["", ""]
    assert progress(found) == (0, 2)


def test_pair_names_numbers_that_differ_until_they_are_explained():
    article = write(published(), "nb", steps="Hold i 20 sekunder.")
    assert "30" in pairs(article, "nb")[0].problem
    explain(article=article, language="nb", section="steps", reason="Norwegian trial.",
            by=builders.person())  # fmt: skip
    assert pairs(article, "nb")[0].problem == ""
    assert pairs(article, "nb")[0].explained == "Norwegian trial."


def test_explained_numbers_may_be_published_until_either_text_changes():
    article = write(published(), "nb", steps="Hold i 20 sekunder.")

    def found():
        page = compose(builders.fresh(article), "nb")
        assert page
        return [problem.code for problem in check_page(page) if problem.blocks]

    assert found() == ["numbers.differ"]
    explain(article=article, language="nb", section="steps", reason="Norwegian trial.",
            by=builders.person())  # fmt: skip
    assert found() == []
    write(article, "nb", steps="Hold i 25 sekunder.")
    assert found() == ["numbers.differ"]
    write(article, "nb", steps="Hold i 20 sekunder.")
    assert found() == []
    write(article, "fr", steps="Tenez 40 secondes.")
    assert found() == ["numbers.differ"]


def test_explanation_needs_a_reason():
    with pytest.raises(PublishRefusedError):
        explain(article=published(), language="nb", section="steps", reason=" ",
                by=builders.person())  # fmt: skip


def test_pair_finds_terms_with_the_words_to_write_and_to_avoid():
    builders.term("secondes", avoid="sekundær")
    article = builders.article(bodies={"steps": "Tenez 30 secondes fr."})
    (term,) = pairs(article, "nb")[0].terms
    assert (term.plain, term.avoid) == ("secondes nb", ("sekundær",))


def test_confirming_moves_the_base_without_a_new_edition():
    article = write(published(), "fr", steps="Tenez 60 secondes.")
    newer = republish(article)
    assert set(outdated_pages().values_list("language", flat=True)) == {"nb", "es"}
    confirm_still_correct(article=article, language="nb", by=builders.person())
    assert set(outdated_pages().values_list("language", flat=True)) == {"es"}
    page = Publication.objects.get(article="first-aid", language="nb")
    assert (page.base, page.edition.number) == (newer, 1)
    assert DeskEvent.objects.first().kind == "confirmed"


def test_wording_makes_no_translation_outdated():
    article = write(published(), "fr", after="Marchez doucement.")
    republish(article, meaning_changed=False)
    assert not outdated_pages().exists()


def test_safety_critical_change_withdraws_translations_that_do_not_say_it():
    article = write(published(), "fr", after="Ne massez pas.")
    republish(article, safety_critical=True)
    live = Publication.objects.live().values_list("language", flat=True)
    assert list(live) == ["fr"]
    gone = Publication.objects.get(article="first-aid", language="nb")
    assert gone.withdrawn_because != ""


def test_pairs_cost_the_same_with_one_and_three_sections(django_assert_num_queries):
    one = builders.article("one", bodies={"a": "Un."})
    three = builders.article("three", bodies={"a": "Un.", "b": "Deux.", "c": "Trois."})
    with django_assert_num_queries(6):
        pairs(one, "nb")
    with django_assert_num_queries(6):
        pairs(three, "nb")
