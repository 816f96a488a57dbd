"""What is known of concepts' ways after their rounds began to ballot: one statement for a whole list of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import aliased

from governance.juries.jury import Jury
from ideas.ballots.result import Result, ResultLine
from ideas.concepts.concept import Concept
from ideas.lineage import ConceptOutcome
from ideas.rounds.finalist import Finalist
from ideas.viability.appeal import Appeal
from ideas.viability.assessment import Assessment
from ideas.viability.rubric import AssessmentVerdict
from kernel.database import db

TOLD = ("product", "dropped", "campaign", "missed", "settlement", "delivered", "reviews", "retired")


@dataclass(frozen=True, slots=True)
class Facts:
    """How many finalists its round has and whether it is one; its place in the result; the newest answer of staff; the
    newest thing that became of it, and what it was before that. `least` is the supports of the last finalist: sealed
    until the round is closed.
    """

    finalists: int = 0
    least: int | None = field(default=None, repr=False)
    is_finalist: bool = False
    place: int | None = None
    won: bool = False
    is_assessed: bool = False
    verdict: AssessmentVerdict | None = None
    decided_at: datetime | None = None
    due_at: datetime | None = None
    is_from_jury: bool = False
    jury_id: int | None = None
    jury_is_open: bool = False
    jury_until: datetime | None = None
    became: str = ""
    became_before: str = ""
    became_words: str = ""
    became_url: str = ""


NONE = Facts()


def facts_of(concept_ids: Collection[int]) -> dict[int, Facts]:
    """The facts of each of these concepts. One statement."""
    if not concept_ids:
        return {}
    rows = db.session.execute(_facts(), {"ids": list(concept_ids)})
    return {row.id: _read(row) for row in rows}


def _read(row: Any) -> Facts:
    return Facts(
        finalists=row.finalists,
        least=row.least,
        is_finalist=row.finalist_id is not None,
        place=row.place,
        won=bool(row.won),
        is_assessed=row.assessment_id is not None,
        verdict=row.verdict,
        decided_at=row.decided_at,
        due_at=row.due_at,
        is_from_jury=row.returned_by_jury is not None,
        jury_id=row.jury_id,
        jury_is_open=bool(row.jury_open),
        jury_until=row.jury_until,
        became=row.became or "",
        became_before=row.became_before or "",
        became_words=row.became_words or "",
        became_url=row.became_url or "",
    )


JUDGED = (
    Assessment.id.label("assessment_id"),
    Assessment.verdict,
    Assessment.decided_at,
    Assessment.due_at,
    Assessment.returned_by_jury,
    Jury.id.label("jury_id"),
    Jury.is_open.label("jury_open"),
    Jury.closes_at.label("jury_until"),
)
BECAME = (
    ConceptOutcome.kind.label("became"),
    ConceptOutcome.words.label("became_words"),
    ConceptOutcome.url.label("became_url"),
)


@cache
def _facts() -> Select[Any]:
    """Built once: putting the statement together costs as much as running it."""
    own, newest = aliased(Finalist), aliased(Assessment)
    among = Finalist.round_id == Concept.round_id
    last = select(func.max(newest.id)).where(newest.concept_id == Concept.id).scalar_subquery()
    became, before = _became()
    return (
        select(
            Concept.id,
            select(func.count(Finalist.id)).where(among).scalar_subquery().label("finalists"),
            select(func.min(Finalist.supports)).where(among).scalar_subquery().label("least"),
            own.id.label("finalist_id"),
            ResultLine.position.label("place"),
            ResultLine.won,
            *JUDGED,
            *BECAME,
            before.label("became_before"),
        )
        .outerjoin(own, (own.concept_id == Concept.id) & (own.round_id == Concept.round_id))
        .outerjoin(Result, Result.round_id == Concept.round_id)
        .outerjoin(ResultLine, (ResultLine.result_id == Result.id) & (ResultLine.concept_id == Concept.id))
        .outerjoin(Assessment, Assessment.id == last)
        .outerjoin(Appeal, Appeal.concept_id == Concept.id)
        .outerjoin(Jury, Jury.id == Appeal.jury_id)
        .outerjoin(ConceptOutcome, ConceptOutcome.id == became)
        .where(Concept.id.in_(bindparam("ids", expanding=True)))
    )


def _became() -> tuple[Any, Any]:
    """The id of the newest thing that became of a concept, and the kind of the one before it."""
    later, earlier = aliased(ConceptOutcome), aliased(ConceptOutcome)
    became = select(func.max(later.id)).where(later.concept_id == Concept.id, later.kind.in_(TOLD))
    before = select(earlier.kind).where(earlier.concept_id == Concept.id, earlier.kind.in_(TOLD))
    before = before.where(earlier.id < ConceptOutcome.id).order_by(earlier.id.desc()).limit(1)
    return became.scalar_subquery(), before.scalar_subquery()
