import logging

import pytest

from articles.serving.journal import Journal
from articles.serving.unavailable import Notices


def broken(language: str) -> str:
    raise LookupError("secret")


def test_plain_notices_name_a_number_to_call() -> None:
    notices = Notices(("fr", "nb", "es", "de"), readers=broken, desk=broken, headers=[])
    for response in notices.readers.values():
        assert "11" in response.body.decode()
    assert notices.readers["nb"].header("content-language") == "nb"


def test_notice_that_cannot_be_made_stays_as_it_was(
    caplog: pytest.LogCaptureFixture,
) -> None:
    notices = Notices(("fr",), readers=broken, desk=str.upper, headers=[])
    before = notices.readers["fr"]
    notices.refresh()
    assert notices.readers["fr"] is before
    assert notices.desk["fr"].body == b"FR"
    assert "secret" not in caplog.text


def test_journal_writes_one_line_a_problem(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="articles.serving")
    journal = Journal(every=60)
    for _ in range(50):
        journal.problem("database_away", cause="OperationalError")
    journal.note("warm", pages=3)
    assert [record.getMessage() for record in caplog.records] == [
        "event=database_away cause=OperationalError",
        "event=warm pages=3",
    ]


def test_journal_counts_what_it_left_out(caplog: pytest.LogCaptureFixture) -> None:
    journal = Journal(every=60)
    journal.problem("overloaded")
    journal.problem("overloaded")
    journal._last.clear()
    journal.problem("overloaded")
    assert caplog.records[-1].getMessage() == "event=overloaded repeated=1"
