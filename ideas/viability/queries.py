"""What readers and staff need of assessments. An undecided one's notes are for staff; all see when it is due."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from governance.juries.jury import Jury
from ideas.ballots.result import Result, ResultLine
from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept
from ideas.viability.appeal import Appeal
from ideas.viability.assessment import Assessment
from kernel.database import db
from kernel.paging import Page, page_of


def newest_assessment(concept_id: int) -> Assessment | None:
    """The last attempt at this concept, bare; None when it never won."""
    attempts = select(Assessment).where(Assessment.concept_id == concept_id).order_by(Assessment.attempt.desc())
    return db.session.scalar(attempts.limit(1))


def authors_of(concept: Concept) -> set[int]:
    """Its author and the co-authors who accepted, by id."""
    accepted = (CoAuthor.concept_id == concept.id, CoAuthor.accepted_at.is_not(None), CoAuthor.left_at.is_(None))
    return {concept.author_id, *db.session.scalars(select(CoAuthor.member_id).where(*accepted))}


def assessments_of(concept_id: int) -> Sequence[Assessment]:
    """Every attempt at this concept, newest first, with scores and who decided."""
    whole = (selectinload(Assessment.scores), joinedload(Assessment.decider), joinedload(Assessment.round))
    attempts = select(Assessment).where(Assessment.concept_id == concept_id).order_by(Assessment.attempt.desc())
    return db.session.scalars(attempts.options(*whole)).all()


def assessment_to_decide(assessment_id: int) -> Assessment | None:
    """One assessment with scores, round, concept, its authors and version: what staff look at. For staff only."""
    concept = joinedload(Assessment.concept)
    whole = (
        selectinload(Assessment.scores),
        joinedload(Assessment.round),
        joinedload(Assessment.decider),
        concept.joinedload(Concept.author),
        concept.selectinload(Concept.co_authors),
        concept.joinedload(Concept.version),
    )
    return db.session.scalar(select(Assessment).where(Assessment.id == assessment_id).options(*whole))


def votes_for(assessment: Assessment) -> ResultLine | None:
    """What the concept came to in its round's ballot, with the whole result; None when that round was not counted."""
    line = select(ResultLine).join(ResultLine.result).options(contains_eager(ResultLine.result))
    found: ResultLine | None = db.session.scalar(
        line.where(Result.round_id == assessment.round_id, ResultLine.concept_id == assessment.concept_id)
    )
    return found


def assessments_due(number: int = 1) -> Page[Assessment]:
    """Undecided assessments, the one due first at the top, with scores, concept and round."""
    undecided = _shown().where(Assessment.verdict.is_(None)).order_by(Assessment.due_at, Assessment.id)
    return page_of(undecided.options(selectinload(Assessment.scores), joinedload(Assessment.round)), number)


def assessments_decided(number: int = 1) -> Page[Assessment]:
    """Decided assessments, newest first, with concept, round and who decided."""
    decided = _shown().where(Assessment.verdict.is_not(None))
    newest = decided.order_by(Assessment.decided_at.desc(), Assessment.id.desc())
    return page_of(newest.options(joinedload(Assessment.round), joinedload(Assessment.decider)), number)


def _shown() -> Select[Any]:
    """Assessments with their concepts, those of hidden ones left out."""
    with_concept = select(Assessment).join(Assessment.concept).options(contains_eager(Assessment.concept))
    return with_concept.where(Concept.hidden_at.is_(None))


def appeal_of(concept_id: int) -> Appeal | None:
    """The appeal there was about this concept, with its jury and the jury's verdict."""
    whole = joinedload(Appeal.jury).joinedload(Jury.verdict)
    found: Appeal | None = db.session.scalar(select(Appeal).where(Appeal.concept_id == concept_id).options(whole))
    return found
