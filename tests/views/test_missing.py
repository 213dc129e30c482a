"""Pages for what is not there: in the language asked for, with the way on."""

import pytest
from django.test import Client

from articles.publishing import withdraw

EMERGENCY = 'href="tel:112"'


def test_translation_that_is_missing_is_said_in_the_language_asked_for(client, publish):
    publish(languages=("fr", "es"))
    response = client.get("/nb/understanding-nb/first-aid/")
    text = response.content.decode()
    assert response.status_code == 404
    assert response["Content-Language"] == "nb"
    assert response["X-Robots-Tag"] == "noindex"
    assert "Denne siden finnes ikke på norsk ennå." in text
    assert (
        '<a href="/fr/understanding-fr/first-aid-fr/" lang="fr" hreflang="fr">' in text
    )
    assert (
        '<a href="/es/understanding-es/first-aid-es/" lang="es" hreflang="es">' in text
    )
    assert "first-aid nb" not in text
    assert EMERGENCY in text


def test_switch_of_a_missing_translation_leads_to_the_page_in_other_languages(
    client, publish
):
    publish(languages=("fr",))
    text = client.get("/nb/understanding-nb/first-aid/").content.decode()
    assert (
        '<a href="/fr/understanding-fr/first-aid-fr/" lang="fr" hreflang="fr">' in text
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Page introuvable"),
        ("nb", "Vi finner ikke siden"),
        ("es", "Página no encontrada"),
    ],
)
def test_page_not_found_speaks_the_language_of_its_address(
    client, publish, language, words
):
    publish()
    response = client.get(f"/{language}/nowhere/")
    assert response.status_code == 404
    assert words in response.content.decode()
    assert EMERGENCY in response.content.decode()


def test_page_not_found_without_a_language_speaks_the_browsers(client, publish):
    publish()
    response = client.get("/nowhere/", headers={"accept-language": "es"})
    assert response["Content-Language"] == "es"


def test_withdrawn_page_says_why_and_where_to_go_on(client, publish):
    publish()
    withdraw(article="first-aid", language="fr", by=None, reason="Le texte est faux.")
    response = client.get("/fr/understanding-fr/first-aid-fr/")
    text = response.content.decode()
    assert response.status_code == 410
    assert "Le texte est faux." in text
    assert '<a href="/fr/understanding-fr/">understanding fr</a>' in text
    assert EMERGENCY in text


def test_withdrawn_page_is_not_listed_any_more(client, publish):
    publish()
    publish("stress")
    withdraw(article="first-aid", language="fr", by=None, reason="Faux.")
    assert "first-aid" not in client.get("/fr/understanding-fr/").content.decode()
    assert "/first-aid-fr/" not in client.get("/sitemap-fr-1.xml").content.decode()
    other = client.get("/nb/understanding-nb/first-aid-nb/").content.decode()
    assert 'rel="alternate" hreflang="fr"' not in other


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/fr/x/y/", "Une erreur est survenue de notre côté."),
        ("/nb/x/y/", "Noe gikk galt hos oss."),
        ("/es/x/y/", "Ha habido un error por nuestra parte."),
    ],
)
def test_error_page_is_said_in_the_readers_language(publish, monkeypatch, path, words):
    publish()

    def break_down(*_arguments: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("articles.views.article.page_at", break_down)
    response = Client(raise_request_exception=False).get(path)
    assert response.status_code == 500
    assert words in response.content.decode()
    assert "RuntimeError" not in response.content.decode()
