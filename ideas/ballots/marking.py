"""What a ballot may say: ticks, points or ranks, on finalists only and within the round's limits. Each refusal names the
field it is about, so that nobody looks for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import select

from governance.counting.contest import BallotKind
from ideas.rounds.finalist import Finalist
from ideas.rounds.round import Round
from kernel.database import db
from kernel.rules import RuleBroken

WIDE = "choices"
Marks = dict[int, int]


def field_of(concept_id: int) -> str:
    """The name of the field in which this finalist gets its points or its rank."""
    return f"mark_{concept_id}"


def fitting(round: Round, choices: Collection[int] | Mapping[int, int]) -> Marks:
    """{concept id: points, rank, or 1} as it is stored; ranks are closed up to 1, 2, 3. Raises RuleBroken on its field."""
    marks = dict(choices) if isinstance(choices, Mapping) else dict.fromkeys(choices, 1)
    finalists = _finalists_among(round, marks)
    if set(marks) - finalists:
        raise RuleBroken("One of these is not on the ballot. Reload the page to see the finalists.", WIDE)
    if round.ballot_kind is BallotKind.POINTS:
        marks = _points(round, marks)
    elif round.ballot_kind is BallotKind.RANKED:
        marks = _ranks(marks)
    if not marks:
        raise RuleBroken(_NONE[round.ballot_kind], WIDE)
    _refuse_too_many(round, marks)
    return marks


_NONE = {
    BallotKind.APPROVAL: "Tick at least one concept, or take your ballot back.",
    BallotKind.POINTS: "Give at least one concept a point, or take your ballot back.",
    BallotKind.RANKED: "Give at least one concept a rank, or take your ballot back.",
}


def _finalists_among(round: Round, marks: Marks) -> set[int]:
    theirs = select(Finalist.concept_id).where(Finalist.round_id == round.id, Finalist.concept_id.in_(marks))
    return set(db.session.scalars(theirs))


def _refuse_too_many(round: Round, marks: Marks) -> None:
    limit = round.choices_limit
    if limit is None or len(marks) <= limit:
        return
    over = len(marks) - limit
    if round.ballot_kind is BallotKind.APPROVAL:
        raise RuleBroken(f"You may approve {limit} at most and ticked {len(marks)}: untick {over}.", WIDE)
    raise RuleBroken(f"You may choose {limit} at most and chose {len(marks)}: clear {over} of them.", WIDE)


def _points(round: Round, marks: Marks) -> Marks:
    total = round.points or 0
    for concept_id, points in marks.items():
        if points < 0:
            raise RuleBroken("Points cannot be negative: leave it empty to give none.", field_of(concept_id))
        if points > total:
            raise RuleBroken(f"You have {total} points in all.", field_of(concept_id))
    given = sum(marks.values())
    if given > total:
        raise RuleBroken(f"You have {total} points and gave {given}: take {given - total} back.", WIDE)
    return {concept_id: points for concept_id, points in marks.items() if points}


def _ranks(marks: Marks) -> Marks:
    ranked = defaultdict(list)
    for concept_id, rank in marks.items():
        if rank < 1:
            raise RuleBroken("The first place is 1: leave it empty for no place.", field_of(concept_id))
        ranked[rank].append(concept_id)
    for rank, sharing in sorted(ranked.items()):
        if len(sharing) > 1:
            words = f"{len(sharing)} concepts have place {rank}: give each place once."
            raise RuleBroken(words, field_of(sharing[-1]))
    return {ranked[rank][0]: place for place, rank in enumerate(sorted(ranked), 1)}
