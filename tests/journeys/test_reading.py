"""Every kind of page in each language, as readers meet it."""

import pytest

pytestmark = pytest.mark.browser


def test_home_smoke(visit):
    reader = visit("/nb/")
    assert reader.axe() == []
    assert reader.overflow() == []
    assert reader.happened.messages == []
    assert reader.happened.foreign == []
    assert reader.cookies() == []


def test_desk_site_smoke(desk_site):
    from articles.models import Article

    with desk_site.database():
        assert Article.objects.count() == 30
