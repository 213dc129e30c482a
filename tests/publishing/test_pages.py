"""From draft to Edition, and away again."""

import pytest

from articles.checking import check_page
from articles.composing import compose
from articles.digest import part_digest
from articles.drafting import save_structure, save_text
from articles.models import (
    Edition,
    EditionUse,
    Publication,
    PublicationEvent,
    RenderedEdition,
    SiteVersion,
)
from articles.publishing import (
    PublishRefusedError,
    confirm,
    withdraw,
)
from articles.reviewing import revoke
from tests import builders
from tests.publishing.room import BODIES, events, old_slugs, rewritten


def refusal(record, language="fr", **said):
    """The codes that a publication is refused with."""
    with pytest.raises(PublishRefusedError) as refused:
        builders.edition(record, language, **said)
    return [problem.code for problem in refused.value.problems]


# --- one page ---------------------------------------------------------------------


@pytest.mark.django_db
def test_publish_makes_an_edition_that_is_complete_and_live():
    builders.care_card()
    builders.figure()
    builders.source()
    body = "Tirez.[@nhs_cramps]\n\n![](figure:wall-stretch)"
    record = builders.article(bodies={"steps": body}, care_cards=["dvt"])
    by = builders.person()
    edition = builders.edition(record, by=by)
    assert (edition.article, edition.language, edition.number) == ("first-aid", "fr", 1)
    assert (edition.title, edition.slug) == ("first-aid fr", "first-aid-fr")
    assert edition.content["sections"] == [
        {"key": "steps", "aspect": "overview", "heading": "steps fr", "body": body}
    ]
    assert [card["key"] for card in edition.content["care_cards"]] == ["dvt"]
    assert list(edition.content["figures"]) == ["wall-stretch"]
    assert list(edition.content["sources"]) == ["nhs_cramps"]
    assert set(edition.parts) == {
        "article:first-aid", "care-card:dvt", "figure:wall-stretch",
    }  # fmt: skip
    assert edition.parts["article:first-aid"] == part_digest(record, "fr")
    uses = EditionUse.objects.filter(edition=edition).exclude(digest="")
    assert {use.used: use.digest for use in uses} == edition.parts
    assert (edition.published_by, edition.unsigned_reason) == (by, "For a test.")
    assert RenderedEdition.objects.get().edition == edition
    page = Publication.objects.live().get()
    assert (page.edition, page.slug, page.topic) == (
        edition, "first-aid-fr", "understanding",
    )  # fmt: skip
    assert events() == [(1, "published", "article:first-aid", "fr")]


@pytest.mark.django_db
def test_second_publication_is_a_second_edition_and_the_first_stays():
    record = builders.article(bodies=BODIES)
    first = builders.edition(record)
    said = first.content
    second = builders.edition(rewritten(record))
    assert second.number == 2
    assert Publication.objects.get().edition == second
    assert Edition.objects.get(pk=first.pk).content == said
    assert said["sections"][0]["body"] == "Tirez."


@pytest.mark.django_db
def test_red_flags_stand_most_dangerous_first():
    for key, level in (("a", "not-urgent"), ("b", "same-day"), ("c", "emergency")):
        builders.care_card(key, level=level)
    record = builders.article(bodies=BODIES, care_cards=["a", "b", "c"])
    cards = builders.edition(record).content["care_cards"]
    assert [card["level"] for card in cards] == ["emergency", "same-day", "not-urgent"]


@pytest.mark.django_db
def test_translation_follows_the_live_original():
    record = builders.article(bodies=BODIES)
    alone = builders.edition(record, "es")
    source = builders.edition(record, "fr")
    translation = builders.edition(record, "nb")
    assert (alone.based_on, source.based_on) == (None, None)
    assert translation.based_on == source
    assert Publication.objects.get(language="nb").base == source


# --- refusals ---------------------------------------------------------------------


@pytest.mark.django_db
def test_missing_text_is_refused():
    record = builders.article(languages=("fr",))
    assert refusal(record, "nb") == ["article.missing"]


@pytest.mark.django_db
def test_page_that_fails_a_check_is_refused_with_every_reason():
    record = builders.article(bodies={"steps": "[x](term:unknown)"})
    text = {**(record.text("fr") or {}), "lead": "", "slug": ""}
    save_text(record, language="fr", text=text, by=None)
    assert refusal(record, what_changed=" ", unsigned_reason="") == [
        "article.slug-missing", "article.lead-missing", "term.unknown",
        "publish.what-changed", "publish.unsigned",
    ]  # fmt: skip
    assert Edition.objects.count() == PublicationEvent.objects.count() == 0


@pytest.mark.django_db
def test_page_with_a_red_flag_missing_in_its_language_is_refused():
    builders.care_card(languages=("fr",))
    record = builders.article(bodies=BODIES, care_cards=["dvt"])
    builders.edition(record, "fr")
    assert refusal(record, "nb") == [
        "care-card.heading-missing", "care-card.sign-missing",
    ]  # fmt: skip


@pytest.mark.django_db
def test_warning_does_not_stop_a_page():
    record = rewritten(builders.article(bodies=BODIES), lead="mot " * 31)
    page = compose(record, "fr")
    assert page
    codes = {problem.code: problem.blocks for problem in check_page(page)}
    assert codes == {"article.lead-long": False, "section.no-citation": False}
    assert builders.edition(record).number == 1


