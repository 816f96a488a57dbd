"""What staff say of the winners: six scores, six reasons, and what would change their mind."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from demo.people import People
from demo.rounds import Plan
from ideas.viability.assessing import Finding, Notes, decide
from ideas.viability.assessment import Assessment
from ideas.viability.queries import assessment_to_decide
from ideas.viability.rubric import AssessmentVerdict, Criterion
from kernel.database import db

GOOD = {
    "demand": "A third of everybody who voted chose it, and eleven comments say they would buy it at the price named.",
    "feasibility": "Our turner and the felt mill have both seen the drawing. Nothing in it is new to them.",
    "cost": "Material and work come to 44 % of the price named; 31 % remains after shipping breakage and returns.",
    "safety": "No food contact beyond oiled wood and steel; no electrics. The usual declaration is enough.",
    "rights": "The author's own drawing. We found no protected design like it in the two registers we searched.",
    "fit": "Wood, felt, one standard part that others sell too: this is what we are for.",
}
WEAK = {
    "demand": "It won a slot, but only by eight votes, and most comments ask for something quieter rather than lower in pitch.",
    "feasibility": "A reed in steam corrodes. The two we built were out of tune after forty boilings.",
    "cost": "The reed alone would cost 19 of the 65 named, and it has to be replaced every year.",
    "safety": "A kettle must warn. Below 700 Hz it fails the audibility test we would have to pass.",
    "rights": "No objection.",
    "fit": "A part that must be replaced yearly and that nobody else sells is against what we promise.",
}


@dataclass(frozen=True)
class Opinion:
    """A verdict with its words."""

    verdict: AssessmentVerdict
    words: str
    change: str = ""


VIABLE = Opinion(
    AssessmentVerdict.VIABLE,
    "We can make this, and we want to. The minimum will be set so that nobody pays for a loss.",
)
DECLINED = Opinion(
    AssessmentVerdict.DECLINED,
    "We like the note and cannot make it safe. A kettle that is not heard is a kettle that boils dry.",
    "A reed that survives a thousand boilings and passes the audibility test, measured by somebody other than us.",
)
RETURNED = Opinion(
    AssessmentVerdict.RETURNED,
    "The spine is right and the weight is not: eight paperbacks pull the strap anchor out of the canvas in our test.",
    "A strap anchor that takes 12 kg for an hour, drawn with its stitching. Everything else can stay.",
)


def judge(people: People, plan: Plan, title: str, opinion: Opinion) -> None:
    """Decide on the winner with this title."""
    assessment = assessment_to_decide(_waiting(plan)[title])
    if assessment is None:
        raise LookupError(title)
    decide(people.get("ines"), assessment, opinion.verdict, _notes(opinion))


def _waiting(plan: Plan) -> dict[str, int]:
    """The undecided assessments of a round by their concepts' titles."""
    query = (
        select(Assessment)
        .where(Assessment.concept_id.in_(plan.concept_ids), Assessment.verdict.is_(None))
        .options(selectinload(Assessment.concept))
    )
    return {one.concept.title: one.id for one in db.session.scalars(query)}


def _notes(opinion: Opinion) -> Notes:
    good = opinion.verdict is AssessmentVerdict.VIABLE
    reasons = (
        GOOD
        if good
        else WEAK
        if opinion.verdict is AssessmentVerdict.DECLINED
        else GOOD | {"feasibility": opinion.words}
    )
    findings = {}
    for place, criterion in enumerate(Criterion):
        score = 4 + place % 2 if good else (4 if reasons is not WEAK and place != 1 else 1 + place % 3)
        findings[criterion] = Finding(score, list(reasons.values())[place])
    return Notes(findings, opinion.words, opinion.change)
