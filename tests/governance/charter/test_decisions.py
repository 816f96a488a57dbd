"""A decision from its proposal to its effect: who may do what when, sealed until the close, counted once."""

import threading
from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import select

from governance.charter.checking import charter_faults
from governance.charter.enactment import Enactment, Power
from governance.charter.values import value
from governance.decisions.checking import decision_faults
from governance.decisions.closing import carry_out, carry_out_due, close_due
from governance.decisions.decision import Decision, Phase
from governance.decisions.outcome import DecisionEffect, DecisionOutcome
from governance.decisions.queries import decision_seen
from governance.decisions.showing import missing
from governance.decisions.vote import Choice, DecisionVote
from governance.decisions.voting import vote
from governance.record.entry import RecordEntry
from kernel.clock import now
from kernel.database import db, transaction
from kernel.jobs import tick
from kernel.policy import Refused
from kernel.rules import RuleBroken
from tests.cast import a_member
from tests.governance.charter.cast import a_decision, closed, elders, founded, say


@pytest.fixture
def members(app):
    founded()
    return elders()


def outcome_of(decision):
    return db.session.get(DecisionOutcome, decision.id)


def test_what_the_members_pass_is_enacted_by_itself(members, travel):
    decision = a_decision(members[0])
    travel(decision.voting_at)
    say(members[:4], decision, "yes")
    say(members[4:6], decision, "no")
    travel(decision.closes_at)
    assert value("jury.size") == 7
    assert tick() == []
    assert value("jury.size") == 9
    newest = db.session.scalars(select(Enactment).where(Enactment.key == "jury.size", Enactment.version == 2)).one()
    assert (newest.power, newest.decision_id) == (Power.DECISION, decision.id)
    assert charter_faults() == []
    assert decision_faults() == []


def test_its_quorum_and_majority_stay_what_they_were_when_it_opened(members, travel):
    decision = a_decision(members[0], "decision.quorum", 3)
    assert (decision.quorum, decision.majority_percent, decision.cooling_off_days) == (5, 67, 7)
    travel(decision.voting_at)
    say(members[:4], decision, "yes")
    travel(decision.closes_at)
    assert closed(decision).passed is False
    assert missing(decision_seen(decision.id)) == ["1 more voter was needed for the quorum."]


def test_the_charters_own_rules_need_two_thirds_and_wait(members, travel):
    decision = a_decision(members[0], "decision.quorum", 4)
    travel(decision.voting_at)
    say(members[:4], decision, "yes")
    say(members[4:6], decision, "no")
    travel(decision.closes_at)
    assert tick() == []
    assert decision_seen(decision.id).phase(now()) is Phase.COOLING_OFF
    travel(decision.closes_at + timedelta(days=6, hours=23))
    assert tick() == []
    assert value("decision.quorum") == 5
    travel(decision.closes_at + timedelta(days=7, seconds=5))
    assert tick() == []
    assert value("decision.quorum") == 4


def test_less_than_two_thirds_is_not_enough_for_them_and_the_page_says_what_was_missing(members, travel):
    decision = a_decision(members[0], "charter.cooling-off-days", 14)
    travel(decision.voting_at)
    say(members[:4], decision, "yes")
    say(members[4:7], decision, "no")
    travel(decision.closes_at)
    assert closed(decision).passed is False
    assert missing(decision_seen(decision.id)) == ["With 3 no it took 6 yes: 2 more than there were."]


def test_a_vote_may_change_until_the_close_and_counts_once(members, travel):
    decision = a_decision(members[0])
    with pytest.raises(Refused, match="being discussed"):
        say(members[:1], decision, "yes")
    travel(decision.voting_at)
    say(members[:1], decision, "yes")
    say(members[:1], decision, "no")
    assert [row.choice for row in db.session.scalars(select(DecisionVote))] == [Choice.NO]
    travel(decision.closes_at)
    with pytest.raises(Refused, match="over"):
        say(members[:1], decision, "yes")
    assert (closed(decision).yes, outcome_of(decision).no) == (0, 1)


def test_closing_twice_is_closing_once(members, travel):
    decision = a_decision(members[0])
    with pytest.raises(RuleBroken):
        closed(decision)
    travel(decision.voting_at)
    say(members, decision, "yes")
    travel(decision.closes_at)
    first = closed(decision)
    with transaction():
        close_due()
        carry_out(decision)
        carry_out_due()
    assert closed(decision).closed_at == first.closed_at
    assert len(db.session.scalars(select(DecisionEffect)).all()) == 1
    assert len(db.session.scalars(select(Enactment).where(Enactment.key == "jury.size")).all()) == 2
    lines = db.session.scalars(select(RecordEntry).where(RecordEntry.kind == "decision.closed")).all()
    assert len(lines) == 1


def test_two_closers_at_once_count_once_and_a_vote_that_waits_across_the_deadline_is_late(members, travel):
    decision = a_decision(members[0])
    travel(decision.voting_at)
    say(members[:5], decision, "yes")
    travel(decision.closes_at)
    app, ids, late = db_app(), (decision.id, members[6].id), []

    def close_it():
        with app.app_context():
            closed(db.session.get(Decision, ids[0]))
            db.session.remove()

    def vote_late():
        with app.app_context():
            try:
                say([db.session.get(type(members[6]), ids[1])], db.session.get(Decision, ids[0]), "no")
            except Refused as refused:
                late.append(refused.reason)
            db.session.remove()

    db.session.commit()
    threads = [threading.Thread(target=work) for work in (close_it, vote_late, close_it, vote_late)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.expire_all()
    assert (outcome_of(decision).yes, outcome_of(decision).no, len(late)) == (5, 0, 2)
    assert len(db.session.scalars(select(DecisionEffect)).all()) == 1


def db_app():
    return current_app._get_current_object()


def test_who_may_open_a_decision(members, lena, rolf):
    for person in (a_member("Nova Neu", created_at=now()), lena, rolf):
        with pytest.raises(Refused):
            a_decision(person)
    a_decision(members[0])
    with pytest.raises(Refused, match="one open|have a decision open"):
        a_decision(members[0], "jury.days", 9)
    with pytest.raises(RuleBroken, match="being decided already"):
        a_decision(members[1], "jury.size", 11)


@pytest.mark.parametrize(
    ("number", "words"), [(2, "from 3 members to 25"), (26, "from 3"), (7, "already"), (-1, "from")]
)
def test_a_value_outside_its_bounds_or_unchanged_is_not_proposed(members, number, words):
    with pytest.raises(RuleBroken, match=words) as broken:
        a_decision(members[0], "jury.size", number)
    assert broken.value.field == "value"


@pytest.mark.parametrize("reason", ["", "   ", "x" * 6001])
def test_a_decision_needs_its_reasons(members, reason):
    with pytest.raises(RuleBroken) as broken:
        a_decision(members[0], reason=reason)
    assert broken.value.field == "reason"


def test_an_account_that_was_too_new_when_it_opened_has_no_vote_on_it(members, travel):
    newcomer = a_member("Nova Neu", created_at=now())
    decision = a_decision(members[0])
    travel(decision.voting_at)
    with pytest.raises(Refused, match="too new"):
        say([newcomer], decision, "yes")
    assert decision.electorate == len(members)


def test_the_same_person_may_not_vote_through_another_decision(members, travel):
    first, second = a_decision(members[0]), a_decision(members[1], "jury.days", 9)
    travel(second.voting_at)
    with transaction():
        vote(members[2], first, Choice.YES)
        vote(members[2], second, Choice.NO)
    assert len(db.session.scalars(select(DecisionVote)).all()) == 2
