"""Every feed and sitemap can be read whatever members typed, also by those who came past the forms."""

from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from front import sitemap
from ideas.concepts.concept import Concept
from ideas.forums.forum import Forum
from ideas.rounds.round import Round
from kernel.database import db, transaction
from members.accounts.member import Member
from tests.cast import a_member
from tests.ideas.concepts_in_rounds import a_concept
from tests.ideas.forums_and_rounds import a_round

FEEDS = ("rounds", "results", "concepts", "products")
ODD = st.sampled_from(
    ["\ufffe", "\uffff", "\ufdd0", "\U0001ffff", "\x0b", "\x1b", "\x85", "]]>", "<", "&#0;", "&", "\u202e"]
)
TYPED = st.lists(
    st.one_of(ODD, st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), min_size=1, max_size=40
)


def _parses(client, path):
    answer = client.get(path)
    assert answer.status_code == 200, path
    return ElementTree.fromstring(answer.data)


@pytest.fixture
def talked_about(lite_app):
    """The site with a concept in a round."""
    a_concept(a_member("Maya Okafor"), a_round(), title="A bag")
    return lite_app


@pytest.mark.settings(page_cache_seconds=0)
@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=TYPED)
def test_every_feed_and_sitemap_parses_whatever_was_typed(talked_about, typed):
    words = "".join(typed)
    with transaction():
        db.session.execute(update(Concept).values(title=words, summary=words))
        db.session.execute(update(Round).values(title=words))
        db.session.execute(update(Forum).values(name=words))
        db.session.execute(update(Member).values(name=words))
    client = talked_about.test_client()
    slug = db.session.query(Forum.slug).scalar()
    for path in (*(f"/feeds/{name}.atom" for name in FEEDS), f"/forums/{slug}/concepts.atom"):
        _parses(client, path)
    for place in _parses(client, "/sitemap.xml"):
        _parses(client, place[0].text.removeprefix(talked_about.config["SITE_URL"]))


def test_a_site_map_ends_where_its_pages_end(lite_app, monkeypatch):
    a_round()
    client = lite_app.test_client()
    assert client.get("/sitemaps/pages-2.xml").status_code == 404
    monkeypatch.setattr(sitemap, "EACH", 2)
    listed = [place[0].text for place in _parses(client, "/sitemap.xml") if "pages-" in place[0].text]
    assert [one.rpartition("/")[2] for one in listed] == ["pages-1.xml", "pages-2.xml"]
    parts = [[place[0].text for place in _parses(client, f"/sitemaps/pages-{number}.xml")] for number in (1, 2)]
    assert [len(part) for part in parts] == [2, 1]
    assert not set(parts[0]) & set(parts[1])
