"""Asking, signing, sending back and taking back, as each role does it."""

import pytest

from articles import roles
from articles.digest import part_digest
from articles.drafting import save_text
from articles.models import DeskEvent, SignOff
from tests import builders
from tests.desk.forms import address, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer():
    return builders.person("ola", roles.AUTHOR)


@pytest.fixture
def reviewer():
    return builders.person("kari", roles.REVIEWER)


def sign(record, language, **more):
    return {
        "do": "sign", "digest": part_digest(record, language) or "",
        "name": "Kari Lie", "role": "Doctor", **more,
    }  # fmt: skip


def test_reviewer_signs_exactly_what_she_read(writer, reviewer):
    article = builders.article(by=writer)
    where = address(article, "nb", "review")
    answer = client_of(reviewer).post(where, sign(article, "nb"), follow=True)
    row = SignOff.objects.get()
    assert (row.name, row.role, row.by) == ("Kari Lie", "Doctor", reviewer)
    assert "Kari Lie" in answer.content.decode()


def test_text_changed_meanwhile_is_not_signed(writer, reviewer):
    article = builders.article(by=writer)
    seen = sign(article, "nb")
    save_text(
        article,
        language="nb",
        text={**builders.text_of(article, "nb"), "lead": "Ny."},
        by=writer,
    )
    answer = client_of(reviewer).post(address(article, "nb", "review"), seen)
    assert answer.status_code == 409
    assert not SignOff.objects.exists()


def test_who_wrote_it_cannot_sign_it_and_is_told_so(reviewer):
    reviewer.groups.add(*builders.person("x", roles.AUTHOR).groups.all())
    article = builders.article(by=reviewer)
    client = client_of(reviewer)
    page = client.get(address(article, "nb", "review"))
    assert page.context["wrote"] is True
    assert b'value="sign"' not in page.content
    answer = client.post(address(article, "nb", "review"), sign(article, "nb"))
    assert answer.status_code == 409


def test_who_wrote_it_cannot_sign_it_by_publishing_it_unsigned_first(reviewer):
    reviewer.groups.add(*builders.person("x", roles.AUTHOR).groups.all())
    article = builders.article(by=reviewer)
    builders.edition(article, "nb")
    answer = client_of(reviewer).post(
        address(article, "nb", "review"), sign(article, "nb")
    )
    assert answer.status_code == 409
    assert not SignOff.objects.exists()


def test_sign_off_needs_name_and_profession(writer, reviewer):
    article = builders.article(by=writer)
    answer = client_of(reviewer).post(
        address(article, "nb", "review"), sign(article, "nb", role=" ")
    )
    assert answer.status_code == 409
    assert not SignOff.objects.exists()


def test_sending_back_is_kept_with_its_sentence(writer, reviewer):
    article = builders.article(by=writer)
    client_of(reviewer).post(
        address(article, "nb", "review"),
        {"do": "refuse", "reason": "Step 2 is unclear."},
    )
    event = DeskEvent.objects.get(kind="refused")
    assert (event.reason, event.by) == ("Step 2 is unclear.", reviewer)


def test_taking_back_needs_a_reason_and_shows(writer, reviewer):
    article = builders.article(by=writer)
    (row,) = builders.signed(article, "nb", by=reviewer)
    client, where = client_of(reviewer), address(article, "nb", "review")
    bare = client.post(where, {"do": "revoke", "sign_off": row.pk, "reason": ""})
    assert bare.status_code == 409
    client.post(where, {"do": "revoke", "sign_off": row.pk, "reason": "New trial."})
    assert not SignOff.objects.standing().exists()
    assert client.get(where).context["current"] is None


def test_review_shows_what_changed_since_it_was_signed(writer, reviewer):
    article = builders.article(by=writer)
    builders.signed(article, "nb", by=reviewer)
    text = {
        **builders.text_of(article, "nb"),
        "lead": "Lead of first-aid in Norwegian.",
    }
    save_text(article, language="nb", text=text, by=writer)
    page = client_of(reviewer).get(address(article, "nb", "review"))
    (change,) = page.context["changes"]
    assert [(p.kind, p.text) for p in change.pieces] == [
        ("same", "Lead of first-aid in"),
        ("deleted", " nb."),
        ("inserted", " Norwegian."),
    ]


def test_author_asks_and_cannot_sign(writer):
    article = builders.article(by=writer)
    client, where = client_of(writer), address(article, "nb", "review")
    client.post(where, {"do": "ask"})
    assert DeskEvent.objects.get().kind == "asked"
    assert client.post(where, sign(article, "nb")).status_code == 403


def test_care_card_is_reviewed_as_a_part(reviewer):
    card = builders.care_card()
    client_of(reviewer).post(address(card, "fr", "review"), sign(card, "fr"))
    assert SignOff.objects.get().subject == "care-card:dvt"


def test_unknown_act_is_not_found(reviewer):
    article = builders.article()
    answer = client_of(reviewer).post(address(article, "nb", "review"), {"do": "x"})
    assert answer.status_code == 404
