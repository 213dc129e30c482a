"""The front door: to a language the browser accepts, or to a choice."""

import pytest


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("fr", "fr"),
        ("fr-CA,fr;q=0.9,en;q=0.8", "fr"),
        ("nb-NO,nb;q=0.9", "nb"),
        ("no", "nb"),
        ("nn-NO,nn;q=0.9,nb;q=0.8", "nb"),
        ("es-MX", "es"),
        ("en,es;q=0.7,fr;q=0.3", "es"),
        ("de;q=0.9,fr;q=0.1", "fr"),
        ("fr;q=0,es;q=0.5", "es"),
        ("FR", "fr"),
    ],
)
def test_gateway_leads_to_a_language_the_browser_accepts(
    client, db, accepted, language
):
    response = client.get("/", headers={"accept-language": accepted})
    assert response.status_code == 302
    assert response["Location"] == f"/{language}/"
    assert response["Vary"] == "Accept-Language"


@pytest.mark.parametrize(
    "accepted", ["", "de", "en-US,en;q=0.9", "*", ";;q=", "fr;q=0"]
)
def test_gateway_lets_the_reader_choose_where_no_language_is_accepted(
    client, db, accepted
):
    response = client.get("/", headers={"accept-language": accepted})
    text = response.content.decode()
    assert response.status_code == 200
    for code, name in (("fr", "Français"), ("nb", "Norsk"), ("es", "Español")):
        assert f'<li lang="{code}"' in text
        assert f'<a href="/{code}/" hreflang="{code}">{name}</a>' in text
    assert 'hreflang="x-default"' in text
