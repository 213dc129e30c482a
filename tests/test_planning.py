import datetime
import threading

import pytest
from django.db import connection
from django.utils import timezone

from articles.drafting import save_text
from articles.models import DeskEvent, Edition, PlannedPublication, Publication
from articles.planning import cancel, plan, publish_due
from articles.publishing import PublishRefusedError
from tests import builders

SOON = datetime.timedelta(minutes=5)


def planned(article, by, **more):
    return plan(
        article=article, language="fr", at=timezone.now() + SOON, by=by,
        meaning_changed=False, what_changed="First version.",
        unsigned_reason="For a test.", **more,
    )  # fmt: skip


def later():
    return timezone.now() + 2 * SOON


def codes(error):
    return [problem.code for problem in error.value.problems]


@pytest.mark.django_db
def test_plan_waits_for_its_time():
    planned(builders.article(), builders.person())
    assert list(publish_due()) == []
    assert not Publication.objects.exists()
    assert [row.edition.number for row in publish_due(later())] == [1]


@pytest.mark.django_db
def test_plan_in_the_past_is_refused():
    with pytest.raises(PublishRefusedError) as error:
        plan(
            article=builders.article(), language="fr", at=timezone.now(),
            by=builders.person(), meaning_changed=False, what_changed="x",
            unsigned_reason="x",
        )  # fmt: skip
    assert codes(error) == ["plan.past"]


@pytest.mark.django_db
def test_plan_of_a_text_that_could_not_go_out_is_refused():
    article = builders.article(bodies={"steps": "[@nobody]"})
    with pytest.raises(PublishRefusedError) as error:
        planned(article, builders.person())
    assert codes(error) == ["source.unknown"]
    assert not PlannedPublication.objects.exists()


@pytest.mark.django_db
def test_plan_carried_out_twice_publishes_once():
    planned(builders.article(), builders.person())
    list(publish_due(later()))
    assert list(publish_due(later())) == []
    assert Edition.objects.count() == 1


@pytest.mark.django_db
def test_plan_whose_text_changed_is_refused_and_said():
    article = builders.article()
    by = builders.person()
    planned(article, by)
    text = {**builders.text_of(article, "fr"), "lead": "Another lead."}
    save_text(article, language="fr", text=text, by=by)
    (row,) = publish_due(later())
    assert row.edition is None
    assert row.refused_because != ""
    assert not Edition.objects.exists()
    assert DeskEvent.objects.first().kind == "failed"


@pytest.mark.django_db
def test_plan_cancelled_is_not_carried_out():
    by = builders.person()
    row = planned(builders.article(), by)
    cancel(planned=row, by=by)
    assert list(publish_due(later())) == []
    assert [event.kind for event in DeskEvent.objects.all()] == ["cancelled", "planned"]


@pytest.mark.django_db
def test_plan_made_again_replaces_the_earlier_one():
    article, by = builders.article(), builders.person()
    first = planned(article, by)
    second = planned(article, by)
    first.refresh_from_db()
    assert first.done_at is not None
    assert [row.pk for row in publish_due(later())] == [second.pk]


@pytest.mark.django_db(transaction=True)
def test_plans_carried_out_by_two_timers_at_once_publish_once():
    planned(builders.article(), builders.person())
    done: list[PlannedPublication] = []

    def run():
        try:
            done.extend(publish_due(later()))
        finally:
            connection.close()

    timers = [threading.Thread(target=run) for _ in range(2)]
    for timer in timers:
        timer.start()
    for timer in timers:
        timer.join()
    assert [row.edition.number for row in done] == [1]
    assert Edition.objects.count() == 1
