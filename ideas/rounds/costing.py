"""Staff say what each concept of a round with a budget costs, and where the figures come from, until the ballot opens.
Each change stands on the public record; from then on the finalists keep the cost they were frozen with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from governance.record.recording import record
from ideas.concepts.concept import Concept, ConceptState
from ideas.rounds.cost import SOURCE_LENGTH, ConceptCost
from ideas.rounds.policy import may_set_costs
from ideas.rounds.round import Round
from ideas.rounds.rule import MOST_BUDGET
from kernel.database import db, lock, now_by_the_database
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def set_costs(actor: Member, round: Round, costs: Mapping[int, int | None], source: str) -> int:
    """Set these costs ({concept id: minor units, or None for the usual one}). Returns how many changed.

    Raises Refused once balloting has begun, RuleBroken on `cost_<id>` or `source`.
    """
    lock(round)
    at = now_by_the_database()
    require(may_set_costs(actor, round, at))
    source = " ".join(source.split())
    if not source or len(source) > SOURCE_LENGTH:
        raise RuleBroken(f"Say where the figures come from, in {SOURCE_LENGTH} characters or fewer.", "source")
    concepts = {concept.id for concept in concepts_to_cost(round)}
    there = {cost.concept_id: cost for cost in db.session.scalars(select(ConceptCost).filter_by(round_id=round.id))}
    changed = []
    for concept_id, minor in costs.items():
        if concept_id not in concepts:
            raise RuleBroken("One of these concepts is not in this round any more. Reload the page.", "source")
        if minor is not None and not 1 <= minor <= MOST_BUDGET:
            raise RuleBroken("A cost is more than nothing.", f"cost_{concept_id}")
        if minor != (there[concept_id].cost_minor if concept_id in there else None):
            changed.append(concept_id)
            _set(round, concept_id, minor, source, actor, there)
    db.session.flush()
    if changed:
        _put_on_record(actor, round, {id_: costs[id_] for id_ in changed}, source)
    return len(changed)


def _set(
    round: Round, concept_id: int, minor: int | None, source: str, actor: Member, there: Mapping[int, ConceptCost]
) -> None:
    if minor is None:
        db.session.delete(there[concept_id])
        return
    row = there.get(concept_id) or ConceptCost(concept_id=concept_id, round_id=round.id)
    row.cost_minor, row.source, row.set_by, row.set_at = minor, source, actor.id, now_by_the_database()
    db.session.add(row)


def concepts_to_cost(round: Round) -> Sequence[Concept]:
    """The concepts that stand in the round, in the order they were proposed."""
    standing = select(Concept).where(
        Concept.round_id == round.id, Concept.state == ConceptState.PROPOSED, Concept.hidden_at.is_(None)
    )
    return db.session.scalars(standing.order_by(Concept.proposed_at, Concept.id)).all()


def costs_in(round: Round) -> dict[int, int]:
    """{concept id: minor units} of those that are set; the others cost the usual. Nothing in a round with slots."""
    if not round.has_budget:
        return {}
    set_ = select(ConceptCost.concept_id, ConceptCost.cost_minor).where(ConceptCost.round_id == round.id)
    return dict(db.session.execute(set_).all())


def _put_on_record(actor: Member, round: Round, costs: Mapping[int, int | None], source: str) -> None:
    usual = round.usual_cost_minor or 0
    record(
        "round.costs-set",
        f"round:{round.slug}",
        actor=actor,
        words=f"What {len(costs)} concept{'' if len(costs) == 1 else 's'} of {round.title} cost was set: {source}",
        url=f"/rounds/{round.slug}",
        currency=round.currency,
        costs=[[concept_id, usual if minor is None else minor] for concept_id, minor in sorted(costs.items())],
    )
