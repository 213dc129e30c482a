"""The pages about the site itself: there in every language, with what is set."""

import pytest
from django.test import Client
from pytest_django import Settings

ADDRESSES = {
    "fr": ("a-propos", "accessibilite", "confidentialite", "mentions-legales"),
    "nb": ("om-oss", "tilgjengelighet", "personvern", "ansvarlig-utgiver"),
    "es": ("quienes-somos", "accesibilidad", "privacidad", "aviso-legal"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ADDRESSES)
def test_pages_about_the_site_are_written_in_each_language(
    client: Client, language: str
) -> None:
    answers = [client.get(f"/{language}/{word}/") for word in ADDRESSES[language]]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200]
    assert all(b"<h2>" in answer.content for answer in answers)


@pytest.mark.django_db
def test_french_page_has_a_narrow_space_inside_quotation_marks(client: Client) -> None:
    page = client.get("/fr/a-propos/").content.decode()
    assert "«\u202fÀ propos de cette page\u202f»" in page


@pytest.mark.django_db
def test_imprint_names_the_operator_when_one_is_set(
    client: Client, settings: Settings
) -> None:
    settings.OPERATOR = "Stiftelsen Eksempel|Storgata 1 & 2"
    settings.CONTACT_EMAIL = "post@example.org"
    page = client.get("/nb/ansvarlig-utgiver/").content.decode()
    assert "Stiftelsen Eksempel<br>Storgata 1 &amp; 2" in page
    assert '<a href="mailto:post@example.org">post@example.org</a>' in page
    assert "ikke oppgitt" not in page


@pytest.mark.django_db
def test_imprint_says_so_when_no_operator_is_set(client: Client) -> None:
    page = client.get("/nb/ansvarlig-utgiver/").content.decode()
    assert "har ikke oppgitt hvem de er ennå" in page
