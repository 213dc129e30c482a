"""From draft to Edition: all of it or nothing, and never something else."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.checking import check_page
from articles.composing import compose
from articles.digest import part_digest
from articles.drafting import save_structure, save_text
from articles.models import (
    Article,
    DeskEvent,
    Edition,
    EditionUse,
    OldSlug,
    Publication,
    PublicationEvent,
    ReferenceEdition,
    RenderedEdition,
    SiteVersion,
)
from articles.publishing import (
    PublishRefusedError,
    confirm,
    publish,
    publish_reference,
    withdraw,
)
from articles.reviewing import revoke
from articles.versions import next_version
from tests import builders
from tests.simultaneous import at_the_same_time

BODIES = {"short-answer": "Tirez."}


def refusal(record, language="fr", **said):
    """The codes that a publication is refused with."""
    with pytest.raises(PublishRefusedError) as refused:
        builders.edition(record, language, **said)
    return [problem.code for problem in refused.value.problems]


def rewritten(record, language="fr", body="Tirez doucement.", **head):
    text = builders.article_text(record.key, language, {"short-answer": body}, **head)
    save_text(record, language=language, text=text, by=None)
    return builders.fresh(record)


def events():
    rows = PublicationEvent.objects.order_by("number")
    return [(each.number, each.kind, each.subject, each.language) for each in rows]


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


def old_slugs():
    return sorted(OldSlug.objects.values_list("kind", "language", "slug", "key"))


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


# --- reference --------------------------------------------------------------------


@pytest.mark.django_db
def test_reference_is_published_as_one_in_all_languages_and_once():
    builders.topic()
    builders.term()
    builders.country()
    edition = publish_reference(by=None)
    assert edition
    content = edition.content
    assert [topic["text"]["nb"]["slug"] for topic in content["topics"]] == [
        "understanding-nb"
    ]
    assert [term["key"] for term in content["terms"]] == ["cramp"]
    assert [country["emergency"] for country in content["countries"]] == [["112"]]
    assert SiteVersion.objects.get().reference == edition
    assert publish_reference(by=None) is None
    assert [kind for _, kind, _, _ in events()] == ["reference"]


@pytest.mark.django_db
def test_incomplete_reference_is_refused_with_every_missing_word():
    builders.topic(languages=("fr", "nb"))
    builders.term(languages=("fr",))
    with pytest.raises(PublishRefusedError) as refused:
        publish_reference(by=None)
    assert [(each.code, each.where) for each in refused.value.problems] == [
        ("reference.incomplete", "topic:understanding"),
        ("reference.incomplete", "term:cramp"),
        ("reference.incomplete", "term:cramp"),
    ]
    assert ReferenceEdition.objects.count() == 0


@pytest.mark.django_db
def test_topic_at_the_address_of_a_fixed_page_is_refused():
    from articles.fixed_pages import word

    topic = builders.topic()
    text = {"name": "N", "slug": word("privacy", "fr"), "introduction": ""}
    save_text(topic, language="fr", text=text, by=None)
    with pytest.raises(PublishRefusedError) as refused:
        publish_reference(by=None)
    assert [problem.code for problem in refused.value.problems] == ["slug.taken"]


@pytest.mark.django_db
def test_slug_of_a_topic_that_moves_stays_known_until_it_is_live_again():
    topic = builders.topic()
    publish_reference(by=None)
    for slug, left in (("b", ["understanding-fr"]), ("understanding-fr", ["b"])):
        text = {"name": "N", "slug": slug, "introduction": ""}
        save_text(topic, language="fr", text=text, by=None)
        publish_reference(by=None)
        assert old_slugs() == [("topic", "fr", left[0], "understanding")]


# --- all or nothing, one after the other ------------------------------------------


def reading_room():
    pages = Publication.objects.values_list(
        "slug", "edition", "base", "withdrawn_because"
    )
    return (
        sorted(pages, key=str),
        sorted(Edition.objects.values_list("article", "language", "number")),
        sorted(OldSlug.objects.values_list("slug")),
        list(PublicationEvent.objects.values_list("number")),
        list(SiteVersion.objects.values_list("number")),
        EditionUse.objects.count(),
        RenderedEdition.objects.count(),
        DeskEvent.objects.count(),
    )


class Crash(Exception):
    """Injected."""


def crash_after(statements):
    left = [statements]

    def wrapper(execute, *arguments):
        result = execute(*arguments)
        # Inside a test a released savepoint is the commit: then it is done.
        if not arguments[0].startswith("RELEASE"):
            left[0] -= 1
            if left[0] == 0:
                raise Crash
        return result

    return connection.execute_wrapper(wrapper)


@pytest.mark.django_db
@pytest.mark.parametrize("work", ["publish", "withdraw"])
def test_failure_after_any_statement_leaves_the_old_page(work):
    record = builders.article(bodies=BODIES)
    builders.edition(record)
    record = rewritten(record, slug="b")

    def do():
        if work == "publish":
            builders.edition(record, meaning_changed=True)
        else:
            withdraw(article="first-aid", language="fr", by=None, reason="Wrong.")

    before = reading_room()
    deaths = 0
    while True:
        try:
            with crash_after(deaths + 1):
                do()
            break
        except Crash:
            deaths += 1
            assert reading_room() == before, f"after statement {deaths}"
    assert reading_room() != before
    assert deaths >= {"publish": 20, "withdraw": 5}[work]


def test_process_killed_after_any_statement_leaves_the_old_page_or_the_new(tmp_path):
    environment = {
        **os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "calfhealth.settings",
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.dying"],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True,
        check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    deaths = json.loads(done.stdout.splitlines()[-1])
    old, new = ["first-aid-fr", 1, 1, 1, 0], ["new", 2, 2, 2, 1]
    gone = ["new", "Wrong.", 2, 3, 1]
    assert deaths["publish"] == [old] * (len(deaths["publish"]) - 1) + [new]
    assert deaths["withdraw"] == [new] * (len(deaths["withdraw"]) - 1) + [gone]
    assert len(deaths["publish"]) > 20


@pytest.mark.django_db(transaction=True)
def test_two_publishers_of_one_page_at_the_same_instant_one_edition_is_live():
    record = builders.article(bodies=BODIES)

    def go():
        return publish(
            article=Article.objects.get(), language="fr", by=None, meaning_changed=False,
            what_changed="First.", unsigned_reason="For a test.",
        )  # fmt: skip

    editions = at_the_same_time(go, go)
    assert sorted(each.number for each in editions) == [1, 2]
    page = Publication.objects.get()
    assert page.edition
    assert page.edition.number == 2
    assert [number for number, _, _, _ in events()] == [1, 2]
    assert record.key == page.article


@pytest.mark.django_db(transaction=True)
def test_publishers_at_the_same_instant_leave_events_gapless_and_in_order_of_commits():
    for key in ("one", "two"):
        builders.article(key, bodies=BODIES)

    def go(key, language):
        return lambda: publish(
            article=Article.objects.get(key=key), language=language, by=None,
            meaning_changed=False, what_changed="First.", unsigned_reason="For a test.",
        )  # fmt: skip

    def watch():
        """What a reader sees meanwhile: never a gap, never a number too early."""
        seen = [0]
        while seen[-1] < 4:
            numbers = sorted(PublicationEvent.objects.values_list("number", flat=True))
            assert numbers == list(range(1, len(numbers) + 1))
            seen.append(len(numbers))
        return seen

    *editions, seen = at_the_same_time(
        go("one", "fr"), go("two", "fr"), go("one", "nb"), go("two", "nb"), watch
    )
    assert seen == sorted(seen)
    assert [number for number, _, _, _ in events()] == [1, 2, 3, 4]
    by_event = PublicationEvent.objects.order_by("number").values_list("edition")
    by_edition = Edition.objects.order_by("pk").values_list("pk")
    assert list(by_event) == list(by_edition)
    assert {each.pk for each in editions} == {pk for (pk,) in by_edition}
    assert Publication.objects.live().count() == 4


@pytest.mark.django_db(transaction=True)
def test_public_change_outside_a_transaction_is_a_mistake():
    with pytest.raises(RuntimeError):
        next_version(kind="published")


@pytest.mark.django_db
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
