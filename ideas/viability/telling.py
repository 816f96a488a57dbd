"""A decided assessment is told to the author and to everybody who supported the concept, in small portions by the outbox."""

from __future__ import annotations

from ideas.concepts.concept import Concept
from ideas.rounds.telling import PORTION, audience
from ideas.viability.assessment import Assessment
from ideas.viability.rubric import AssessmentVerdict
from kernel.database import db, transaction
from kernel.outbox import delivers, post
from members.notices.noticing import notify

KIND = "assessments"
WORDS = {
    AssessmentVerdict.VIABLE: "“{title}” was found viable: it becomes a product.",
    AssessmentVerdict.RETURNED: "“{title}” was returned for changes. The assessment says which.",
    AssessmentVerdict.DECLINED: "“{title}” was declined. The assessment says why, and what would change our mind.",
}


@delivers("assessment.decided", "Telling of an assessment")
def tell_decision(assessment_id: int, after: int) -> None:
    """Tell one portion of people what was decided, and leave the rest to the next message."""
    with transaction():
        assessment = db.session.get(Assessment, assessment_id)
        concept = db.session.get(Concept, assessment.concept_id) if assessment else None
        if assessment is None or assessment.verdict is None or concept is None:
            return
        people = audience(Concept.id == concept.id, after)
        words = WORDS[assessment.verdict].format(title=concept.title)
        for member_id in people:
            notify(member_id, KIND, f"assessment:{assessment.id}", words, f"/concepts/{concept.id}/assessments")
        if len(people) == PORTION:
            key = f"assessment-decided:{assessment.id}:{people[-1]}"
            post("assessment.decided", key=key, assessment_id=assessment.id, after=people[-1])
