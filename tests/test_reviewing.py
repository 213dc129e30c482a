"""Where a text stands follows from what it says; nobody signs what they wrote."""

from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.digest import part_digest
from articles.drafting import restore, save_structure, save_text
from articles.models import (
    Article,
    DraftSave,
    Publication,
    PublicationEvent,
    SignOff,
    SiteVersion,
)
from articles.publishing import confirm, withdraw
from articles.reviewing import (
    Live,
    RefusedError,
    State,
    Text,
    outdated_pages,
    revoke,
    sign_off,
    state_of,
    states,
    unsigned_parts,
    writers_since_signed,
)
from tests import builders

BODIES = {"steps": "Tirez."}
NEW = builders.article_text("first-aid", "fr", {"steps": "Tirez doucement."})
NEWER = builders.article_text("first-aid", "fr", {"steps": "Tirez très doucement."})

YES_NO = (False, True)
A, B = {"article:first-aid": "a"}, {"article:first-aid": "b"}

# draft, signed -> the text
WRITTEN = {
    (None, False): Text.MISSING,
    (None, True): Text.MISSING,
    ("A", False): Text.DRAFT,
    ("A", True): Text.SIGNED,
}
# draft, published, withdrawn, outdated -> the page and whether it is outdated
SHOWN = {
    (None, None, False, False): (Live.NEVER, False),
    (None, None, False, True): (Live.NEVER, False),
    (None, None, True, False): (Live.WITHDRAWN, False),
    (None, None, True, True): (Live.WITHDRAWN, False),
    (None, "A", False, False): (Live.CHANGED, False),
    (None, "A", False, True): (Live.CHANGED, True),
    (None, "A", True, False): (Live.WITHDRAWN, False),
    (None, "A", True, True): (Live.WITHDRAWN, False),
    (None, "B", False, False): (Live.CHANGED, False),
    (None, "B", False, True): (Live.CHANGED, True),
    (None, "B", True, False): (Live.WITHDRAWN, False),
    (None, "B", True, True): (Live.WITHDRAWN, False),
    ("A", None, False, False): (Live.NEVER, False),
    ("A", None, False, True): (Live.NEVER, False),
    ("A", None, True, False): (Live.WITHDRAWN, False),
    ("A", None, True, True): (Live.WITHDRAWN, False),
    ("A", "A", False, False): (Live.LIVE, False),
    ("A", "A", False, True): (Live.LIVE, True),
    ("A", "A", True, False): (Live.WITHDRAWN, False),
    ("A", "A", True, True): (Live.WITHDRAWN, False),
    ("A", "B", False, False): (Live.CHANGED, False),
    ("A", "B", False, True): (Live.CHANGED, True),
    ("A", "B", True, False): (Live.WITHDRAWN, False),
    ("A", "B", True, True): (Live.WITHDRAWN, False),
}


@pytest.mark.parametrize(
    ("draft", "signed", "published", "withdrawn", "outdated"),
    list(product((None, "A"), YES_NO, (None, "A", "B"), YES_NO, YES_NO)),
)
def test_state_of_every_combination(draft, signed, published, withdrawn, outdated):
    parts = {None: None, "A": A, "B": B}
    state = state_of(
        draft=parts[draft], signed=signed, published=parts[published],
        withdrawn=withdrawn, outdated=outdated,
    )  # fmt: skip
    live, old = SHOWN[draft, published, withdrawn, outdated]
    assert state == State(WRITTEN[draft, signed], live, old)


def state(language="fr"):
    return states(Article.objects.all(), [language])["first-aid", language]


@pytest.mark.django_db
def test_states_follow_a_text_from_nothing_to_withdrawn():
    record = builders.article(languages=(), bodies=BODIES)
    nurse = builders.person()
    assert state() == State(Text.MISSING, Live.NEVER)
    save_text(record, language="fr", text=NEW, by=None)
    assert state() == State(Text.DRAFT, Live.NEVER)
    builders.signed(record, "fr", by=nurse)
    assert state() == State(Text.SIGNED, Live.NEVER)
    builders.edition(record)
    assert state() == State(Text.SIGNED, Live.LIVE)
    save_text(record, language="fr", text=NEWER, by=None)
    assert state() == State(Text.DRAFT, Live.CHANGED)
    save_text(record, language="fr", text=NEW, by=None)
    assert state() == State(Text.SIGNED, Live.LIVE)
    withdraw(article="first-aid", language="fr", by=None, reason="A mistake.")
    assert state() == State(Text.SIGNED, Live.WITHDRAWN)
    assert state("nb") == State(Text.MISSING, Live.NEVER)


