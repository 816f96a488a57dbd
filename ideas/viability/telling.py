"""Authors and supporters of a concept are told each time staff or a jury answer it, in small portions by the outbox. The words
are those of its status at the moment of telling, as its page and my page say it.
"""

from __future__ import annotations

from dataclasses import replace

from ideas.concepts.concept import Concept
from ideas.rounds.telling import PORTION, audience
from ideas.status.facts import facts_of
from ideas.status.judged import judged
from ideas.viability.assessment import Assessment
from ideas.viability.rubric import AssessmentVerdict
from kernel.clock import now
from kernel.database import db, transaction
from kernel.outbox import delivers, post
from members.notices.noticing import notify

KIND = "assessments"
SEE = {
    AssessmentVerdict.RETURNED: " The assessment says what should change.",
    AssessmentVerdict.DECLINED: " The assessment says why, and what would change our mind.",
}


@delivers("assessment.decided", "Telling of an assessment")
def tell_decision(assessment_id: int, after: int) -> None:
    """Tell one portion of people what was decided, and leave the rest to the next message."""
    with transaction():
        assessment = db.session.get(Assessment, assessment_id)
        concept = db.session.get(Concept, assessment.concept_id) if assessment else None
        if assessment is None or assessment.verdict is None or concept is None:
            return
        url, people = _page(concept), audience(Concept.id == concept.id, after)
        facts = replace(
            facts_of([concept.id])[concept.id], verdict=assessment.verdict, decided_at=assessment.decided_at
        )
        words = judged(url, facts, now()).said_of(concept.title) + SEE.get(assessment.verdict, "")
        for member_id in people:
            notify(member_id, KIND, f"assessment:{assessment.id}", words, url)
        if len(people) == PORTION:
            key = f"assessment-decided:{assessment.id}:{people[-1]}"
            post("assessment.decided", key=key, assessment_id=assessment.id, after=people[-1])


def post_appeal(concept: Concept, jury_id: int, what: str) -> None:
    """Have its people told that it is before a jury, or what the jury said. `what` tells the two apart."""
    post("appeal.told", key=f"appeal:{jury_id}:{what}:0", concept_id=concept.id, jury_id=jury_id, what=what, after=0)


@delivers("appeal.told", "Telling of an appeal")
def tell_appeal(concept_id: int, jury_id: int, what: str, after: int) -> None:
    """Tell one portion of people how the appeal stands, and leave the rest to the next message."""
    with transaction():
        concept = db.session.get_one(Concept, concept_id)
        people = audience(Concept.id == concept_id, after)
        words = judged(_page(concept), facts_of([concept_id])[concept_id], now()).said_of(concept.title)
        for member_id in people:
            notify(member_id, KIND, f"jury:{jury_id}:{what}", words, f"/juries/{jury_id}")
        if len(people) == PORTION:
            ids = {"concept_id": concept_id, "jury_id": jury_id, "what": what, "after": people[-1]}
            post("appeal.told", key=f"appeal:{jury_id}:{what}:{people[-1]}", **ids)


def _page(concept: Concept) -> str:
    return f"{concept.path}/assessments"
