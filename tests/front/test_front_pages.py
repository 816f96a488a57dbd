"""The pages above the packages: each shows what it promises to whoever asks, in few statements, empty or not."""

from xml.etree import ElementTree

import pytest

from kernel.database import transaction
from kernel.search import index
from tests.ideas.concepts_in_rounds import a_concept
from tests.ideas.forums_and_rounds import a_round
from tests.ideas.voting import a_ballot, a_standing_concept, in_order, on_the_ballot

ATOM = "{http://www.w3.org/2005/Atom}"
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def test_an_empty_site_says_what_to_do_next(plain_browser):
    page = plain_browser.open("/")
    assert "No round is open" in page.text


def test_home_shows_what_is_open_and_its_newest_concepts(app, maya, plain_browser):
    round_ = a_round(title="A quieter kitchen")
    a_concept(maya, round_, title="The hush grinder")
    page = plain_browser.open("/")
    assert "A quieter kitchen" in page.text
    assert "The hush grinder" in page.text


def test_a_guest_is_asked_to_sign_in_before_their_own_page(plain_browser):
    assert plain_browser.open("/me").path == "/sign-in"


def test_my_page_shows_my_concepts_and_what_waits(app, maya, plain_browser):
    a_concept(maya, a_round(), title="The hush grinder")
    plain_browser.sign_in(maya)
    page = plain_browser.open("/me")
    assert "The hush grinder" in page.text


def test_the_desk_is_for_staff(maya, ines, plain_browser):
    plain_browser.sign_in(maya)
    assert plain_browser.open("/desk", status=403).status == 403
    plain_browser.sign_in(ines)
    assert "Nothing is due" in plain_browser.open("/desk").text


@pytest.mark.parametrize("name", ["rounds", "results", "concepts", "products"])
def test_each_feed_is_valid_atom_with_absolute_addresses(app, maya, name):
    a_concept(maya, a_round(), title="Grinder <& friends>")
    feed = ElementTree.fromstring(app.test_client().get(f"/feeds/{name}.atom").data)
    assert feed.tag == f"{ATOM}feed"
    assert feed.find(f"{ATOM}updated") is not None
    assert all(entry.find(f"{ATOM}link").get("href").startswith("http") for entry in feed.iter(f"{ATOM}entry"))


def test_the_concepts_feed_carries_what_members_wrote_unharmed(app, maya):
    a_concept(maya, a_round(), title="Grinder <& friends>")
    feed = ElementTree.fromstring(app.test_client().get("/feeds/concepts.atom").data)
    assert [entry.find(f"{ATOM}title").text for entry in feed.iter(f"{ATOM}entry")] == ["Grinder <& friends>"]


def test_the_site_map_lists_every_listed_concept(app, maya):
    concept = a_concept(maya, a_round(), title="The hush grinder")
    client = app.test_client()
    places = ElementTree.fromstring(client.get("/sitemap.xml").data).iter(LOC)
    paths = [place.text.split("/", 3)[3] for place in places]
    listed = [one.text for path in paths for one in ElementTree.fromstring(client.get("/" + path).data).iter(LOC)]
    assert any(url.endswith(f"/concepts/{concept.id}") for url in listed)


def test_search_names_the_slip_it_corrected(app, plain_browser):
    with transaction():
        index("concept", 1, "The hush grinder", "Quiet.", "/concepts/1")
    page = plain_browser.open("/search?q=hush+grindr")
    assert "The hush grinder" in page.text
    assert "grindr" in page.text


@pytest.mark.parametrize("query", ["", "%00", "' OR 1=1 --", "x" * 5000, "\u202e", '"', "*", "你"])
def test_no_query_breaks_the_search(app, query):
    assert app.test_client().get("/search", query_string={"q": query}).status_code == 200


def test_health_answers_and_is_never_stored(app):
    answer = app.test_client().get("/health")
    assert answer.json["status"] == "ok"
    assert answer.headers["Cache-Control"] == "no-store"


def test_an_unknown_feed_is_missing(app):
    assert app.test_client().get("/feeds/secrets.atom").status_code == 404


def test_who_found_a_hole_is_told_whom_to_write_to(sites, lite_app):
    assert lite_app.test_client().get("/.well-known/security.txt").status_code == 404
    app = sites.get("sqlite", security_contact="security@osier.example").app
    answer = app.test_client().get("/.well-known/security.txt")
    assert answer.mimetype == "text/plain"
    assert "Contact: mailto:security@osier.example\n" in answer.text
    assert "Canonical: http://localhost/.well-known/security.txt\n" in answer.text


def test_home_offers_only_what_can_be_acted_on_in_each_phase(app, maya, omar, plain_browser):
    round = a_round("balloting", title="Less to wash up", finalists_limit=1, slots=1)
    a_standing_concept(round, maya, "Nesting bowls", supports_count=3)
    a_standing_concept(round, maya, "Silent scraper")
    on_the_ballot(round)
    a_standing_concept(a_round("refining"), maya, "Neck light")
    page = plain_browser.sign_in(omar).open("/")
    assert "Nesting bowls" in page.text
    assert "Silent scraper" not in page.text, "it cannot be voted for"
    assert "Support what you want, and help it to its best version." in page.text
    a_ballot(omar, round, in_order(round)[0])
    page = plain_browser.open("/")
    assert "You voted" in page.text
    assert "Choose what should be made." not in page.text
    assert page.click("Change your ballot").path == f"/rounds/{round.slug}/ballot"
