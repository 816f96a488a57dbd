"""The staff desk: everything due stands there once, the longest waiting first, late only when its time is over."""

from datetime import timedelta

import pytest
from sqlalchemy import update

import ideas.wiring  # noqa: F401  (what their acts need)
from commerce.pledges.pledge import Pledge
from commerce.reviews.queries import review_with_id
from front.due import due_from_staff
from front.due_kind import MOST
from governance.charter.emergency import act_in_emergency
from governance.charter.rules import RULES
from governance.moderation.flagging import flag
from governance.moderation.ground import Ground
from governance.moderation.moderating import hide
from ideas.concepts.queries import concept_held
from kernel.clock import now
from kernel.database import db, transaction
from kernel.given_up import undelivered
from tests.commerce.cast import a_campaign, a_pledge
from tests.commerce.making.cast import delivered, paid
from tests.commerce.reviews.cast import a_review
from tests.governance.charter.cast import elders, founded
from tests.governance.elections.cast import a_candidate, an_election
from tests.ideas.concepts_in_rounds import a_concept
from tests.ideas.forums_and_rounds import a_forum, a_round, an_assessment
from tests.ideas.holding import a_finding
from tests.ideas.voting import close


def lines(app, part=""):
    with app.test_request_context():
        db.session.rollback()
        return [line for line in due_from_staff(undelivered()).lines if part in line.words]


def the_line(app, part):
    (line,) = lines(app, part)
    with app.test_request_context():
        assert line.url.startswith("/")
    return line


def test_the_longest_waiting_come_first_and_it_says_how_many_more_there_are(app, maya, ines, browser):
    concept, days = a_concept(maya, a_round("closed")), range(MOST + 3)
    for number in days:
        an_assessment(concept, attempt=number + 1, due_at=now() - timedelta(days=number))
    assert [(now() - line.at).days for line in lines(app, "Judge")] == list(reversed(days))[:MOST]
    page = browser.sign_in(ines).open("/desk")
    assert "3 more winners to judge" in page
    assert f"Desk {MOST + 3} things due" in page.names("a")


def test_a_flag_is_late_only_after_two_days(app, maya, omar, travel):
    concept = a_concept(maya)
    with transaction():
        flag(omar, concept_held(concept.id), Ground.ABUSE)
    assert not the_line(app, "One flagged thing to look at").is_late(now())
    travel(timedelta(hours=49))
    assert the_line(app, "One flagged thing to look at").is_late(now())


def test_held_votes_of_a_round_that_is_counted_are_not_late(app, omar, travel):
    round = a_round("balloting")
    a_finding(round, omar)
    assert the_line(app, "Judge one held vote").at >= round.closes_at
    travel(timedelta(days=60))
    close(round)
    line = the_line(app, "is counted: clear one person whose vote is held")
    assert not line.is_late(now())


def test_a_met_campaign_owes_a_first_promise_addresses_and_its_promised_day(app, ines, maya, travel):
    product, _ = paid(ines, travel, maya, deliver_to="")
    assert the_line(app, "met, and nothing is promised yet")
    assert the_line(app, "one delivery address is missing")
    assert lines(app, "promised day has passed") == []
    travel(timedelta(days=130))
    assert the_line(app, "promised day has passed for one parcel").is_late(now())
    assert product.name in lines(app, "one delivery address is missing")[0].words
    assert lines(app, "one delivery address is missing")[0].since >= product.campaign.settlement.settled_at


def test_money_that_came_too_much_stands_on_the_desk(app, ines, maya, travel):
    paid(ines, travel, maya)
    assert lines(app, "too much received") == []
    with transaction():
        db.session.execute(update(Pledge).values(received_minor=Pledge.received_minor + 100))
    assert now() - the_line(app, "too much received for one pledge").since < timedelta(minutes=5)


def test_a_campaign_short_of_its_minimum_near_its_close_stands_on_the_desk(app, ines, maya):
    campaign = a_campaign(ines, minimum_units=3)
    a_pledge(maya, campaign)
    assert the_line(app, "2 units short of the minimum").at == campaign.closes_at


def test_reviews_without_an_answer_stand_on_the_desk(app, ines, maya, travel):
    product, _ = delivered(ines, travel, maya)
    review = a_review(maya, product)
    assert the_line(app, "one review without an answer").at is None
    with transaction():
        hide(ines, review_with_id(review.id, ines), Ground.ABUSE)
    assert lines(app, "without an answer") == []


def test_an_election_without_a_candidate_stands_on_the_desk(app, maya, omar):
    election = an_election([maya, omar, *elders(6)])
    assert the_line(app, "Nobody stands yet").at == election.voting_at
    a_candidate(election, maya)
    assert lines(app, "Nobody stands yet") == []


def test_what_is_about_to_end_stands_on_the_desk(app, ines, travel):
    founded()
    with transaction():
        decision = act_in_emergency(ines, RULES["jury.days"], 9, "Two juries are overdue.")
    round = a_round("balloting")
    assert lines(app, "emergency act lapses") == lines(app, "closes") == []
    travel(round.closes_at - timedelta(days=1))
    assert the_line(app, f"“{round.title}” closes").at == round.closes_at
    travel(decision.closes_at - timedelta(days=1))
    assert the_line(app, "emergency act lapses: Time of a jury")


@pytest.mark.parametrize("words", ["Nothing is due", "See how the rounds are going"])
def test_an_empty_desk_says_so_and_leads_to_what_staff_do(plain_browser, ines, words):
    a_forum()
    page = plain_browser.sign_in(ines).open("/desk")
    assert words in page


def test_the_desk_of_a_site_without_a_forum_names_the_first_steps(plain_browser, ines, ada):
    page = plain_browser.sign_in(ines).open("/desk")
    assert "Before the first round" in page
    assert "Set the founding values" not in page
    assert "Set the founding values" in plain_browser.sign_in(ada).open("/desk")
    assert plain_browser.open("/desk").click("Open the first forum").path == "/forums/new"
    a_forum()
    assert "Before the first round" not in plain_browser.open("/desk")
