"""Votes, remarks and reports: kept without a trace of who sent them."""

import datetime
from dataclasses import dataclass

import pytest
from django.utils import timezone

from articles import feedback, fixed_pages
from articles.feedback import FloodError, Meter
from articles.models import ReaderComment, ReaderVote, UnansweredSearch
from articles.publishing import publish_reference, withdraw
from tests import builders

OURS = {"Sec-Fetch-Site": "same-origin"}
ARTICLE = "/fr/understanding-fr/first-aid-fr/"


@dataclass(frozen=True)
class Form:
    """The addresses of the page's form and of its thanks."""

    address: str
    thanks: str


@pytest.fixture
def record(db):
    """A live page in French, twice published; nothing has come in yet."""
    feedback.votes.empty()
    feedback.comments.empty()
    record = builders.article(care_cards=[])
    builders.country("fr", emergency="112")
    publish_reference(by=None)
    builders.edition(record)
    builders.edition(record, what_changed="A word.")
    return record


@pytest.fixture
def form(record) -> Form:
    del record
    address = f"{ARTICLE}{fixed_pages.word('feedback', 'fr')}/"
    return Form(address, f"{address}{fixed_pages.word('thanks', 'fr')}/")


def test_page_asks_whether_it_was_helpful_within_three_queries(
    client, form, django_assert_max_num_queries
):
    client.get("/fr/")  # the reference is read once for all pages
    with django_assert_max_num_queries(3):
        html = client.get(ARTICLE).content.decode()
    assert f'method="post" action="{form.address}"' in html
    assert 'name="edition" value="2"' in html


def test_vote_is_counted_without_a_cookie(client, form):
    sent = client.post(form.address, {"helpful": "no", "edition": "1"}, headers=OURS)
    assert (sent.status_code, sent["Location"]) == (303, form.thanks)
    assert sent["Cache-Control"] == "no-store"
    assert client.cookies == {}
    rows = ReaderVote.objects.values_list("article", "language", "edition", "helpful")
    assert list(rows) == [("first-aid", "fr", 1, False)]
    assert ReaderVote.objects.get().day == timezone.localdate()


def test_rows_have_no_room_for_who_sent_them():
    page = {"id", "article", "language", "edition", "day"}
    names = {
        model: {field.name for field in model._meta.get_fields()}
        for model in (ReaderVote, ReaderComment, UnansweredSearch)
    }
    assert names == {
        ReaderVote: page | {"helpful"},
        ReaderComment: page | {"kind", "text", "handled"},
        UnansweredSearch: {"id", "language", "query", "day", "count"},
    }


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Origin": "http://testserver"}, 303),
        ({"Origin": "http://localhost:8000"}, 303),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        (
            {
                "Sec-Fetch-Site": "cross-site",
                "Origin": "http://testserver",
            },
            403,
        ),
        ({"Origin": "https://other.example"}, 403),
        ({"Origin": "null"}, 403),
        ({}, 403),
    ],
)
def test_form_is_taken_only_from_our_own_pages(client, form, settings, headers, status):
    settings.SITE_ORIGIN = "http://localhost:8000"
    sent = client.post(form.address, {"helpful": "yes"}, headers=headers)
    assert sent.status_code == status
    assert ReaderVote.objects.count() == (status == 303)


def test_form_needs_no_csrf_cookie(form):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    assert (
        strict.post(form.address, {"helpful": "yes"}, headers=OURS).status_code == 303
    )


def test_vote_that_is_neither_yes_nor_no_is_refused(client, form):
    sent = client.post(form.address, {"helpful": "perhaps"}, headers=OURS)
    assert sent.status_code == 400
    assert 'role="alert"' in sent.content.decode()
    assert ReaderVote.objects.count() == 0


@pytest.mark.parametrize(
    ("given", "kept"),
    [("1", 1), ("2", 2), ("0", 2), ("3", 2), ("-1", 2), ("x", 2), ("9" * 40, 2)],
)
def test_vote_for_an_edition_that_never_was_counts_for_the_live_one(
    client, form, given, kept
):
    client.post(form.address, {"helpful": "yes", "edition": given}, headers=OURS)
    assert ReaderVote.objects.get().edition == kept


def test_comment_is_kept_as_it_was_written(client, form):
    sent = client.post(
        form.address,
        {"kind": "error", "text": " Le num\u202eéro\x00\r\nest faux. ", "edition": "2"},
        headers=OURS,
    )
    assert (sent.status_code, sent["Location"]) == (303, form.thanks)
    row = ReaderComment.objects.get()
    assert (row.kind, row.text, row.edition) == ("error", "Le numéro\nest faux.", 2)
    assert (row.handled, row.day) == (False, timezone.localdate())


