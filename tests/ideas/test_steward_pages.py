"""The pages of elections, recalls and appeals, found by their links and buttons."""

from datetime import timedelta

import pytest

import ideas.wiring  # noqa: F401  (who hears of results)
from governance.elections.queries import newest_for
from governance.juries.drawing import draw_due
from governance.juries.queries import jury_seen
from governance.pending.executing import do_due
from kernel.database import db, transaction
from members.accounts.member import Member
from tests.governance.charter.cast import elders
from tests.governance.elections.cast import counted
from tests.html import elements, text_of
from tests.ideas.concepts_in_rounds import a_comment, a_concept
from tests.ideas.forums_and_rounds import a_forum, a_round, an_assessment
from tests.ideas.test_assessing import DECLINED, decided


@pytest.fixture
def people(app):
    return elders(7)


@pytest.fixture
def forum(people, theo):
    forum = a_forum("Bags", steward=theo)
    concept = a_concept(people[0], a_round("proposing", forum))
    for member in people[1:]:
        a_comment(member, concept)
    return forum


def test_a_forum_elects_on_its_pages(browser, people, forum, theo, travel):
    page = browser.sign_in(theo).open("/forums/bags").submit("Open an election")
    assert "7 members who took part here of late" in page
    page = page.submit("Open the election")
    assert "Take it back" in page.names("button")
    assert "Open an election" not in browser.open("/forums/bags").names("button")
    travel(timedelta(minutes=16))
    with transaction():
        do_due()
    page = browser.sign_in(people[0]).open("/forums/bags").click("Election of stewards")
    page = page.submit("Put the name forward", words="I answer **everybody**.")
    assert "You are standing." in page
    page = page.submit("Put the name forward", name=people[1].name, words="Patient.")
    assert "is asked" in page
    page = browser.sign_in(people[1]).open(newest_for(f"forum:{forum.id}").path)
    page = page.submit("I stand", {"In your own words": "Then I will."})
    election = newest_for(f"forum:{forum.id}")
    travel(election.voting_at + timedelta(hours=1))
    page = browser.sign_in(people[2]).open("/elections").click(election.title)
    page = page.submit("Cast my ballot", **{"rank_1": "1", "rank_2": "1"}, status=422)
    assert "Place 1 is given twice" in page
    page = page.submit("Cast my ballot", **{"rank_1": "2", "rank_2": "1"})
    assert "Your ballot is in, with 2 names in order." in page
    counted(election)
    travel(timedelta(days=8))
    page = browser.open(election.path)
    assert "Stage by stage" in page
    assert people[1].name in page
    assert "elected until" in browser.open("/forums/bags")


def test_a_member_asks_for_a_recall_on_the_page(browser, people, forum, theo):
    page = browser.sign_in(people[3]).open("/forums/bags").click(f"Recall {theo.name}")
    page = page.submit("Put it to the members", reason="Closed **every** thread.")
    assert f"Recall {theo.name} as a steward of Bags" in page


def test_an_author_appeals_and_a_juror_decides_on_their_pages(browser, people, forum, maya, ines):
    concept = a_concept(maya, a_round("closed"))
    decided(ines, an_assessment(concept), DECLINED)
    page = browser.sign_in(maya).open(f"/concepts/{concept.id}/assessments")
    page = page.submit("Appeal to a jury", reason="It was tested **cold**.")
    assert "Your appeal stands" in page
    with transaction():
        draw_due()
    jury = jury_seen(1)
    juror = db.session.get_one(Member, jury.jurors[0].member_id)
    page = browser.sign_in(juror).open(jury.path).submit("I take the seat")
    assert "tested" in page
    page = page.submit("Give my voice", voice="send back", reason="It was cold indeed.")
    assert "You said: it goes back." in page
    assert "cold indeed" not in browser.sign_in(maya).open(jury.path)
    assert browser.open(f"/concepts/{concept.id}/assessments").click("The case and its jury")


def test_the_fields_of_each_question_stand_in_a_group_of_its_own_name(plain_browser, ines):
    page = plain_browser.sign_in(ines).open("/forums/new")
    named = [text_of(one) for one in elements(page.tree, "legend") if text_of(one).startswith("Question")]
    assert named == [f"Question {number}" for number in range(1, len(named) + 1)]
    assert len(named) >= 4
