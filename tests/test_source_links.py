import pytest

from articles.models import SourceCheck
from articles.source_links import address_of, broken, check_sources
from tests import builders

pytestmark = pytest.mark.django_db


def ask(good):
    return lambda address: (good, "200" if good else "404")


def check(good):
    return list(check_sources(ask(good), pause=0))


def test_source_is_shown_after_two_failures_in_a_row():
    builders.source()
    check(False)
    assert not broken().exists()
    check(False)
    assert [(row.source.key, row.status) for row in broken()] == [("nhs_cramps", "404")]


def test_failing_since_is_the_first_failure_and_forgotten_when_it_answers():
    builders.source()
    check(False)
    first = SourceCheck.objects.get().failing_since
    check(False)
    assert SourceCheck.objects.get().failing_since == first
    check(True)
    row = SourceCheck.objects.get()
    assert (row.failures, row.failing_since) == (0, None)


def test_source_without_an_address_is_not_asked():
    builders.source(url="", container="BMJ")
    assert check(False) == []


def test_doi_is_asked_before_the_address():
    source = builders.source(doi="10.1000/1")
    assert address_of(source) == "https://doi.org/10.1000/1"