def test_comment_of_an_odd_kind_is_a_remark(client, form):
    client.post(form.address, {"kind": "odd", "text": "x"}, headers=OURS)
    assert ReaderComment.objects.get().kind == "comment"


def test_comment_of_a_thousand_characters_fits_however_lines_end(client, form):
    text = "ab\r\n" * 333 + "c"
    assert client.post(form.address, {"text": text}, headers=OURS).status_code == 303
    assert len(ReaderComment.objects.get().text) == 1000


@pytest.mark.parametrize("text", ["", " \r\n\t ", "\x00\u200b", "ø" * 1001])
def test_comment_empty_or_too_long_is_refused_and_given_back(client, form, text):
    sent = client.post(form.address, {"text": text, "kind": "comment"}, headers=OURS)
    html = sent.content.decode()
    assert sent.status_code == 400
    assert sent["Cache-Control"] == "no-store"
    assert 'aria-invalid="true"' in html
    assert text.strip("\x00 \r\n\t") in html
    assert ReaderComment.objects.count() == 0


def test_text_of_a_comment_is_escaped_when_it_is_given_back(client, form):
    text = "<script>alert(1)</script>" + "x" * 1000
    html = client.post(form.address, {"text": text}, headers=OURS).content.decode()
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_program_that_fills_in_every_field_is_thanked_and_ignored(client, form):
    sent = {"text": "Buy this", "kind": "comment", "website": "https://x.example"}
    assert client.post(form.address, sent, headers=OURS).status_code == 303
    assert ReaderComment.objects.count() == 0


def test_flood_is_told_to_come_back_later_with_its_text(client, form, monkeypatch):
    monkeypatch.setattr(feedback, "comments", Meter(minute=1, day=9))
    client.post(form.address, {"text": "one"}, headers=OURS)
    sent = client.post(form.address, {"text": "another one"}, headers=OURS)
    assert (sent.status_code, sent["Retry-After"]) == (429, "60")
    assert "another one" in sent.content.decode()
    assert ReaderComment.objects.count() == 1


def test_meter_starts_again_with_each_minute_and_stops_for_the_day():
    meter = Meter(minute=2, day=3)
    start = datetime.datetime(2026, 11, 26, 10, 0, tzinfo=datetime.UTC)
    meter.take(start)
    meter.take(start.replace(second=59))
    with pytest.raises(FloodError):
        meter.take(start.replace(second=59))
    meter.take(start.replace(minute=1))
    with pytest.raises(FloodError):
        meter.take(start.replace(minute=2))
    meter.take(start.replace(day=27))


def test_form_warns_against_personal_data_and_names_the_emergency_number(client, form):
    html = client.get(form.address).content.decode()
    assert "112" in html.partition("<main")[2].partition("</main>")[0]
    assert 'value="error" checked' in html
    assert 'name="robots" content="noindex"' in html


def test_thanks_offers_a_remark_and_the_way_back(client, form):
    html = client.get(form.thanks).content.decode()
    assert f'<a href="{ARTICLE}">' in html
    assert "<details" in html
    assert 'value="comment" checked' in html


def test_form_stands_at_one_address_only(client, form):
    elsewhere = form.address.replace("understanding-fr", "causes")
    assert client.get(elsewhere)["Location"] == form.address
    assert client.get(f"{ARTICLE}feed-back/").status_code == 404
    assert client.get(f"{form.address}again/").status_code == 404
    assert client.put(form.address, headers=OURS).status_code == 405


def test_form_of_a_page_that_is_gone_says_so(client, form, record):
    withdraw(article="first-aid", language="fr", by=None, reason="A mistake.")
    assert client.get(form.address).status_code == 410
    assert (
        client.post(form.address, {"helpful": "yes"}, headers=OURS).status_code == 410
    )
    unknown = form.address.replace("first-aid-fr", "nothing")
    assert client.post(unknown, {"helpful": "yes"}, headers=OURS).status_code == 404
    assert ReaderVote.objects.count() == 0


def test_old_edition_does_not_ask(client, form):
    history = fixed_pages.word("history", "fr")
    html = client.get(f"{ARTICLE}{history}/1/").content.decode()
    assert "first-aid fr" in html
    assert 'name="helpful"' not in html


def test_comments_wait_with_errors_first(client, form):
    for kind, text in (("comment", "one"), ("error", "two"), ("error", "three")):
        client.post(form.address, {"kind": kind, "text": text}, headers=OURS)
    ReaderComment.objects.filter(text="three").update(handled=True)
    assert [row.text for row in ReaderComment.objects.waiting()] == ["two", "one"]
