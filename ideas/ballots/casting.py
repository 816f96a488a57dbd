"""Casting a ballot: the whole of a member's choice, replacing what they chose before, until the close.

The round is held before the clock is read, so a ballot that waited across the close is late, and a counted round
never gains one.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping

from sqlalchemy import delete, insert, select

from governance.counting.contest import BallotKind
from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.ballots.marking import fitting
from ideas.ballots.policy import may_cast
from ideas.ballots.queries import hold
from ideas.rounds.round import Round
from kernel.conflicts import insert_unless_there
from kernel.database import db, now_by_the_database
from kernel.policy import require
from members.accounts.member import Member


def cast(member: Member, round: Round, choices: Collection[int] | Mapping[int, int]) -> str:
    """Approve these concepts (ids) and no others, or give them these points or ranks: {id: mark}.

    Returns the receipt, which stays the same when a ballot changes. Raises Refused outside balloting, RuleBroken on
    `choices` or on the field of the concept that does not fit (see marking).
    """
    hold(round)
    at = now_by_the_database()
    require(may_cast(member, round, at))
    marks = fitting(round, choices)
    ballot = (
        insert_unless_there(Ballot)
        .values(round_id=round.id, member_id=member.id, cast_at=at, changed_at=at, receipt=fresh_receipt())
        .on_conflict_do_update(index_elements=["round_id", "member_id"], set_={"changed_at": at})
        .returning(Ballot.id, Ballot.receipt)
    )
    ballot_id, receipt = db.session.execute(ballot).one()
    db.session.execute(delete(BallotChoice).where(BallotChoice.ballot_id == ballot_id))
    db.session.execute(insert(BallotChoice), rows_of(ballot_id, round.ballot_kind, marks))
    return str(receipt)


def fresh_receipt() -> str:
    """64 random bits, in hexadecimal: they find a ballot among the published ones and tell nothing else."""
    return secrets.token_hex(8)


def rows_of(ballot_id: int, kind: BallotKind, marks: Mapping[int, int]) -> list[dict[str, int | None]]:
    """The choices of one ballot as rows."""
    points, ranked = kind is BallotKind.POINTS, kind is BallotKind.RANKED
    return [
        {
            "ballot_id": ballot_id,
            "concept_id": concept_id,
            "points": mark if points else None,
            "rank": mark if ranked else None,
        }
        for concept_id, mark in sorted(marks.items())
    ]


def take_back(member: Member, round: Round) -> bool:
    """Take the whole ballot back. Returns whether there was one. Raises Refused outside balloting."""
    hold(round)
    require(may_cast(member, round, now_by_the_database()))
    theirs = select(Ballot.id).where(Ballot.round_id == round.id, Ballot.member_id == member.id).with_for_update()
    ballot_id = db.session.scalar(theirs)
    if ballot_id is None:
        return False
    db.session.execute(delete(BallotChoice).where(BallotChoice.ballot_id == ballot_id))
    db.session.execute(delete(Ballot).where(Ballot.id == ballot_id))
    return True
