"""The case of an appeal as its jury sees it: the authors' words, the concept, and the assessment they appeal against."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from governance.juries import cases
from governance.juries.cases import Case
from governance.juries.jury import Jury
from ideas.concepts.concept import Concept
from ideas.viability.appeal import Appeal
from ideas.viability.appealing import KIND, pool
from ideas.viability.assessment import Assessment
from ideas.viability.rubric import LABELS
from kernel.database import db


def context(jury: Jury) -> dict[str, Any]:
    """What the case's template shows. Two statements."""
    assessment = joinedload(Appeal.assessment)
    whole = (
        joinedload(Appeal.appellant),
        assessment.joinedload(Assessment.decider),
        assessment.selectinload(Assessment.scores),
        assessment.joinedload(Assessment.concept).joinedload(Concept.version),
    )
    appeal = db.session.scalars(select(Appeal).where(Appeal.jury_id == jury.id).options(*whole)).one()
    return {
        "appeal": appeal,
        "assessment": appeal.assessment,
        "concept": appeal.assessment.concept,
        "labels": LABELS,
    }


cases.add(
    Case(
        KIND,
        "Appeal against a declining",
        "Staff declined this winner, and its authors appeal. Should staff look at it again?",
        pool,
        "Drawn among members who took part here of late. Left out: its authors, who supported or voted for it, authors of "
        "other concepts of its round, and staff.",
        "ideas/viability/_case.html",
        context,
        "Staff owe the concept a new assessment, and answer what the jury said.",
        "The declining stands, and there is no second appeal.",
    )
)
