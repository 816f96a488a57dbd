"""What readers and acts need of ballots and results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.ballots.inputs import is_counted
from ideas.ballots.progress import CountProgress
from ideas.ballots.result import Result, ResultLine
from ideas.concepts.concept import Concept
from ideas.rounds.finalist import Finalist
from ideas.rounds.round import Round
from kernel.database import db
from members.accounts.member import Member


def hold(round: Round) -> None:
    """Read the round's own columns afresh and keep it as it is until the transaction ends; many may hold it at once."""
    columns = [attribute.key for attribute in Round.__mapper__.column_attrs]
    db.session.refresh(round, columns, with_for_update={"read": True})


def finalists_of(round: Round) -> Sequence[Finalist]:
    """The finalists in their frozen order, each with its concept, its author and cover."""
    whole = joinedload(Finalist.concept).options(joinedload(Concept.author), joinedload(Concept.cover))
    return db.session.scalars(
        select(Finalist).where(Finalist.round_id == round.id).order_by(Finalist.position).options(whole)
    ).all()


def ballot_of(member: Member | None, round: Round) -> Ballot | None:
    """This person's own ballot with its choices; nobody ever sees another's."""
    if member is None:
        return None
    theirs = select(Ballot).where(Ballot.round_id == round.id, Ballot.member_id == member.id)
    return db.session.scalar(theirs.options(selectinload(Ballot.choices)))


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether somebody has voted in a concept's round, and whether the concept is on their ballot."""

    voted: bool = False
    chosen: bool = False


def mark_of(member: Member | None, concept: Concept) -> Mark:
    """What this person's own ballot says of the concept. One statement, none for a guest."""
    if member is None:
        return Mark()
    chosen = (BallotChoice.ballot_id == Ballot.id) & (BallotChoice.concept_id == concept.id)
    theirs = select(BallotChoice.concept_id).select_from(Ballot).outerjoin(BallotChoice, chosen)
    row = db.session.execute(theirs.where(Ballot.round_id == concept.round_id, Ballot.member_id == member.id)).first()
    return Mark(row is not None, row is not None and row[0] is not None)


def result_of(round: Round) -> Result | None:
    """The frozen result with its lines in order, each with its concept and cover; None until the round is counted."""
    whole = selectinload(Result.lines).joinedload(ResultLine.concept).joinedload(Concept.cover)
    return db.session.scalar(select(Result).where(Result.round_id == round.id).options(whole))


def is_mine_counted(member: Member | None, round: Round) -> bool:
    """Whether this person's ballot is among those that are counted: not held, invalidated or too early for its account."""
    if member is None:
        return False
    theirs = select(Ballot.id).where(is_counted(round), Ballot.member_id == member.id)
    return db.session.scalar(theirs) is not None


def progress_of(round: Round) -> CountProgress | None:
    """How far the count is; None before the ballots are sealed."""
    return db.session.get(CountProgress, round.id)


def is_counted_out(round: Round) -> bool:
    """Whether the result is frozen."""
    return db.session.scalar(select(Result.id).where(Result.round_id == round.id)) is not None
