"""What is counted: every vote but those set apart at the close. The vote's own rows are never touched.

`set_apart` runs under the round's lock, right before finalists are drawn up or ballots counted; what it writes cannot be
changed, so every later recount leaves out the same votes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, insert, literal, not_, or_, select

from ideas.ballots.ballot import Ballot
from ideas.concepts.concept import Concept
from ideas.holds.eligibility import confirmed_by, deadline, least_age, old_enough_at
from ideas.holds.hold import Hold, UncountedVote
from ideas.holds.reason import Uncounted, VoteKind
from ideas.rounds.round import Round
from ideas.supports.support import Support, live
from kernel.database import db
from members.accounts.member import Member


def counted(round_id: Any, kind: VoteKind, member_id: Any) -> Any:
    """SQL: the vote of this member (a column) counts in this round (a column or id), once it has been set apart.

    For example `select(Ballot).where(counted(Ballot.round_id, VoteKind.BALLOT, Ballot.member_id))`.
    """
    apart = exists().where(
        UncountedVote.round_id == round_id, UncountedVote.kind == kind, UncountedVote.member_id == member_id
    )
    return not_(apart)


def set_apart(round: Round, kind: VoteKind) -> None:
    """Fix which votes of this kind do not count in this round, and why. Once: who closes the votes knows that it was done."""
    columns = ["round_id", "kind", "member_id", "why"]
    db.session.execute(insert(UncountedVote).from_select(columns, _uncounted(round, kind)))


def figures(round_id: int) -> Mapping[tuple[VoteKind, Uncounted], int]:
    """How many members' votes were set apart in this round, by kind and why: one statement."""
    counts = select(UncountedVote.kind, UncountedVote.why, func.count()).where(UncountedVote.round_id == round_id)
    rows = db.session.execute(counts.group_by(UncountedVote.kind, UncountedVote.why))
    return Counter({(kind, why): number for kind, why, number in rows})


def uncounted_supports(round: Round) -> Mapping[int, int]:
    """How many live supports of each of the round's concepts (ids) were set apart; concepts without any are left out."""
    apart = and_(
        UncountedVote.round_id == round.id,
        UncountedVote.kind == VoteKind.SUPPORT,
        UncountedVote.member_id == Support.member_id,
    )
    counts = select(Support.concept_id, func.count()).join(Concept, Concept.id == Support.concept_id)
    counts = counts.join(UncountedVote, apart).where(Concept.round_id == round.id, live())
    counts = counts.group_by(Support.concept_id)
    return dict(db.session.execute(counts).all())


def uncounted_supports_of(concept: Concept) -> Select[Any]:
    """Counts the live supports of this concept that were set apart; 0 until balloting begins."""
    apart = and_(
        UncountedVote.round_id == concept.round_id,
        UncountedVote.kind == VoteKind.SUPPORT,
        UncountedVote.member_id == Support.member_id,
    )
    counts = select(func.count()).select_from(Support).join(UncountedVote, apart)
    return counts.where(Support.concept_id == concept.id, Support.version_id >= concept.material_version_id)


def set_apart_among(round_id: int, kind: VoteKind, member_ids: Collection[int]) -> set[int]:
    """Whose votes of this kind were set apart, among these members: what is released now comes too late for the count."""
    apart = select(UncountedVote.member_id).where(UncountedVote.round_id == round_id, UncountedVote.kind == kind)
    return set(db.session.scalars(apart.where(UncountedVote.member_id.in_(member_ids))))


def counts_by(moment: datetime) -> Any:
    """SQL: the account of a joined Member is confirmed, and old enough, for a vote that closes at that moment."""
    return and_(Member.confirmed_at.is_not(None), confirmed_by(moment), old_enough_at(moment, least_age()))


def is_not_held(round_id: Any, kind: VoteKind, member_id: Any) -> Any:
    """SQL: no hold stands against the vote of this member (a column) in this round (a column), invalid or still to judge."""
    held = exists().where(
        Hold.round_id == round_id, Hold.kind == kind, Hold.member_id == member_id, Hold.released_at.is_(None)
    )
    return not_(held)


def voters(round: Round, kind: VoteKind) -> Select[Any]:
    """The ids of those who have a vote of this kind in this round."""
    if kind is VoteKind.BALLOT:
        return select(Ballot.member_id).where(Ballot.round_id == round.id)
    concepts = select(Concept.id).where(Concept.round_id == round.id)
    return select(Support.member_id).where(Support.concept_id.in_(concepts)).distinct()


def _uncounted(round: Round, kind: VoteKind) -> Select[Any]:
    close = deadline(round, kind)
    why = case(
        (Hold.invalidated_at.is_not(None), Uncounted.INVALIDATED.value),
        (and_(Hold.id.is_not(None), Hold.released_at.is_(None)), Uncounted.HELD.value),
        (not_(confirmed_by(close)) | Member.confirmed_at.is_(None), Uncounted.UNCONFIRMED.value),
        else_=Uncounted.TOO_NEW.value,
    )
    theirs = and_(Hold.round_id == round.id, Hold.kind == kind, Hold.member_id == Member.id)
    left_out = or_(
        and_(Hold.id.is_not(None), Hold.released_at.is_(None)),
        not_(counts_by(close)),
    )
    return (
        select(literal(round.id), literal(kind.value), Member.id, why)
        .outerjoin(Hold, theirs)
        .where(Member.id.in_(voters(round, kind)), left_out)
    )
