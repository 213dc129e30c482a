"""The first screen, the matrix, the log, several at once, and who uses a part."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles import roles
from articles.drafting import save_text
from articles.models import (
    DeskEvent,
    Edition,
    Publication,
    ReaderComment,
    UnansweredSearch,
)
from articles.reviewing import ask_for_review
from tests import builders
from tests.desk.forms import address, client_of

pytestmark = pytest.mark.django_db


def client(*names):
    return client_of(builders.person("per", *names))


def found(page):
    return {section.key: section for section in page.context["today"]}


def test_first_screen_leads_a_reviewer_to_what_waits_for_her():
    writer = builders.person("ola", roles.AUTHOR)
    article = builders.article(by=writer)
    ask_for_review(record=article, language="nb", by=writer)
    page = client(roles.REVIEWER).get("/desk/")
    (line,) = found(page)["review"].lines
    assert line.address == address(article, "nb", "review")
    assert set(found(page)) == {"review", "due"}


def test_first_screen_of_an_author_has_her_drafts_and_no_review():
    writer = builders.person("ola", roles.AUTHOR)
    article = builders.article(by=writer)
    page = client_of(writer).get("/desk/")
    assert {line.address for line in found(page)["drafts"].lines} == {
        address(article, code) for code in ("fr", "nb", "es")
    }
    assert "review" not in found(page)


def test_first_screen_says_in_one_line_what_is_empty():
    page = client(roles.PUBLISHER).get("/desk/")
    assert all(section.total == 0 for section in page.context["today"])
    assert page.content.decode().count("<li>") >= len(page.context["today"])


def test_first_screen_of_staff_without_a_role_has_no_lists():
    assert client().get("/desk/").context["today"] == []


@pytest.mark.parametrize("path", ["/desk/", "/desk/matrix/", "/desk/log/"])
def test_screens_cost_the_same_with_one_and_three(path):
    writer = builders.person("ola", roles.AUTHOR, roles.REVIEWER, roles.PUBLISHER)
    reader = client_of(writer)
    counts = []
    for key in ("a", "b", "c"):
        article = builders.article(key, by=writer)
        builders.edition(article, "fr")
        ask_for_review(record=article, language="nb", by=writer)
        reader.get(path)
        with CaptureQueriesContext(connection) as queries:
            reader.get(path)
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_matrix_leads_to_the_next_step():
    article = builders.article(languages=("fr",))
    page = client(roles.AUTHOR).get("/desk/matrix/")
    (row,) = page.context["rows"]
    assert [cell["address"] for cell in row["cells"]] == [
        address(article, "fr"),
        address(article, "nb", "beside"),
        address(article, "es", "beside"),
    ]


def test_matrix_takes_its_filters_from_the_address():
    builders.article("one")
    builders.article("two", topic="causes")
    page = client(roles.AUTHOR).get("/desk/matrix/?topic=causes&language=xx&page=zzz")
    assert len(page.context["rows"]) == 1


def test_log_is_filtered_and_taken_away_as_csv():
    builders.edition(builders.article("one"))
    builders.edition(builders.article("two"))
    reader = client(roles.ADMINISTRATOR)
    page = reader.get("/desk/log/?text=two")
    assert [event.subject for event in page.context["page"]] == ["article:two"]
    answer = reader.get("/desk/log/?kind=published&csv=1")
    rows = list(csv.reader(io.StringIO(b"".join(answer).decode())))
    assert [row[3] for row in rows] == ["subject", "article:two", "article:one"]


def test_log_as_csv_holds_no_formula():
    DeskEvent.objects.create(kind="refused", reason="=HYPERLINK(1)")
    answer = client(roles.ADMINISTRATOR).get("/desk/log/?csv=1")
    assert "'=HYPERLINK(1)" in b"".join(answer).decode()


def test_several_are_published_together_or_none():
    builders.article("one")
    builders.article("two", bodies={"steps": "[@nobody]"})
    publisher = client(roles.PUBLISHER)
    sent = {
        "page": ["one fr", "two fr"], "what_changed": "First.", "meaning": "no",
        "unsigned_reason": "None yet.",
    }  # fmt: skip
    answer = publisher.post("/desk/together/?topic=understanding", sent)
    assert answer.status_code == 409
    assert not Edition.objects.exists()
    sent["page"] = ["one fr", "one nb", "nobody fr", "one xx"]
    publisher.post("/desk/together/?topic=understanding", sent)
    assert Edition.objects.count() == 2


def test_changed_card_is_renewed_on_all_its_pages_at_once():
    card = builders.care_card()
    for key in ("one", "two"):
        article = builders.article(key, care_cards=["dvt"])
        builders.edition(article, "fr")
    save_text(
        card,
        language="fr",
        text={**builders.text_of(card, "fr"), "note": "Non."},
        by=None,
    )
    publisher, where = client(roles.PUBLISHER), address(card, "fr", "users")
    assert publisher.get(where).context["renewing"] == 2
    publisher.post(
        where,
        {
            "do": "renew",
            "what_changed": "Card.",
            "meaning": "yes",
            "unsigned_reason": "x",
        },
    )
    assert publisher.get(where).context["renewing"] == 0
    assert Edition.objects.count() == 4


def test_pages_of_a_wrong_card_are_taken_away_at_once():
    card = builders.care_card()
    builders.edition(builders.article("one", care_cards=["dvt"]), "fr")
    where = address(card, "fr", "users")
    publisher = client(roles.PUBLISHER)
    assert publisher.post(where, {"do": "withdraw", "reason": ""}).status_code == 409
    publisher.post(where, {"do": "withdraw", "reason": "A sign was wrong."})
    assert not Publication.objects.live().exists()


def test_author_may_not_renew_or_withdraw():
    card = builders.care_card()
    builders.edition(builders.article("one", care_cards=["dvt"]), "fr")
    author, where = client(roles.AUTHOR), address(card, "fr", "users")
    for act in ("renew", "withdraw"):
        assert author.post(where, {"do": act, "reason": "x"}).status_code == 403


def say(text, **more):
    return ReaderComment.objects.create(
        article="first-aid", language="fr", edition=1, kind="comment", text=text,
        day=timezone.localdate(), **more,
    )  # fmt: skip


def test_comments_that_name_a_danger_come_first_and_go_when_done():
    say("Très clair.")
    danger = say("J’ai craché du sang.")
    say("Vieux.", handled=True)
    reader = client(roles.AUTHOR)
    page = reader.get("/desk/readers/")
    assert [(c.text, d) for c, d in page.context["comments"]] == [
        ("J’ai craché du sang.", True),
        ("Très clair.", False),
    ]
    reader.post("/desk/readers/", {"done": danger.pk})
    assert len(reader.get("/desk/readers/").context["comments"]) == 1
    reader.post("/desk/readers/", {"done": "x"})
    assert len(reader.get("/desk/readers/").context["comments"]) == 1


def test_first_screen_counts_the_comments_that_wait():
    say("Très clair.")
    links = client(roles.AUTHOR).get("/desk/").context["desk_links"]
    assert any("1" in name for _address, name in links)


def test_searches_in_vain_are_shown_from_three_times_on():
    for query, count in (("jambe de bois", 3), ("rare", 2)):
        UnansweredSearch.objects.create(
            language="fr", query=query, day=timezone.localdate(), count=count
        )
    page = client(roles.AUTHOR).get("/desk/readers/")
    assert [row["query"] for row in page.context["searches"]] == ["jambe de bois"]
