import logging

import pytest
from django.core import mail

from articles import notices, roles
from articles.reviewing import RefusedError, ask_for_review, refuse
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(django_capture_on_commit_callbacks):
    writer = builders.person("ola", roles.AUTHOR)
    reviewer = builders.person("kari", roles.REVIEWER)
    builders.person("per", roles.PUBLISHER)
    return writer, reviewer


def sent():
    return [(message.to, message.subject) for message in mail.outbox]


def test_reviewers_are_told_when_asked(people, django_capture_on_commit_callbacks):
    writer, _reviewer = people
    article = builders.article(by=writer)
    with django_capture_on_commit_callbacks(execute=True):
        ask_for_review(record=article, language="nb", by=writer)
    assert [to for to, _subject in sent()] == [["kari@example.org"]]


def test_refusal_reaches_the_author_with_its_sentence(
    people, django_capture_on_commit_callbacks
):
    writer, reviewer = people
    article = builders.article(by=writer)
    with django_capture_on_commit_callbacks(execute=True):
        refuse(record=article, language="fr", by=reviewer, reason="Step 2 is unclear.")
    assert [to for to, _subject in sent()] == [["ola@example.org"]]
    assert "Step 2 is unclear." in mail.outbox[0].body


def test_refusal_needs_a_sentence(people):
    writer, reviewer = people
    with pytest.raises(RefusedError):
        refuse(
            record=builders.article(by=writer), language="fr", by=reviewer, reason=""
        )


def test_review_of_a_missing_text_cannot_be_asked(people):
    article = builders.article(languages=("fr",))
    with pytest.raises(RefusedError):
        ask_for_review(record=article, language="nb", by=people[0])


def test_translators_are_told_when_the_meaning_changed(
    people, django_capture_on_commit_callbacks
):
    builders.person("nils", roles.translator("nb"))
    builders.person("fatou", roles.translator("fr"))
    article = builders.article()
    with django_capture_on_commit_callbacks(execute=True):
        builders.edition(article, "fr", meaning_changed=True)
    assert [to for to, _subject in sent()] == [["nils@example.org"]]


def test_mail_that_cannot_be_sent_is_a_line_in_the_log(
    people, django_capture_on_commit_callbacks, monkeypatch, caplog
):
    class Broken:
        def send_messages(self, messages):
            raise OSError("no route")

    monkeypatch.setattr(notices, "get_connection", Broken)
    article = builders.article()
    with (
        caplog.at_level(logging.WARNING, logger="articles.notices"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        ask_for_review(record=article, language="fr", by=people[0])
    assert "no route" in caplog.text
