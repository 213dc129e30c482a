import pytest

pytestmark = pytest.mark.django_db


def test_home_of_each_language_is_there(client, library_loaded):
    for language in ("fr", "nb", "es"):
        assert client.get(f"/{language}/").status_code == 200
