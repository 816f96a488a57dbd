"""Casting a ballot: the whole of a member's choice, replacing what they chose before, until the close.

The round is held before the clock is read, so a ballot that waited across the close is late, and a counted round
never gains one.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection

from sqlalchemy import delete, insert, select

from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.ballots.policy import may_cast
from ideas.ballots.queries import hold
from ideas.rounds.finalist import Finalist
from ideas.rounds.round import Round
from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import db
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def cast(member: Member, round: Round, choices: Collection[int]) -> str:
    """Approve these concepts (ids) and no others. Returns the receipt, which stays the same when a ballot changes.

    Raises Refused outside balloting, RuleBroken on `choices` for none, too many, or one that is no finalist.
    """
    hold(round)
    at = now()
    require(may_cast(member, round, at))
    chosen = _fit_choices(round, set(choices))
    ballot = (
        insert_unless_there(Ballot)
        .values(round_id=round.id, member_id=member.id, cast_at=at, changed_at=at, receipt=secrets.token_hex(8))
        .on_conflict_do_update(index_elements=["round_id", "member_id"], set_={"changed_at": at})
        .returning(Ballot.id, Ballot.receipt)
    )
    ballot_id, receipt = db.session.execute(ballot).one()
    db.session.execute(delete(BallotChoice).where(BallotChoice.ballot_id == ballot_id))
    rows = [{"ballot_id": ballot_id, "concept_id": concept_id} for concept_id in sorted(chosen)]
    db.session.execute(insert(BallotChoice), rows)
    return str(receipt)


def take_back(member: Member, round: Round) -> bool:
    """Take the whole ballot back. Returns whether there was one. Raises Refused outside balloting."""
    hold(round)
    require(may_cast(member, round, now()))
    theirs = select(Ballot.id).where(Ballot.round_id == round.id, Ballot.member_id == member.id).with_for_update()
    ballot_id = db.session.scalar(theirs)
    if ballot_id is None:
        return False
    db.session.execute(delete(BallotChoice).where(BallotChoice.ballot_id == ballot_id))
    db.session.execute(delete(Ballot).where(Ballot.id == ballot_id))
    return True


def _fit_choices(round: Round, chosen: set[int]) -> set[int]:
    if not chosen:
        raise RuleBroken("Tick at least one concept, or take your ballot back.", "choices")
    if round.choices_limit is not None and len(chosen) > round.choices_limit:
        over = len(chosen) - round.choices_limit
        raise RuleBroken(
            f"You may approve {round.choices_limit} at most and ticked {len(chosen)}: untick {over}.", "choices"
        )
    on_the_ballot = select(Finalist.concept_id).where(Finalist.round_id == round.id, Finalist.concept_id.in_(chosen))
    if set(db.session.scalars(on_the_ballot)) != chosen:
        raise RuleBroken("One of these is not on the ballot. Reload the page to see the finalists.", "choices")
    return chosen
