"""The charter and decisions as people meet them: with htmx and without, and nothing counted before the close."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from governance.charter.values import value
from governance.decisions.contribution import Contribution
from governance.decisions.decision import Decision
from governance.decisions.vote import DecisionVote
from governance.pending.executing import do_due
from kernel.database import db, transaction
from kernel.jobs import tick
from tests.governance.charter.cast import a_contribution, a_decision, a_rule_of_conduct, elders, founded, say
from tests.governance.rewriting import behind_its_back


@pytest.fixture
def members(app):
    founded()
    return elders()


def test_the_charter_shows_every_value_and_teaches_when_nothing_is_decided(members, plain_browser):
    page = plain_browser.open("/charter")
    assert "Time to judge a winner" in page
    assert "two thirds" in page
    assert "No rule of conduct yet" in page
    assert "Nothing is being decided" in plain_browser.open("/decisions")


def test_an_empty_site_shows_its_founding_values(app, plain_browser):
    assert "since the founding" in plain_browser.open("/charter")
    assert "about to be enacted" in plain_browser.open("/charter/jury.size")


def test_a_member_proposes_a_value_discusses_and_votes(members, browser, travel):
    browser.sign_in(members[0])
    page = browser.open("/charter/jury.size")
    page.submit("Put it to the members", {"The new value": "99", "Reasons": "Many eyes."}, status=422)
    page = browser.open("/charter/jury.size")
    page = page.submit("Put it to the members", {"The new value": "9", "Reasons": "Many *eyes*."})
    assert "Jurors: 9 members" in page
    assert "Many eyes." in page
    page = page.submit("Post", {"Your contribution": "I have sat on one."})
    assert "I have sat on one." in page
    decision = db.session.scalars(select(Decision)).one()
    travel(decision.voting_at + timedelta(minutes=1))
    browser.sign_in(members[1])
    page = browser.open(decision.path).submit("Vote", choice="no")
    assert "You voted no." in page
    page = browser.open(decision.path).submit("Change my vote", choice="yes")
    assert "You voted yes." in page
    assert [row.choice.value for row in db.session.scalars(select(DecisionVote))] == ["yes"]


def test_no_count_is_shown_to_anybody_before_the_close(members, ines, plain_browser, travel):
    decision = a_decision(members[0])
    travel(decision.voting_at)
    plain_browser.sign_in(ines)
    paths = (decision.path, "/decisions", "/charter")
    before = [plain_browser.open(path).text for path in paths]
    say(members, decision, "yes")
    assert [plain_browser.open(path).text for path in paths] == before


def test_the_result_says_how_it_ended_and_links_the_record(members, plain_browser, travel):
    decision = a_decision(members[0])
    travel(decision.voting_at)
    say(members[:5], decision, "yes")
    travel(decision.closes_at)
    assert "being counted" in plain_browser.open("/decisions")
    assert tick() == []
    page = plain_browser.open(decision.path)
    assert "It passed" in page
    assert "of the record" in page
    assert "9 members" in plain_browser.open("/charter")
    assert "2 versions" in plain_browser.open("/charter")


def test_staff_act_in_an_emergency_and_everybody_sees_who_and_why(members, ines, plain_browser, travel):
    plain_browser.sign_in(ines)
    page = plain_browser.open("/charter/jury.days")
    page = page.submit("Look it over", {"The value for now": "5", "Public reason": "Two juries are overdue."})
    assert "members have decided" in page
    page.submit("Set it in 15 minutes")
    travel(timedelta(minutes=16))
    with transaction():
        do_due()
    assert value("jury.days") == 5
    page = plain_browser.open("/charter/jury.days")
    assert "Two juries are overdue." in page
    assert "Ines Carvalho" in page
    assert "Staff have used their one emergency act" in page
    assert "emergency" in plain_browser.open("/charter")


def test_a_value_changed_in_the_database_warns_on_the_charter_and_on_the_desk(members, ines, plain_browser):
    assert "does not agree" not in plain_browser.open("/charter")
    behind_its_back("UPDATE charter_enactment SET value = 50 WHERE key = 'ballot.choices'")
    assert "does not agree with the public record" in plain_browser.open("/charter")
    plain_browser.sign_in(ines)
    assert "does not agree with the public record" in plain_browser.open("/desk")


def test_staff_hide_a_contribution_and_its_place_stays(members, ines, plain_browser):
    decision = a_decision(members[0])
    said = a_contribution(members[1], decision, "They live at Ash Street 4.")
    plain_browser.sign_in(ines)
    page = plain_browser.open(f"/decisions/contributions/{said.id}/moderation")
    page = page.submit("Hide it", {"Reason": "It names somebody's street."})
    assert "Ash Street" not in page
    assert "names somebody" in page
    page = plain_browser.open(f"/decisions/contributions/{said.id}/moderation")
    assert "Ash Street" in page.submit("Restore it", {"Reason": "It was their own shop."})


def test_replies_join_their_thread_and_can_be_taken_back(members, plain_browser):
    decision = a_decision(members[0])
    a_contribution(members[1], decision)
    plain_browser.sign_in(members[2])
    page = plain_browser.open(decision.path).submit("Reply", {"Your reply": "Not for the lamp."})
    assert "Not for the lamp." in page
    page = page.submit("Delete my comment")
    assert "Taken back by its author" in page
    assert len(db.session.scalars(select(Contribution)).all()) == 2


def test_a_rule_of_conduct_stands_on_the_charter_and_its_end_can_be_proposed(members, plain_browser):
    rule = a_rule_of_conduct(members)
    assert rule.title in plain_browser.open("/charter")
    plain_browser.sign_in(members[0])
    page = plain_browser.open(f"/charter/conduct/{rule.id}/repeal")
    assert "Repeal:" in page.submit("Put it to the members", {"Reasons": "Nobody needs it now."})
    page = plain_browser.open("/charter/conduct/new")
    assert "You have a decision open" in page


def test_who_follows_can_stop(members, plain_browser):
    plain_browser.sign_in(members[0])
    page = plain_browser.open("/decisions").submit("Tell me about decisions")
    assert "Tell me about decisions" in page.submit("Stop telling me")


@pytest.mark.parametrize("path", ["/charter/nothing", "/decisions/99", "/decisions/99999999999999999999"])
def test_what_is_not_there_is_not_found(members, plain_browser, path):
    plain_browser.open(path, status=404)
