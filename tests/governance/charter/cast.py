"""Members who are old enough to decide, decisions in each phase, and votes on them."""

from datetime import timedelta

from sqlalchemy import select

from governance.charter.enacting import found_charter
from governance.charter.proposing import propose_value
from governance.charter.rules import RULES
from governance.decisions.closing import close
from governance.decisions.decision import Decision
from governance.decisions.vote import Choice
from governance.decisions.voting import vote
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
