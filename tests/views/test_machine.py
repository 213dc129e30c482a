"""What programs read: maps, feeds, robots.txt, security.txt."""

from xml.etree import ElementTree

from articles.publishing import withdraw

ORIGIN = "http://localhost:8000"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
LINK = "{http://www.w3.org/1999/xhtml}link"


def test_sitemap_is_an_index_of_one_map_a_language(client, publish):
    publish()
    root = ElementTree.fromstring(client.get("/sitemap.xml").content)
    assert root.tag == f"{MAP}sitemapindex"
    assert [each.text for each in root.iter(f"{MAP}loc")] == [
        f"{ORIGIN}/sitemap-{code}-1.xml" for code in ("fr", "nb", "es")
    ]


def test_map_lists_pages_that_answer_with_their_translations(client, publish):
    publish()
    root = ElementTree.fromstring(client.get("/sitemap-fr-1.xml").content)
    found = {
        url.findtext(f"{MAP}loc"): {
            link.get("hreflang"): link.get("href") for link in url.iter(LINK)
        }
        for url in root.iter(f"{MAP}url")
    }
    assert found[f"{ORIGIN}/fr/understanding-fr/first-aid-fr/"] == {
        code: f"{ORIGIN}/{code}/understanding-{code}/first-aid-{code}/"
        for code in ("fr", "nb", "es")
    }
    for address in found:
        assert address
        assert client.get(address.removeprefix(ORIGIN)).status_code == 200


def test_map_leaves_out_what_is_withdrawn_or_not_translated(client, publish):
    publish(languages=("fr", "es"))
    withdraw(article="first-aid", language="es", by=None, reason="Falso.")
    assert "first-aid" not in client.get("/sitemap-es-1.xml").content.decode()
    assert "first-aid" not in client.get("/sitemap-nb-1.xml").content.decode()
    assert "first-aid-es" not in client.get("/sitemap-fr-1.xml").content.decode()
    assert client.get("/sitemap-fr-2.xml").status_code == 404


def test_feed_says_what_changed_in_its_language(client, publish):
    publish()
    response = client.get("/nb/feed.xml")
    root = ElementTree.fromstring(response.content)
    assert response["Content-Type"].startswith("application/atom+xml")
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "nb"
    entry = root.find(f"{ATOM}entry")
    assert entry is not None
    assert entry.findtext(f"{ATOM}title") == "first-aid nb"
    assert entry.findtext(f"{ATOM}summary") == "First version."
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{ORIGIN}/nb/understanding-nb/first-aid-nb/"


def test_feed_leaves_out_what_is_withdrawn(client, publish):
    publish()
    withdraw(article="first-aid", language="nb", by=None, reason="Feil.")
    assert "first-aid" not in client.get("/nb/feed.xml").content.decode()


def test_robots_may_read_all_but_the_desk(client, db):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert "Disallow: /desk/" in lines
    assert f"Sitemap: {ORIGIN}/sitemap.xml" in lines


def test_security_contact_is_given_when_the_operator_named_one(client, db, settings):
    assert client.get("/.well-known/security.txt").status_code == 404
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    assert lines[0] == "Contact: mailto:security@example.org"
    assert lines[1].startswith("Expires: 2")
