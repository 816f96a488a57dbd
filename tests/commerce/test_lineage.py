"""The circle of one product: every stop links to its page, what is ahead is shown too, and the way leads both ways."""

import pytest

from commerce.lineage.noting import note_lineage
from commerce.lineage.path import path_of
from commerce.lineage.queries import circle_of
from commerce.reviews.signalling import signal
from commerce.reviews.theme_queries import product_to_gather
from ideas.ballots.result import Result, ResultLine
from ideas.events import ConceptFoundViable
from ideas.lineage import outcomes
from ideas.rounds.signal import RoundSignal
from kernel.clock import now
from kernel.database import db, transaction
from tests.cast import add
from tests.commerce.cast import a_campaign, closed, settle_now
from tests.commerce.making.cast import delivered
from tests.commerce.reviews.cast import a_review, a_theme
from tests.html import elements
from tests.ideas.forums_and_rounds import a_forum, a_round, a_signal, an_assessment
from tests.ideas.voting import a_standing_concept
from tests.statements import statements


@pytest.fixture
def circle(ines, omar, maya, theo, travel):
    """A product that went all the way round, from a signal to the brief that answers its reviews."""
    product = delivered(ines, travel, omar)[0]
    forum = a_forum("Lamps", steward=theo)
    asked = a_round("closed", forum, title="A lamp to mend")
    concept = a_standing_concept(asked, maya)
    told = a_signal(forum, "Lamps cannot be mended")
    add(RoundSignal(round_id=asked.id, signal_id=told.id, picked=True))
    result = Result(round_id=asked.id, counted_at=now(), rule="most-votes", slots=2, ballots=40, digest="d" * 64)
    line = {"position": 1, "votes": 31, "won": True, "by_tie_rule": False, "standing": True, "reason": "most-votes"}
    result.lines = [ResultLine(concept_id=concept.id, **line)]
    add(result)
    an_assessment(concept)
    with transaction():
        product.concept_id, product.forum_id = concept.id, forum.id
    db.session.expire_all()
    theme = a_theme(theo, product, a_review(omar, product))
    with transaction():
        answered = signal(theo, theme, product_to_gather(product.id), "The cord should be longer")
    following = a_round("announced", forum, title="A lamp with a long cord")
    add(RoundSignal(round_id=following.id, signal_id=answered.id, picked=True))
    db.session.expire_all()
    return product.slug


def test_every_stop_stands_on_the_path_in_order(circle):
    cards = path_of(circle_of(circle, None))
    assert [card.kind for card in cards] == [
        "Signal", "Brief", "Concept", "Ballot and result", "Assessment", "Product", "Campaign", "Settlement",
        "Inspection", "Delivery", "Reviews", "Theme", "Signal", "Next brief",
    ]  # fmt: skip
    assert [card.kind for card in cards if card.done and not card.url] == []


def test_every_link_of_the_path_leads_somewhere_and_back(plain_browser, circle):
    with transaction():
        note_lineage(ConceptFoundViable(concept_id=circle_of(circle, None).concept.id))
    page = plain_browser.open(f"/products/{circle}/lineage")
    assert page.h1 == "Lineage of Lamp of oak"
    back = {f"/products/{circle}", f"/products/{circle}/lineage"}
    leads = {}
    for card in path_of(circle_of(circle, None)):
        if card.url:
            found = plain_browser.open(card.url)
            leads[card.kind, card.url.partition("#")[0]] = {link.get("href") for link in elements(found.tree, "a")} | {
                found.path
            }
    ways = {url for (_, url), links in leads.items() if links & back}
    stray = {kind for (kind, url), links in leads.items() if url not in ways and not links & ways}
    assert stray == set(), "none of its links leads back, nor to a page of the path that does"
    assert {kind for (kind, url) in leads if url not in ways} <= {"Signal", "Next brief"}, "these lead back by a theme"


def test_the_circle_costs_a_fixed_number_of_statements(circle):
    db.session.expunge_all()
    with statements() as sent:
        path_of(circle_of(circle, None))
    assert len(sent) <= 12


def test_a_product_that_only_begins_shows_what_is_ahead(plain_browser, ines):
    slug = a_campaign(ines).product.slug
    page = plain_browser.open(f"/products/{slug}/lineage")
    assert "At the close, the minimum is met or nobody pays" in page
    assert "Who receives it says what should change" in page


def test_the_concept_is_told_where_its_whole_way_stands(circle):
    concept = circle_of(circle, None).concept
    for _ in range(2):
        with transaction():
            note_lineage(ConceptFoundViable(concept_id=concept.id))
    assert [one.url for one in outcomes(concept.id) if one.kind == "lineage"] == [f"/products/{circle}/lineage"]


def test_a_hidden_product_has_no_lineage(plain_browser, circle):
    plain_browser.open("/products/no-such-lamp/lineage", status=404)


def test_the_round_leads_to_the_lineage_of_its_winners(plain_browser, circle):
    found = circle_of(circle, None)
    with transaction():
        note_lineage(ConceptFoundViable(concept_id=found.concept.id))
    page = plain_browser.open(f"/rounds/{found.round.slug}")
    assert page.click(f"Its whole way: {found.concept.title}").path == f"/products/{circle}/lineage"


def test_a_signal_that_the_concept_does_not_name_is_not_credited_to_it(circle):
    (first, *_) = path_of(circle_of(circle, None))
    assert first.words.startswith("Picked by the brief; the concept does not name it.")


def test_what_nobody_will_receive_waits_for_no_review(plain_browser, ines):
    campaign = a_campaign(ines, minimum_units=9)
    with closed(campaign):
        settle_now()
        page = plain_browser.open(f"/products/{campaign.product.slug}/lineage")
        assert "The minimum was missed; nobody paid" in page
        assert "Who receives it says what should change" not in page
