"""Every winner is owed an answer: an assessment begins when its round is counted, and again when a returned concept was
revised and one of its authors asks. Each is due within the days that the charter gives.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from governance.charter.values import value
from ideas.ballots.result import Result, ResultLine
from ideas.concepts.concept import Concept
from ideas.events import RoundCounted
from ideas.viability.assessment import Assessment
from ideas.viability.policy import may_ask_again
from ideas.viability.queries import authors_of, newest_assessment
from kernel.clock import now
from kernel.database import db, lock
from kernel.policy import require
from members.accounts.member import Member


def ask_for_winners(counted: RoundCounted) -> None:
    """Begin the first assessment of each winner of this round; one that has begun is left alone."""
    asked = select(Assessment.concept_id).where(Assessment.round_id == counted.round_id)
    winners = (
        select(Concept)
        .join(ResultLine, ResultLine.concept_id == Concept.id)
        .join(Result, Result.id == ResultLine.result_id)
        .where(Result.round_id == counted.round_id, ResultLine.won, Concept.id.not_in(asked))
        .order_by(ResultLine.position)
    )
    for concept in db.session.scalars(winners).all():
        ask_for(concept, 1)
    db.session.flush()


def ask_again(actor: Member, concept: Concept) -> Assessment:
    """Begin the next assessment of a concept that was returned and has been revised. Raises Refused when it is not due."""
    lock(concept)
    last = newest_assessment(concept.id)
    require(may_ask_again(actor, concept, authors_of(concept), last, now()))
    assessment = ask_for(concept, last.attempt + 1 if last else 1)
    db.session.flush()
    return assessment


def ask_for(concept: Concept, attempt: int, jury_id: int | None = None) -> Assessment:
    """Begin an attempt, due anew; `jury_id` names the jury that sent the concept back."""
    at = now()
    assessment = Assessment(concept=concept, round_id=concept.round_id, attempt=attempt, scores=[])
    assessment.version_number, assessment.returned_by_jury = concept.version_number, jury_id
    assessment.asked_at, assessment.due_at = at, at + timedelta(days=value("assessment.due-days"))
    db.session.add(assessment)
    return assessment
