"""Members who are old enough to decide, decisions in each phase, and votes on them."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from governance.charter.conduct import ConductRule
from governance.charter.enacting import found_charter
from governance.charter.proposing import propose_conduct, propose_value
from governance.charter.rules import RULES
from governance.decisions.closing import close
from governance.decisions.decision import Decision
from governance.decisions.talking import contribute
from governance.decisions.vote import Choice
from governance.decisions.voting import vote
from kernel import clock
from kernel.clock import now
from kernel.database import db, transaction
from tests.cast import a_member

NAMES = ("Agnes", "Bela", "Chidi", "Dora", "Emil", "Farah", "Goran", "Hana", "Iris", "Jonas", "Kaya", "Luis")
LONG_AGO = timedelta(days=40)


def founded():
    """The charter, in force."""
    with transaction():
        found_charter()


def an_elder(name, **changes):
    """Somebody whose account is old enough to decide."""
    return a_member(name, created_at=now() - LONG_AGO, **changes)


def elders(number=7):
    """So many of them."""
    return [an_elder(f"{name} Elder") for name in NAMES[:number]]


def a_decision(proposer, key="jury.size", number=9, reason="Seven is too few to be fair."):
    """A decision on a value, in discussion."""
    with transaction():
        return propose_value(proposer, RULES[key], number, reason)


def say(members, decision, choice):
    """All of these vote so, now."""
    with transaction():
        for member in members:
            vote(member, decision, Choice(choice))


def closed(decision):
    """Its outcome, counted now."""
    with transaction():
        return close(db.session.scalars(select(Decision).where(Decision.id == decision.id)).one())


def open_decisions(members):
    """A decision in discussion, one being voted on, one that passed and one that failed, by name."""
    passed = a_past_decision(members, "royalty.basis-points", 400, ["yes"] * 4 + ["no"])
    failed = a_past_decision(members, "ballot.choices", 9, ["no"] * 3 + ["yes", "abstain"])
    with clock.travel(-timedelta(days=8)):
        voting = a_decision(members[3], "round.slots", 3, "One winner a round is **too few**.")
    return {
        "discussed decision": a_decision(members[4]),
        "voting decision": voting,
        "passed decision": passed,
        "failed decision": failed,
    }


def a_past_decision(members, key, number, choices):
    """A decision on a value that was voted on like this and is closed."""
    with clock.travel(-timedelta(days=20)):
        decision = a_decision(members[0], key, number)
    _vote_and_close(decision, members, choices)
    return decision


def a_rule_of_conduct(members, title="Speak of the idea, not of the person"):
    """A rule that all of these members voted for."""
    with clock.travel(-timedelta(days=20)), transaction():
        decision = propose_conduct(members[2], title, "Say what is wrong with a *concept*.", "It had become rough.")
    _vote_and_close(decision, members, ["yes"] * len(members))
    return db.session.scalars(select(ConductRule).options(joinedload(ConductRule.decision))).one()


def a_contribution(member, decision, source="Seven people were enough for the kettle."):
    """Something said about a decision."""
    with transaction():
        return contribute(member, decision, source)


def _vote_and_close(decision, members, choices):
    with clock.travel(decision.voting_at):
        for member, choice in zip(members, choices, strict=True):
            say([member], decision, choice)
    with clock.travel(decision.closes_at):
        closed(decision)
