"""Voting: a ranking of the candidates, as far down as one likes, one per member of the roll, changeable until the close."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from governance.elections.ballot import ElectionBallot, ElectionChoice
from governance.elections.candidate import Candidate
from governance.elections.election import Election
from governance.elections.policy import may_vote
from governance.elections.queries import on_roll
from kernel.conflicts import insert_unless_there
from kernel.database import db, lock, now_by_the_database
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def vote(actor: Member, election: Election, ranking: Sequence[int]) -> None:
    """Cast or change this member's ballot: candidates by id, first choice first. The clock is read after the lock.

    Raises RuleBroken for an empty ranking, a candidate twice, or one who does not stand here.
    """
    lock(election)
    at = now_by_the_database()
    require(may_vote(actor, election, on_roll(actor, election), at))
    _check(election, ranking)
    key = {"election_id": election.id, "member_id": actor.id}
    row = insert_unless_there(ElectionBallot).values(**key, cast_at=at)
    db.session.execute(row.on_conflict_do_update(index_elements=list(key), set_={"cast_at": at}))
    _empty(election, actor)
    lines = [{**key, "rank": rank, "candidate_id": one} for rank, one in enumerate(ranking, 1)]
    db.session.execute(insert(ElectionChoice), lines)


def take_back(actor: Member, election: Election) -> None:
    """Take one's ballot out again, while voting runs. Without one nothing changes."""
    lock(election)
    require(may_vote(actor, election, on_roll(actor, election), now_by_the_database()))
    _empty(election, actor)
    theirs = (ElectionBallot.election_id == election.id, ElectionBallot.member_id == actor.id)
    db.session.execute(delete(ElectionBallot).where(*theirs))


def _check(election: Election, ranking: Sequence[int]) -> None:
    if not ranking:
        raise RuleBroken("Give at least one candidate a number; 1 is your first choice.", "ranking")
    if len(set(ranking)) != len(ranking):
        raise RuleBroken("A candidate can have one place in your ranking only.", "ranking")
    standing = select(Candidate.id).where(
        Candidate.election_id == election.id, Candidate.accepted_at.is_not(None), Candidate.withdrawn_at.is_(None)
    )
    if not set(ranking) <= set(db.session.scalars(standing)):
        raise RuleBroken("Somebody on this ballot does not stand in this election. Open the page again.", "ranking")


def _empty(election: Election, member: Member) -> None:
    theirs = (ElectionChoice.election_id == election.id, ElectionChoice.member_id == member.id)
    db.session.execute(delete(ElectionChoice).where(*theirs))
