"""When balloting begins, the concepts with the most supports become the round's finalists, up to its limit, each in the
version that stands at that moment. Among equals the one proposed earlier goes first, and the record says when that decided.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from governance.record.recording import record
from governance.record.sealing import PART
from ideas.concepts.concept import Concept, ConceptState
from ideas.holds.counted import uncounted_supports
from ideas.holds.detecting import close_votes
from ideas.holds.reason import VoteKind
from ideas.holds.sealing import support_seals
from ideas.rounds.costing import costs_in
from ideas.rounds.finalist import Finalist
from ideas.rounds.phase import Phase
from ideas.rounds.round import PhaseEntered, Round
from kernel.database import db, lock, now_by_the_database
from kernel.rules import RuleBroken


def freeze_finalists(round: Round) -> Sequence[Finalist]:
    """The round's finalists, frozen on the first call and the same ever after. Raises RuleBroken before balloting."""
    lock(round)
    if round.phase(now_by_the_database()) not in (Phase.BALLOTING, Phase.CLOSED):
        raise RuleBroken("Finalists are known when balloting begins.")
    if _is_frozen(round):
        return db.session.scalars(select(Finalist).filter_by(round_id=round.id).order_by(Finalist.position)).all()
    close_votes(round, VoteKind.SUPPORT)
    apart = uncounted_supports(round)
    ranked = sorted(_standing(round), key=lambda concept: _place(concept, apart))
    chosen = ranked[: round.finalists_limit] if round.finalists_limit else ranked
    costs = costs_in(round)
    finalists = [
        Finalist(
            round_id=round.id,
            concept_id=concept.id,
            version_id=concept.current_version_id,
            supports=concept.supports_count - apart.get(concept.id, 0),
            position=position,
            cost_minor=costs.get(concept.id, round.usual_cost_minor),
        )
        for position, concept in enumerate(chosen, 1)
    ]
    missed = _missed(ranked, len(chosen), apart)
    db.session.add_all([*finalists, PhaseEntered(round_id=round.id, phase=Phase.BALLOTING)])
    db.session.flush()
    tied = bool(chosen and missed) and _place(chosen[-1], apart)[0] == _place(missed[0], apart)[0]
    _put_on_record(round, finalists, chosen, len(missed), tied)
    return finalists


def _missed(ranked: Sequence[Concept], chosen: int, apart: Mapping[int, int]) -> Sequence[Concept]:
    """Those that are not on the ballot; each keeps its place and supports, for its authors after the close."""
    missed = ranked[chosen:]
    for place, concept in enumerate(missed, chosen + 1):
        concept.final_place, concept.final_supports = place, concept.supports_count - apart.get(concept.id, 0)
    return missed


def _is_frozen(round: Round) -> bool:
    entered = select(PhaseEntered.id).filter_by(round_id=round.id, phase=Phase.BALLOTING)
    return db.session.scalar(entered) is not None


def _place(concept: Concept, apart: Mapping[int, int]) -> tuple[int, Any, int]:
    return (apart.get(concept.id, 0) - concept.supports_count, concept.proposed_at, concept.id)


def _standing(round: Round) -> Sequence[Concept]:
    standing = select(Concept).where(
        Concept.round_id == round.id, Concept.state == ConceptState.PROPOSED, Concept.hidden_at.is_(None)
    )
    return db.session.scalars(standing).all()


def _put_on_record(
    round: Round, finalists: Sequence[Finalist], chosen: Sequence[Concept], missed: int, tied: bool
) -> None:
    listed = sorted([concept.id, concept.version_number] for concept in chosen)  # by id: counts stay hidden
    record(
        "round.finalists-frozen",
        f"round:{round.slug}",
        private={PART: support_seals(round)},
        words=f"{round.title}: {len(listed)} concepts go to the ballot, each as it stands now.",
        url=f"/rounds/{round.slug}",
        finalists=listed,
        missed=missed,
        decided_by_earlier_proposal=tied,
        costs=sorted([one.concept_id, one.cost_minor] for one in finalists if one.cost_minor),
    )
