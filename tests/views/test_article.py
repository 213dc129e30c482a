"""The page of an article: what it says of itself."""

import datetime

import pytest
from django.utils import timezone

from articles.drafting import save_text
from articles.publishing import withdraw
from tests import builders
from tests.views.conftest import links, structured

PAGE = "/fr/understanding-fr/first-aid-fr/"
ORIGIN = "http://localhost:8000"
TODAY = timezone.localdate()


def _renew(article, language="fr", *, meaning_changed=False, **head):
    text = builders.article_text("first-aid", language, {"short-answer": "Tirez plus."})
    save_text(article, language=language, text={**text, **head}, by=None)
    return builders.edition(
        builders.fresh(article), language, meaning_changed=meaning_changed,
        what_changed="Plus clair.",
    )  # fmt: skip


def test_page_shows_byline_version_change_and_next_review(client, publish):
    _renew(publish())
    text = client.get(PAGE).content.decode()
    assert "<dt>Écrit par</dt><dd>Jambes calmes</dd>" in text
    assert "<dt>Version</dt><dd>2 (" in text
    assert "<dt>Ce qui a changé</dt><dd>Plus clair.</dd>" in text
    assert "<dt>Prochaine relecture</dt><dd>26\xa0novembre\xa02027</dd>" in text


def test_page_says_that_no_clinician_has_signed_it(client, publish):
    publish()
    response = client.get(PAGE)
    assert "Aucun professionnel de santé n’a encore validé ce texte" in (
        response.content.decode()
    )
    assert "lastReviewed" not in structured(response)
    assert "reviewedBy" not in structured(response)


def test_page_names_the_clinician_who_signed_what_it_shows(client, publish):
    article = publish()
    builders.signed(article, "fr", by=builders.person("Kari"))
    response = client.get(PAGE)
    assert "<dt>Relu par</dt><dd>Kari, Nurse, " in response.content.decode()
    assert structured(response)["lastReviewed"] == TODAY.isoformat()
    assert structured(response)["reviewedBy"]["name"] == "Kari"
    other = client.get("/nb/understanding-nb/first-aid-nb/")
    assert "lastReviewed" not in structured(other)


def test_signature_holds_for_what_is_shown_while_the_draft_goes_on(client, publish):
    article = publish()
    builders.signed(article, "fr", by=builders.person("Kari"))
    save_text(
        article,
        language="fr",
        text=builders.article_text("first-aid", "fr", {"short-answer": "Poussez."}),
        by=None,
    )
    assert "<dd>Kari, Nurse, " in client.get(PAGE).content.decode()


def test_switch_leads_to_the_same_article(client, publish):
    publish()
    text = client.get(PAGE).content.decode()
    assert '<span aria-current="true" lang="fr">Français</span>' in text
    for code, name in (("nb", "Norsk"), ("es", "Español")):
        address = f"/{code}/understanding-{code}/first-aid-{code}/"
        assert f'<a href="{address}" lang="{code}" hreflang="{code}">{name}</a>' in text


def test_switch_leads_to_the_missing_page_of_the_language_asked_for(client, publish):
    publish(languages=("fr",))
    text = client.get(PAGE).content.decode()
    address = "/nb/understanding-nb/first-aid/"
    assert f'<a href="{address}" lang="nb" hreflang="nb">Norsk</a>' in text
    assert client.get(address).status_code == 404


def test_alternates_name_each_other_and_the_gateway(client, publish):
    publish()
    expected = {
        code: f"{ORIGIN}/{code}/understanding-{code}/first-aid-{code}/"
        for code in builders.LANGUAGES
    }
    for address in expected.values():
        response = client.get(address.removeprefix(ORIGIN))
        assert links(response, "alternate") == {
            **expected,
            "x-default": f"{ORIGIN}/",
            "": links(response, "alternate").get("", ""),
        }
        assert links(response, "canonical") == {"": address}


def test_alternates_leave_out_what_is_not_published(client, publish):
    publish(languages=("fr", "es"))
    found = links(client.get(PAGE), "alternate")
    assert set(found) - {""} == {"fr", "es", "x-default"}


