"""A decision asks what the record says it asked; its words can be hidden, and its proposer may withdraw it in time."""

import json

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from governance.charter.checking import charter_faults
from governance.charter.emergency import act_in_emergency
from governance.charter.proposing import propose_conduct
from governance.charter.rules import RULES
from governance.charter.values import value
from governance.decisions.checking import decision_faults
from governance.decisions.decision import Decision, Phase
from governance.decisions.moderating import hide, restore
from governance.decisions.outcome import DecisionEffect
from governance.decisions.withdrawing import withdraw
from governance.record.entry import RecordEntry
from governance.record.erasing import erase
from governance.record.verifying import verify
from kernel.clock import now
from kernel.database import db, transaction
from kernel.jobs import tick
from kernel.outbox import deliver_waiting
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.notices.queries import notices_of
from tests.governance.charter.cast import (
    a_contribution,
    a_decision,
    a_rule_of_conduct,
    closed,
    elders,
    founded,
    say,
)
from tests.governance.rewriting import behind_its_back

STREET = "Meet at Ash Street 4"


@pytest.fixture
def members(app):
    founded()
    return elders()


def conduct_about(member, title=STREET, reason="Agnes lives at Ash Street 4."):
    with transaction():
        return propose_conduct(member, title, "We go to *Ash Street 4* and shout.", reason)


@pytest.mark.parametrize(
    "edit",
    [
        'UPDATE decision SET proposed = \'{"value": 25, "was": 7}\'',
        "UPDATE decision SET quorum = 1",
        "UPDATE decision SET majority_percent = 51",
        "UPDATE decision SET subject = 'jury.days'",
        "UPDATE decision SET cooling_off_days = 3",
        "UPDATE decision SET reason_source = 'Nothing.'",
        "UPDATE decision SET old_enough_before = opened_at",
        "DELETE FROM decision",
    ],
)
def test_a_decision_changed_past_the_guards_is_found_and_not_carried_out(members, travel, plain_browser, edit):
    decision = a_decision(members[0])
    voting_at, closes_at, path = decision.voting_at, decision.closes_at, decision.path
    assert decision_faults() == []
    behind_its_back(edit)
    assert [fault.check for fault in verify().faults] == ["decisions"]
    if edit.startswith("DELETE"):
        return
    assert "not ask what the public record says" in plain_browser.open(path)
    travel(voting_at)
    say(members, db.session.scalars(select(Decision)).one(), "yes")
    travel(closes_at)
    assert tick() == []
    assert (value("jury.size"), value("jury.days")) == (7, 10)
    assert db.session.scalars(select(DecisionEffect)).all() == []


def test_the_database_refuses_to_change_what_was_put_to_the_members(members):
    a_decision(members[0])
    for change in ("quorum = 1", "closes_at = voting_at", "title = 'Nothing'", "majority_percent = 51"):
        with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
            session.execute(text(f"UPDATE decision SET {change}"))


def test_the_outcome_of_a_decision_cannot_go_unseen(members, travel):
    decision = a_decision(members[0])
    travel(decision.voting_at)
    say(members, decision, "no")
    travel(decision.closes_at)
    closed(decision)
    behind_its_back("DELETE FROM decision_outcome")
    assert any("and is not" in str(fault) for fault in verify().faults)


def test_the_record_holds_no_word_of_a_proposal_and_forgetting_who_made_it_leaves_it_valid(members):
    decision = conduct_about(members[0])
    lines = [json.dumps(line.payload) for line in db.session.scalars(select(RecordEntry))]
    assert not any("Ash Street" in line for line in lines)
    with transaction():
        assert erase(members[0].id) == 1
    assert verify().faults == []
    assert decision.title == STREET


def test_the_record_tells_what_value_is_asked_for(members):
    a_decision(members[0])
    line = db.session.scalars(select(RecordEntry).where(RecordEntry.kind == "decision.opened")).one()
    assert line.payload["proposed"] == {"value": 9, "was": 7}


def test_staff_hide_a_decisions_words_everywhere_and_the_vote_goes_on(members, ines, plain_browser, travel):
    decision = conduct_about(members[0])
    plain_browser.sign_in(ines)
    page = plain_browser.open(decision.path).click("Hide its words")
    page = page.submit("Hide it", {"Reason": "It says where somebody lives."})
    assert "It says where somebody lives." in page
    plain_browser.sign_in(members[0])
    for path in (decision.path, "/decisions", "/charter", "/record"):
        assert "Ash Street" not in plain_browser.open(path)
    travel(decision.voting_at)
    say(members, decision, "yes")
    travel(decision.closes_at)
    assert tick() == []
    for path in (decision.path, "/decisions", "/charter"):
        assert "Ash Street" not in plain_browser.open(path)
    assert notices_of(members[0]).rows[-1].words.startswith("Your proposal was hidden")
    with transaction():
        restore(ines, db.session.get(Decision, decision.id), "It is the address of a shop.")
    assert "Ash Street" in plain_browser.open("/charter")
    assert charter_faults() == decision_faults() == []


def test_who_may_not_hide_words(members, ines):
    decision, own = a_decision(members[0]), None
    with pytest.raises(Refused, match="staff"), transaction():
        hide(members[1], decision, "I do not like it.")
    with transaction():
        own = act_in_emergency(ines, RULES["jury.days"], 5, "Two juries are overdue.")
    with pytest.raises(Refused, match="your own"), transaction():
        hide(ines, own, "It reads badly.")
    with pytest.raises(RuleBroken, match="reason"), transaction():
        hide(ines, decision, "  ")


def test_a_hidden_rule_of_conduct_is_named_by_its_number(members, ines, plain_browser):
    rule = a_rule_of_conduct(members)
    with transaction():
        hide(ines, db.session.get(Decision, rule.decision_id), "It names somebody.")
    plain_browser.sign_in(members[0])
    page = plain_browser.open(f"/charter/conduct/{rule.id}/repeal")
    assert rule.title not in page
    assert rule.title not in page.submit("Put it to the members", {"Reasons": "Nobody can read it."})


def test_who_proposed_may_withdraw_until_voting_begins_and_propose_anew(members, plain_browser, travel):
    decision = a_decision(members[0])
    plain_browser.sign_in(members[0])
    page = plain_browser.open(decision.path).submit("Withdraw my proposal")
    assert "Withdrawn by who proposed it" in page
    assert "withdrawn" in plain_browser.open("/decisions")
    deliver_waiting()
    assert decision_now(decision).phase(now()) is Phase.WITHDRAWN
    with pytest.raises(Refused, match="discussion is over"):
        a_contribution(members[1], decision)
    again = a_decision(members[0])
    travel(decision.voting_at)
    with pytest.raises(Refused, match="withdrawn"):
        say(members[:1], decision, "yes")
    travel(again.closes_at)
    assert tick() == []
    assert decision_faults() == []


def test_who_may_not_withdraw(members, ines, travel):
    decision = a_decision(members[0])
    with transaction():
        owed = act_in_emergency(ines, RULES["jury.days"], 5, "Two juries are overdue.")
    for actor, one, words in ((members[1], decision, "Only who proposed"), (ines, owed, "owes the members")):
        with pytest.raises(Refused, match=words), transaction():
            withdraw(actor, one)
    travel(decision.voting_at)
    with pytest.raises(Refused, match="Voting has begun"), transaction():
        withdraw(members[0], decision)


def decision_now(decision):
    return db.session.get(Decision, decision.id, populate_existing=True)
