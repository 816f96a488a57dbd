"""Elections in each phase, and the members who vote in them."""

from datetime import timedelta

from sqlalchemy import select

from governance.elections.closing import close
from governance.elections.election import Election
from governance.elections.nominating import nominate
from governance.elections.opening import Office, open_election
from governance.elections.voting import vote
from kernel import clock
from kernel.clock import now
from kernel.database import db, transaction
from members.accounts.member import Member

OFFICE = Office("club:1", "Keepers of the key", "/forums", 1, 100)


def an_election(members, office=OFFICE, actor=None, barred=()):
    """An election by these members, in which one may stand now."""
    with transaction():
        return open_election(actor, office, select(Member.id).where(Member.id.in_([one.id for one in members])), barred)


def a_candidate(election, member, words="I keep things tidy."):
    """This member stands by their own words."""
    with transaction():
        return nominate(member, election, member, words)


def ballots(election, rankings):
    """Each of these pairs of member and candidates, voted while voting runs."""
    with clock.travel(election.voting_at + timedelta(hours=1)):
        for member, ranking in rankings:
            with transaction():
                vote(member, election, [candidate.id for candidate in ranking])


def counted(election):
    """Its result, counted when it closes."""
    with clock.travel(max(election.closes_at, now())), transaction():
        return close(db.session.scalars(select(Election).where(Election.id == election.id)).one())
