"""All that shows of a sealed count: a milestone from a short row of steps, taken by the clock at most once an hour, one step
at a time and only rising, from supports that count at that moment. A material change, after which nobody's support counts
until it is carried over, begins anew.

Each concept reaches a step at a number of its own, up to a fifth below or above it, which nobody can work out: so somebody
who adds supports until a step shows learns the sum of the others' within that fifth, and once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ForeignKey, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from ideas.concepts.concept import Concept, ConceptState
from ideas.holds.counted import counts_by, is_not_held
from ideas.holds.reason import VoteKind
from ideas.rounds.round import Round
from ideas.supports.support import Support, live
from kernel.conflicts import insert_unless_there
from kernel.database import Model, db, now_by_the_database
from kernel.keyed import keyed
from members.accounts.member import Member

STEPS = (10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000)
EVERY = timedelta(hours=1)


class MilestoneLook(Model):
    """When a round's milestones were last taken."""

    __tablename__ = "milestone_look"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True, autoincrement=False)
    at: Mapped[datetime]


def take_milestones() -> None:
    """Take those of every round that hears concepts, unless it was done within the hour. A clock tick."""
    at = now_by_the_database()
    hearing = select(Round).where(Round.proposing_at <= at, Round.balloting_at > at).order_by(Round.id)
    for round in db.session.scalars(hearing).all():
        take(round, at)


def take(round: Round, at: datetime) -> None:
    """Raise each of the round's concepts to its next step where it has been reached, unless one looked within the hour."""
    if not _is_due(round, at):
        return
    near = {row.id: row for row in db.session.execute(_standing(round)) if row.supports_count >= needed(round, row)}
    reached = _counted(round, list(near), at)
    for concept_id, row in near.items():
        if reached.get(concept_id, 0) >= needed(round, row):
            words = Concept.material_version_id == row.material_version_id
            step = update(Concept).where(Concept.id == concept_id, words)
            db.session.execute(step.values(supports_milestone=_next(row.supports_milestone)))


def needed(round: Round, concept: Any) -> int:
    """How many counted supports take this concept to its next step: a number between four and six fifths of the step."""
    step = _next(concept.supports_milestone)
    low, high = -(-4 * step // 5), 6 * step // 5
    return low + keyed("milestone", (round.id, concept.id, concept.material_version_id, step)) % (high - low + 1)


def _next(milestone: int) -> int:
    return next((step for step in STEPS if step > milestone), 2 * milestone)


def _is_due(round: Round, at: datetime) -> bool:
    look = insert_unless_there(MilestoneLook).values(round_id=round.id, at=at)
    noted = look.on_conflict_do_update(
        index_elements=["round_id"], set_={"at": look.excluded.at}, where=MilestoneLook.at <= at - EVERY
    )
    return db.session.scalar(noted.returning(MilestoneLook.round_id)) is not None


def _standing(round: Round) -> Any:
    columns = (Concept.id, Concept.supports_count, Concept.supports_milestone, Concept.material_version_id)
    standing = (Concept.round_id == round.id, Concept.state == ConceptState.PROPOSED, Concept.hidden_at.is_(None))
    return select(*columns).where(*standing).order_by(Concept.id)


def _counted(round: Round, ids: Sequence[int], at: datetime) -> Mapping[int, int]:
    """How many live supports of these would count if they closed now."""
    counts = select(Support.concept_id, func.count()).join(Concept, Concept.id == Support.concept_id)
    counts = counts.join(Member, Member.id == Support.member_id).where(Support.concept_id.in_(ids), live())
    counts = counts.where(counts_by(at), is_not_held(round.id, VoteKind.SUPPORT, Support.member_id))
    return dict(db.session.execute(counts.group_by(Support.concept_id)).all()) if ids else {}
