"""What stands around a vote: rules of conduct, decisions for some only, the discussion, and who is told."""

import pytest
from sqlalchemy import select

from governance.charter.checking import charter_faults
from governance.charter.conduct import ConductRepeal, ConductRule
from governance.charter.proposing import propose_conduct, propose_repeal, propose_value
from governance.charter.rules import RULES
from governance.decisions import kinds
from governance.decisions.checking import decision_faults
from governance.decisions.follower import follow
from governance.decisions.moderating import hide, restore
from governance.decisions.opening import Motion, Terms, open_decision
from governance.decisions.queries import threads_of
from governance.decisions.talking import contribute, retract
from governance.decisions.vote import Choice, DecisionVote
from governance.record.entry import RecordEntry
from kernel.database import db, transaction
from kernel.jobs import tick
from kernel.outbox import deliver_waiting
from kernel.policy import Refused
from kernel.rules import RuleBroken
from members.notices.queries import notices_of
from tests.governance.charter.cast import a_contribution, a_decision, a_rule_of_conduct, closed, elders, founded, say


@pytest.fixture
def members(app):
    founded()
    return elders()


def test_a_rule_of_conduct_is_added_and_repealed(members, travel):
    rule = a_rule_of_conduct(members)
    assert "<em>concept</em>" in rule.text_html
    with transaction():
        decision = propose_repeal(members[0], rule, "It is respected by itself now.")
    travel(decision.voting_at)
    say(members, decision, "yes")
    travel(decision.closes_at)
    assert tick() == []
    assert db.session.get(ConductRepeal, rule.id).decision_id == decision.id
    with pytest.raises(RuleBroken, match="repealed"), transaction():
        propose_repeal(members[1], rule, "Again.")
    assert charter_faults() == []


@pytest.mark.parametrize(("title", "text", "field"), [("", "Be kind.", "title"), ("Kind", " ", "text")])
def test_a_rule_of_conduct_needs_a_title_and_a_text(members, title, text, field):
    with pytest.raises(RuleBroken) as broken, transaction():
        propose_conduct(members[0], title, text, "It helps.")
    assert broken.value.field == field
    assert db.session.scalars(select(ConductRule)).all() == []


def test_only_members_on_the_roll_vote_on_a_decision_that_has_one(members, travel):
    heard = []
    kinds.add(kinds.Kind("test-recall", "A recall", enact=lambda decision: heard.append(decision.subject)))
    motion = Motion("test-recall", "steward:12", "Shall Theo step down?", "They have not been here since May.")
    with transaction():
        terms = Terms(majority_percent=60, quorum=2)
        decision = open_decision(members[0], motion, terms, roll=[member.id for member in members[:3]])
    assert (decision.electorate, decision.quorum, decision.majority_percent) == (3, 2, 60)
    travel(decision.voting_at)
    say(members[:3], decision, "yes")
    with pytest.raises(Refused, match="other members"):
        say(members[3:4], decision, "yes")
    travel(decision.closes_at)
    assert tick() == []
    assert heard == ["steward:12"]


def test_people_discuss_take_back_and_staff_hide_with_a_public_reason(members, ines, travel):
    decision = a_decision(members[0])
    said = a_contribution(members[1], decision)
    with transaction():
        answer = contribute(members[2], decision, "But not for the lamp.", said)
        contribute(members[1], decision, "True.", answer)
    assert [len(thread.replies) for thread in threads_of(decision)] == [2]
    with pytest.raises(Refused), transaction():
        retract(members[0], said)
    with transaction():
        retract(members[1], said)
        hide(ines, answer, "It names somebody's street.")
    with pytest.raises(RuleBroken), transaction():
        hide(ines, answer, "Twice.")
    with transaction():
        restore(ines, answer, "It does not.")
    assert said.retracted_at
    assert answer.hidden_at is None
    kinds_seen = db.session.scalars(
        select(RecordEntry.kind).where(RecordEntry.kind.like("moderation.%")).order_by(RecordEntry.seq)
    ).all()
    assert list(kinds_seen) == ["moderation.hide", "moderation.restore"]
    travel(decision.closes_at)
    with pytest.raises(Refused, match="vote is over"):
        a_contribution(members[1], decision)


def test_those_who_asked_are_told_when_it_opens_when_voting_begins_and_of_the_end(members, travel):
    with transaction():
        follow(members[5])
        follow(members[5])
    decision = a_decision(members[0])
    deliver_waiting()
    travel(decision.voting_at)
    tick()
    tick()
    deliver_waiting()
    say(members[:5], decision, "yes")
    travel(decision.closes_at)
    tick()
    deliver_waiting()
    told = [notice.words for notice in notices_of(members[5]).rows]
    assert len(told) == 3
    assert all(part in words for part, words in zip(("in force", "vote now", "put to"), told, strict=True))
    assert [notice.kind for notice in notices_of(members[1]).rows] == ["decisions"]
    assert notices_of(members[6]).rows == []


def test_votes_changed_past_the_guards_are_found(members, travel):
    decision = a_decision(members[0])
    travel(decision.voting_at)
    say(members, decision, "yes")
    travel(decision.closes_at)
    closed(decision)
    with transaction():
        db.session.scalars(select(DecisionVote)).first().choice = Choice.NO
    counted, sealed = decision_faults()
    assert counted == f"the votes of decision {decision.id} are not those that were counted"
    assert sealed.endswith("is broken: votes")


def test_a_decision_in_an_unknown_kind_is_refused(members):
    with pytest.raises(LookupError), transaction():
        open_decision(members[0], Motion("astrology", "stars", "Shall we?", "Why not."))
    with pytest.raises(RuleBroken), transaction():
        propose_value(members[0], RULES["jury.size"], 99, "Many.")