def test_translation_says_that_the_meaning_of_the_original_changed(client, publish):
    note = "Originalen er endret etter denne oversettelsen."
    article = publish()
    page = "/nb/understanding-nb/first-aid-nb/"
    _renew(article, meaning_changed=False)
    assert note not in client.get(page).content.decode()
    _renew(article, meaning_changed=True, lead="Autre chapeau.")
    assert note in client.get(page).content.decode()
    _renew(article, "nb")
    assert note not in client.get(page).content.decode()
    assert "depuis cette traduction" not in client.get(PAGE).content.decode()


@pytest.mark.parametrize(("day", "said"), [(25, False), (26, True), (27, True)])
def test_page_past_its_review_date_says_so(client, publish, monkeypatch, day, said):
    publish(review_by="2027-11-26")
    today = datetime.date(2027, 11, day)
    monkeypatch.setattr(timezone, "localdate", lambda *_moment: today)
    assert (
        "La date de relecture de cette page est passée"
        in client.get(PAGE).content.decode()
    ) == said


def test_old_edition_can_be_read_is_marked_and_not_indexed(client, publish):
    _renew(publish())
    response = client.get(f"{PAGE}historique/1/")
    text = response.content.decode()
    assert response.status_code == 200
    assert response["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in text
    assert "Ceci est une ancienne version" in text
    assert "<p>Tirez.</p>" in text
    assert f'href="{PAGE}"' in text
    assert "application/ld+json" not in text
    assert client.get(f"{PAGE}historique/2/")["Location"] == PAGE
    assert client.get(f"{PAGE}historique/3/").status_code == 404


def test_history_lists_every_edition_with_what_changed(client, publish):
    _renew(publish())
    text = client.get(f"{PAGE}historique/").content.decode()
    assert '<li value="2">' in text
    assert '<li value="1">' in text
    assert "<p>Plus clair. " in text
    assert "<p>First version. " in text
    assert '<a href="1/">' in text
    assert '<a href="2/">' not in text


def test_structured_data_says_what_the_page_is(client, publish):
    builders.source()
    publish(
        codes=["ICD-10:R25.2"],
        bodies={"short-answer": "Tirez.[@nhs_cramps][@consensus]"},
    )
    data = structured(client.get(PAGE))
    address = f"{ORIGIN}{PAGE}"
    assert data["@type"] == "MedicalWebPage"
    assert data["url"] == address
    assert data["inLanguage"] == "fr"
    assert data["about"]["code"] == [
        {"@type": "MedicalCode", "codingSystem": "ICD-10", "codeValue": "R25.2"}
    ]
    assert [each["inLanguage"] for each in data["workTranslation"]] == ["nb", "es"]
    assert [each["item"] for each in data["breadcrumb"]["itemListElement"]] == [
        f"{ORIGIN}/fr/",
        f"{ORIGIN}/fr/understanding-fr/",
        address,
    ]
    translated = structured(client.get("/nb/understanding-nb/first-aid-nb/"))
    assert [each["@id"] for each in translated["translationOfWork"]] == [address]


def test_structured_data_cannot_end_its_element(client, publish):
    article = publish()
    _renew(article, lead="Un </script><script>alert(1)</script> chapeau.")
    text = client.get(PAGE).content.decode()
    assert "<script>alert" not in text
    assert structured(client.get(PAGE))["description"].startswith("Un </script>")


def test_open_graph_names_the_page(client, publish):
    publish()
    text = client.get(PAGE).content.decode()
    assert '<meta property="og:title" content="first-aid fr">' in text
    assert '<meta property="og:locale" content="fr_FR">' in text
    assert '<meta property="og:type" content="article">' in text
    assert f'<meta property="og:url" content="{ORIGIN}{PAGE}">' in text


def test_link_to_a_page_that_is_not_live_is_plain_text(client, publish):
    builders.article("stress")
    publish(bodies={"short-answer": "Voir [le stress](article:stress)."})
    assert "Voir le stress." in client.get(PAGE).content.decode()
    publish("stress")
    assert 'Voir <a href="/fr/understanding-fr/stress-fr/">le stress</a>.' in (
        client.get(PAGE).content.decode()
    )
    withdraw(article="stress", language="fr", by=None, reason="Faux.")
    assert "Voir le stress." in client.get(PAGE).content.decode()