@pytest.mark.django_db
def test_unsigned_page_needs_a_reason_and_says_so():
    record = builders.article(bodies=BODIES)
    assert refusal(record, unsigned_reason="  ") == ["publish.unsigned"]
    assert builders.edition(record).unsigned_reason == "For a test."


@pytest.mark.django_db
def test_signed_page_needs_no_reason_and_keeps_none():
    record = builders.article(bodies=BODIES)
    builders.signed(record, "fr", by=builders.person())
    assert builders.edition(record, unsigned_reason="").unsigned_reason == ""
    assert builders.edition(record, unsigned_reason="Why not").unsigned_reason == ""


@pytest.mark.django_db
def test_unsigned_text_never_replaces_a_signed_one():
    record, nurse = builders.article(bodies=BODIES), builders.person()
    (row,) = builders.signed(record, "fr", by=nurse)
    signed = builders.edition(record)
    assert refusal(rewritten(record)) == ["publish.unsigned-over-signed"]
    assert Publication.objects.get().edition == signed
    revoke(sign_off=row, by=nurse, reason="A wrong number.")
    assert builders.edition(record).number == 2


@pytest.mark.django_db
def test_page_with_a_changed_care_card_never_replaces_a_signed_one():
    card, nurse = builders.care_card(), builders.person()
    record = builders.article(bodies=BODIES, care_cards=["dvt"])
    builders.signed(record, "fr", by=nurse)
    builders.signed(card, "fr", by=nurse)
    builders.edition(record)
    save_structure(card, structure={**card.structure(), "level": "emergency"}, by=None)
    assert refusal(record) == ["publish.unsigned-over-signed"]
    builders.signed(card, "fr", by=nurse)
    assert builders.edition(record, unsigned_reason="").number == 2


@pytest.mark.django_db
def test_address_of_another_page_is_refused_even_when_that_is_withdrawn():
    other = builders.article("other", bodies=BODIES)
    builders.edition(other)
    rewritten(other, slug="somewhere-else")
    record = rewritten(builders.article(bodies=BODIES), slug="other-fr")
    assert refusal(record) == ["slug.taken"]
    withdraw(article="other", language="fr", by=None, reason="A mistake.")
    assert refusal(record) == ["slug.taken"]
    assert builders.edition(record, "nb").slug == "first-aid-nb"


# --- addresses --------------------------------------------------------------------


@pytest.mark.django_db
def test_slug_that_moves_stays_known_and_a_live_slug_wins():
    record = builders.article(bodies=BODIES)
    builders.edition(record)
    builders.edition(rewritten(record, slug="b"))
    assert old_slugs() == [("article", "fr", "first-aid-fr", "first-aid")]
    builders.edition(rewritten(record, slug="c"))
    assert [slug for _, _, slug, _ in old_slugs()] == ["b", "first-aid-fr"]
    builders.edition(rewritten(record, slug="b"))
    assert [slug for _, _, slug, _ in old_slugs()] == ["c", "first-aid-fr"]
    other = rewritten(builders.article("other", bodies=BODIES), slug="c")
    builders.edition(other)
    assert [slug for _, _, slug, _ in old_slugs()] == ["first-aid-fr"]


# --- withdraw, confirm ------------------------------------------------------------


@pytest.mark.django_db
def test_withdrawn_page_keeps_its_address_and_its_reason_and_comes_back():
    record = builders.article(bodies=BODIES)
    builders.edition(record)
    by = builders.person()
    withdraw(article="first-aid", language="fr", by=by, reason="A mistake.")
    page = Publication.objects.get()
    assert (page.edition, page.slug, page.withdrawn_because) == (
        None, "first-aid-fr", "A mistake.",
    )  # fmt: skip
    assert not Publication.objects.live().exists()
    assert builders.edition(record).number == 2
    page.refresh_from_db()
    assert page.withdrawn_because == ""
    assert [kind for _, kind, _, _ in events()] == [
        "published",
        "withdrawn",
        "published",
    ]
    assert PublicationEvent.objects.get(number=2).by == by


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "reason", "code"),
    [("fr", " ", "withdraw.reason"), ("nb", "A mistake.", "withdraw.not-live")],
)
def test_withdraw_is_refused(language, reason, code):
    builders.edition(builders.article(bodies=BODIES))
    with pytest.raises(PublishRefusedError) as refused:
        withdraw(article="first-aid", language=language, by=None, reason=reason)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert SiteVersion.objects.get().number == 1


@pytest.mark.django_db
def test_confirm_moves_the_base_to_the_live_original():
    record = builders.article(bodies=BODIES)
    for code in ("fr", "nb"):
        builders.edition(record, code)
    source = builders.edition(rewritten(record), meaning_changed=True)
    confirm(article="first-aid", language="nb", by=None)
    page = Publication.objects.get(language="nb")
    assert page.base == source
    assert page.edition
    assert page.edition.based_on != source, "an Edition never changes"
    assert events()[-1] == (4, "confirmed", "article:first-aid", "nb")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("live", "language", "code"),
    [
        (("fr",), "nb", "confirm.not-live"),
        (("fr",), "fr", "confirm.no-source"),
        (("nb",), "nb", "confirm.no-source"),
    ],
)
def test_confirm_is_refused(live, language, code):
    record = builders.article(bodies=BODIES)
    for each in live:
        builders.edition(record, each)
    with pytest.raises(PublishRefusedError) as refused:
        confirm(article="first-aid", language=language, by=None)
    assert [problem.code for problem in refused.value.problems] == [code]