@pytest.mark.django_db
def test_changed_care_card_makes_its_pages_unsigned_and_changed():
    card, figure = builders.care_card(), builders.figure()
    body = "![](figure:wall-stretch)"
    record = builders.article(bodies={"steps": body}, care_cards=["dvt"])
    other = builders.article("other", bodies=BODIES)
    nurse = builders.person()
    for each in (card, figure, record, other):
        builders.signed(each, "fr", "nb", by=nurse)
    for each in (record, other):
        builders.edition(each, "fr")
        builders.edition(each, "nb")
    signed_and_live = State(Text.SIGNED, Live.LIVE)
    both = [record, other]
    assert set(states(both, ["fr", "nb"]).values()) == {signed_and_live}

    text = {"heading": "Nouveau ?", "note": "", "items": [["swelling", "gonflée"]]}
    save_text(card, language="fr", text=text, by=None)
    assert states(both, ["fr", "nb"]) == {
        ("first-aid", "fr"): State(Text.DRAFT, Live.CHANGED),
        ("first-aid", "nb"): signed_and_live,
        ("other", "fr"): signed_and_live,
        ("other", "nb"): signed_and_live,
    }
    save_structure(figure, structure={"svg": "<svg/>"}, by=None)
    assert states([record], ["nb"])["first-aid", "nb"] == State(
        Text.DRAFT, Live.CHANGED
    )


@pytest.mark.django_db
def test_page_is_signed_when_all_its_parts_are():
    card = builders.care_card()
    record = builders.article(bodies=BODIES, care_cards=["dvt"])
    nurse = builders.person()
    builders.signed(record, "fr", by=nurse)
    assert state().text == Text.DRAFT
    builders.signed(card, "nb", by=nurse)
    assert state().text == Text.DRAFT
    builders.signed(card, "fr", by=nurse)
    assert state().text == Text.SIGNED


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_states_cost_five_queries_for_any_number(count):
    builders.care_card()
    records = [
        builders.article(f"text-{number}", bodies=BODIES, care_cards=["dvt"])
        for number in range(count)
    ]
    for record in records:
        builders.edition(record)
    with CaptureQueriesContext(connection) as queries:
        found = states(records, ["fr", "nb", "es"])
    assert len(found) == 3 * count
    assert len(queries) == 5


# --- sign-off ---------------------------------------------------------------------


@pytest.mark.django_db
def test_sign_off_names_who_approved_exactly_this():
    record, nurse = builders.article(), builders.person()
    digest = part_digest(record, "fr")
    assert digest
    row = sign_off(
        record=record, language="fr", digest=digest, by=nurse, name="Kari", role="Nurse"
    )
    assert (row.subject, row.language, row.digest) == (
        "article:first-aid",
        "fr",
        digest,
    )
    assert (row.by, row.name, row.role) == (nurse, "Kari", "Nurse")
    assert unsigned_parts({"article:first-aid": digest}) == []


@pytest.mark.django_db
def test_sign_off_of_a_text_that_changed_meanwhile_is_refused():
    record, nurse = builders.article(bodies=BODIES), builders.person()
    seen = part_digest(record, "fr") or ""
    save_text(Article.objects.get(), language="fr", text=NEW, by=None)
    with pytest.raises(RefusedError):
        sign_off(
            record=record, language="fr", digest=seen, by=nurse, name="K", role="Nurse"
        )
    assert SignOff.objects.count() == 0


@pytest.mark.django_db
def test_sign_off_of_a_missing_text_is_refused():
    record = builders.article(languages=("fr",))
    with pytest.raises(RefusedError):
        sign_off(
            record=record, language="nb", digest="", by=builders.person(), name="K",
            role="Nurse",
        )  # fmt: skip


@pytest.mark.django_db
def test_any_edit_voids_a_sign_off_and_the_old_text_is_signed_again():
    record, nurse = builders.article(bodies=BODIES), builders.person()
    builders.signed(record, "fr", "nb", by=nurse)
    signed_save = DraftSave.objects.get(subject=record.subject, language="fr")
    save_text(record, language="fr", text=NEW, by=None)
    assert (state("fr").text, state("nb").text) == (Text.DRAFT, Text.SIGNED)
    restore(record, save=signed_save, by=None)
    assert state("fr").text == Text.SIGNED


@pytest.mark.django_db
def test_writer_cannot_sign_and_her_colleague_can():
    writer, nurse = builders.person("anne"), builders.person("kari")
    record = builders.article(bodies=BODIES, languages=("fr",), by=writer)
    with pytest.raises(RefusedError):
        builders.signed(record, "fr", by=writer)
    builders.signed(record, "fr", by=nurse)
    save_text(record, language="fr", text=NEW, by=nurse)
    with pytest.raises(RefusedError):
        builders.signed(record, "fr", by=nurse)
    builders.signed(record, "fr", by=writer)


@pytest.mark.django_db
def test_writer_of_another_language_can_sign():
    writer = builders.person("anne")
    record = builders.article(bodies=BODIES)
    save_text(record, language="fr", text=NEW, by=writer)
    record = builders.fresh(record)
    builders.signed(record, "nb", by=writer)
    assert writers_since_signed(record, "fr") == {writer.pk}


