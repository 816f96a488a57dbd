"""What the order and the result need of the showings."""

from __future__ import annotations

from typing import Any

from sqlalchemy import case, func, select

from ideas.concepts.concept import Concept, ConceptState
from ideas.exposure.evenness import Evenness, evenness_of
from ideas.exposure.exposure import Exposure
from ideas.rounds.round import Round
from kernel.database import db


def level(hour: int, this_hour: int) -> Any:
    """SQL: the showings as `hour` began, which is this hour or the one before; 0 without a row. Wants Exposure joined."""
    if hour >= this_hour:
        began = case((Exposure.hour >= this_hour, Exposure.level), else_=Exposure.shown)
    else:
        began = case(
            (Exposure.hour >= this_hour, Exposure.level_before),
            (Exposure.hour == hour, Exposure.level),
            else_=Exposure.shown,
        )
    return func.coalesce(began, 0)


def showings_of(round: Round) -> list[tuple[Concept, int]]:
    """The concepts that stand in the round, most shown first, each with its showings. One statement."""
    shown = func.coalesce(Exposure.shown, 0)
    standing = (
        select(Concept, shown)
        .outerjoin(Exposure, Exposure.concept_id == Concept.id)
        .where(Concept.round_id == round.id, Concept.state == ConceptState.PROPOSED, Concept.hidden_at.is_(None))
        .order_by(shown.desc(), Concept.id)
    )
    return [(concept, number) for concept, number in db.session.execute(standing)]


def evenness(round: Round) -> Evenness | None:
    """How evenly the round's concepts were shown; None before anything was. One statement."""
    standing = (
        select(func.coalesce(Exposure.shown, 0))
        .select_from(Concept)
        .outerjoin(Exposure, Exposure.concept_id == Concept.id)
        .where(Concept.round_id == round.id, Concept.state == ConceptState.PROPOSED, Concept.hidden_at.is_(None))
    )
    told = evenness_of(list(db.session.scalars(standing)))
    return told if told and told.showings[-1] else None
