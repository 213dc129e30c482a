"""The checklist and what a publisher decides beside it."""

import datetime

import pytest
from django.utils import timezone

from articles import roles
from articles.models import Edition, PlannedPublication, Publication
from tests import builders
from tests.desk.forms import address, client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher():
    return client_of(builders.person("per", roles.PUBLISHER))


def form(**more):
    return {
        "do": "publish", "what_changed": "First version.", "meaning": "no",
        "unsigned_reason": "No reviewer yet.", "at": "", **more,
    }  # fmt: skip


def where(article, language="fr"):
    return address(article, language, "publication")


def test_publisher_makes_a_text_live(publisher):
    article = builders.article()
    answer = publisher.post(where(article), form())
    assert answer.status_code == 302
    assert Publication.objects.get().edition.unsigned_reason == "No reviewer yet."


def test_meaning_has_no_default_and_must_be_said(publisher):
    article = builders.article()
    page = publisher.get(where(article)).content.decode()
    assert 'name="meaning"' in page
    assert "checked" not in page
    sent = form()
    del sent["meaning"]
    assert publisher.post(where(article), sent).status_code == 422
    assert not Edition.objects.exists()


def test_checklist_names_what_blocks_with_a_link_to_its_field(publisher):
    article = builders.article(bodies={"steps": "[@nobody]"})
    (item,) = publisher.get(where(article)).context["blocking"]
    assert item.problem.code == "source.unknown"
    assert item.address == f"{address(article, 'fr')}#section-steps"


def test_refused_publication_changes_nothing_and_says_why(publisher):
    article = builders.article(bodies={"steps": "[@nobody]"})
    answer = publisher.post(where(article), form())
    assert answer.status_code == 409
    assert [item.problem.code for item in answer.context["refused"]] == [
        "source.unknown"
    ]
    assert b"First version." in answer.content
    assert not Edition.objects.exists()


def test_unsigned_parts_lead_to_their_review(publisher):
    builders.care_card()
    article = builders.article(care_cards=["dvt"])
    found = dict(publisher.get(where(article)).context["unsigned"])
    assert address(article, "fr", "review") in found.values()
    assert len(found) == 2


def test_publication_planned_waits(publisher):
    article = builders.article()
    at = timezone.localtime() + datetime.timedelta(days=1)
    publisher.post(where(article), form(at=at.strftime("%Y-%m-%dT%H:%M")))
    planned = PlannedPublication.objects.get()
    assert planned.done_at is None
    assert not Publication.objects.exists()
    publisher.post(where(article), {"do": "cancel", "plan": planned.pk})
    planned.refresh_from_db()
    assert planned.done_at is not None


def test_safety_change_of_the_original_withdraws_translations(publisher):
    article = builders.article()
    for language in ("fr", "nb"):
        builders.edition(article, language)
    page = publisher.get(where(article)).content.decode()
    assert 'name="safety"' in page
    publisher.post(where(article), form(safety="on", what_changed="Do not rub."))
    assert list(Publication.objects.live().values_list("language", flat=True)) == ["fr"]


def test_withdrawal_needs_a_reason(publisher):
    article = builders.article()
    builders.edition(article)
    assert publisher.post(where(article), {"do": "withdraw"}).status_code == 409
    publisher.post(where(article), {"do": "withdraw", "reason": "Un numéro est faux."})
    assert Publication.objects.get().withdrawn_because == "Un numéro est faux."


def test_author_sees_the_checklist_and_cannot_publish():
    article = builders.article()
    author = client_of(builders.person("ola", roles.AUTHOR))
    assert b'value="publish"' not in author.get(where(article)).content
    assert author.post(where(article), form()).status_code == 403
    assert (
        author.post(where(article), {"do": "withdraw", "reason": "x"}).status_code
        == 403
    )