@pytest.mark.django_db
def test_everybody_who_wrote_since_the_last_signed_version_is_a_writer():
    one, two, nurse = (builders.person(name) for name in ("anne", "bo", "kari"))
    record = builders.article(bodies=BODIES)
    save_text(record, language="fr", text=NEW, by=one)
    save_text(record, language="fr", text=NEWER, by=two)
    record = builders.fresh(record)
    assert writers_since_signed(record, "fr") == {one.pk, two.pk}
    builders.signed(record, "fr", by=nurse)
    assert writers_since_signed(record, "fr") == set()
    save_text(record, language="fr", text=NEW, by=two)
    assert writers_since_signed(record, "fr") == {two.pk}


@pytest.mark.django_db
def test_signed_text_with_moved_sections_starts_the_count_again():
    writer, nurse = builders.person("anne"), builders.person("kari")
    bodies = {"steps": "1", "after": "2"}
    record = builders.article(bodies=bodies, by=writer)
    plan = {
        **record.structure(),
        "sections": [["after", "causes"], ["steps", "causes"]],
    }
    save_structure(record, structure=plan, by=writer)
    record = builders.fresh(record)
    builders.signed(record, "fr", by=nurse)
    text = builders.article_text("first-aid", "fr", {"after": "3", "steps": "1"})
    save_text(record, language="fr", text=text, by=nurse)
    assert writers_since_signed(record, "fr") == {nurse.pk}


@pytest.mark.django_db
def test_whoever_changed_the_level_of_a_care_card_cannot_sign_it():
    writer = builders.person("anne")
    card = builders.care_card()
    save_structure(
        card, structure={**card.structure(), "level": "emergency"}, by=writer
    )
    with pytest.raises(RefusedError):
        builders.signed(card, "fr", by=writer)


@pytest.mark.django_db
def test_revoking_takes_the_signature_away_for_a_reason_and_only_once():
    record, nurse = builders.article(bodies=BODIES), builders.person()
    (row,) = builders.signed(record, "fr", by=nurse)
    with pytest.raises(RefusedError):
        revoke(sign_off=row, by=nurse, reason="  ")
    assert state().text == Text.SIGNED
    taken = revoke(sign_off=row, by=nurse, reason="A wrong number.")
    assert state().text == Text.DRAFT
    for again in (row, taken):
        with pytest.raises(RefusedError):
            revoke(sign_off=again, by=nurse, reason="Again.")
    builders.signed(record, "fr", by=nurse)
    assert state().text == Text.SIGNED


@pytest.mark.django_db
def test_sign_off_and_revoking_are_events_only_where_readers_see_them():
    card, nurse = builders.care_card(), builders.person()
    record = builders.article(bodies=BODIES, care_cards=["dvt"])
    (row,) = builders.signed(record, "fr", by=nurse)
    assert PublicationEvent.objects.count() == 0
    builders.edition(record)
    builders.signed(card, "nb", by=nurse)
    assert SiteVersion.objects.get().number == 1
    builders.signed(card, "fr", by=nurse)
    revoke(sign_off=row, by=nurse, reason="x" * 1000)
    events = PublicationEvent.objects.order_by("number")
    assert [(each.number, each.kind, each.subject) for each in events] == [
        (1, "published", "article:first-aid"),
        (2, "signed", "care-card:dvt"),
        (3, "revoked", "article:first-aid"),
    ]
    save_text(record, language="fr", text=NEW, by=None)
    builders.signed(record, "fr", by=nurse)
    assert PublicationEvent.objects.count() == 3, "readers still see the old text"


# --- outdated ---------------------------------------------------------------------


def published_again(record, language, text, *, meaning_changed):
    save_text(record, language=language, text=text, by=None)
    builders.edition(record, language, meaning_changed=meaning_changed)


@pytest.mark.django_db
def test_translation_is_outdated_only_by_a_change_of_meaning():
    record = builders.article(bodies=BODIES)
    for code in ("fr", "nb"):
        builders.edition(record, code)
    published_again(record, "fr", NEW, meaning_changed=False)
    assert list(outdated_pages()) == []
    published_again(record, "fr", NEWER, meaning_changed=True)
    assert [page.language for page in outdated_pages()] == ["nb"]
    assert state("nb").outdated
    assert not state("fr").outdated


@pytest.mark.django_db
def test_outdated_translation_is_right_again_when_published_or_confirmed():
    record = builders.article(bodies=BODIES)
    for code in ("fr", "nb", "es"):
        builders.edition(record, code)
    published_again(record, "fr", NEW, meaning_changed=True)
    assert {page.language for page in outdated_pages()} == {"nb", "es"}
    text = builders.article_text("first-aid", "nb", {"steps": "Dra rolig."})
    published_again(record, "nb", text, meaning_changed=True)
    confirm(article="first-aid", language="es", by=None)
    assert list(outdated_pages()) == []
    published_again(record, "fr", NEWER, meaning_changed=False)
    assert list(outdated_pages()) == []


@pytest.mark.django_db
def test_translation_published_before_its_original_is_outdated_by_what_follows():
    record = builders.article(bodies=BODIES)
    builders.edition(record, "nb")
    assert Publication.objects.get().base is None
    builders.edition(record, "fr", meaning_changed=True)
    assert [page.language for page in outdated_pages()] == ["nb"]
