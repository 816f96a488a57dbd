"""Staff note scores and reasons as they find them, and decide once all are there. A refusal also says what would change
our mind. A decision is public, on the record, told to every supporter, and never taken back: a new attempt follows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from governance.pending.arranging import refuse_second
from governance.record.recording import record
from ideas.events import ConceptFoundViable
from ideas.viability.assessment import Assessment, AssessmentScore
from ideas.viability.policy import may_assess
from ideas.viability.rubric import HIGHEST, LABELS, LOWEST, AssessmentVerdict, Criterion
from kernel.clock import now
from kernel.database import db, lock
from kernel.events import publish
from kernel.outbox import post
from kernel.policy import require
from kernel.rules import RuleBroken, refuse_all
from members.accounts.member import Member

KIND = "verdict"  # of what waits before it is done
REASON_LENGTH = 3000
WORDS_LENGTH = 5000


@dataclass(frozen=True)
class Finding:
    """What is noted on one criterion; either half may still be missing."""

    score: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class Notes:
    """An assessment as typed so far. A criterion that is left out stays as it was."""

    findings: Mapping[Criterion, Finding] = field(default_factory=dict)
    words: str = ""
    would_change_our_mind: str = ""


def note(actor: Member, assessment: Assessment, notes: Notes) -> None:
    """Keep what is typed so far, however little; only staff see it. The assessment's scores and concept must be loaded."""
    lock(assessment)
    require(may_assess(actor, assessment, now()))
    refuse_second(KIND, assessment.id)
    for criterion, finding in notes.findings.items():
        _note_finding(actor, assessment, criterion, finding)
    for name in ("words", "would_change_our_mind"):
        text = getattr(notes, name).strip()
        if len(text) > WORDS_LENGTH:
            raise RuleBroken(f"Keep this under {WORDS_LENGTH:,} characters.", name)
        setattr(assessment, name, text)
    db.session.flush()


def decide(actor: Member, assessment: Assessment, verdict: AssessmentVerdict | None, notes: Notes) -> None:
    """Note all of it and make the verdict public. Raises RuleBroken on every score, reason and word that is missing."""
    note(actor, assessment, notes)
    refuse_all(list(_gaps(assessment, verdict)))
    if verdict is not None:
        _publish(actor, assessment, verdict)


def _publish(actor: Member, assessment: Assessment, verdict: AssessmentVerdict) -> None:
    at = now()
    assessment.verdict, assessment.decided_at, assessment.decider = verdict, at, actor
    db.session.flush()
    record(
        "concept.assessed",
        f"concept:{assessment.concept_id}",
        actor=actor,
        words=f"{assessment.concept.title}: {verdict.value}.",
        url=f"/concepts/{assessment.concept_id}/assessments",
        attempt=assessment.attempt,
        verdict=verdict.value,
        scores={score.criterion.value: score.score for score in assessment.scores},
    )
    post("assessment.decided", key=f"assessment-decided:{assessment.id}:0", assessment_id=assessment.id, after=0)
    if verdict is AssessmentVerdict.VIABLE:
        publish(ConceptFoundViable(assessment.concept_id))


def _note_finding(actor: Member, assessment: Assessment, criterion: Criterion, finding: Finding) -> None:
    reason = finding.reason.strip()
    if finding.score is not None and not LOWEST <= finding.score <= HIGHEST:
        raise RuleBroken(f"A score is a whole number from {LOWEST} to {HIGHEST}.", score_field(criterion))
    if len(reason) > REASON_LENGTH:
        raise RuleBroken(f"Keep this reason under {REASON_LENGTH:,} characters.", reason_field(criterion))
    noted = assessment.score_of(criterion)
    if noted is None:
        noted = AssessmentScore(criterion=criterion, reason="")
        assessment.scores.append(noted)
    if (noted.score, noted.reason) != (finding.score, reason):
        noted.score, noted.reason = finding.score, reason
        noted.noted_by, noted.noted_at = actor.id, now()


def _gaps(assessment: Assessment, verdict: AssessmentVerdict | None) -> Iterator[RuleBroken]:
    """Everything that is missing, in the order of the form."""
    for criterion in assessment.missing():
        noted = assessment.score_of(criterion)
        if noted is None or noted.score is None:
            yield RuleBroken(f"{LABELS[criterion]}: no verdict without a score.", score_field(criterion))
        if noted is None or not noted.reason.strip():
            yield RuleBroken(f"{LABELS[criterion]}: no verdict without a public reason.", reason_field(criterion))
    if not assessment.words:
        yield RuleBroken("Say the verdict in words: what weighed most.", "words")
    refused = verdict is not None and verdict is not AssessmentVerdict.VIABLE
    if refused and not assessment.would_change_our_mind:
        yield RuleBroken("Say what would change our mind: nobody is refused without a way on.", "would_change_our_mind")
    if verdict is None:
        yield RuleBroken("Choose a verdict.", "verdict")


def score_field(criterion: Criterion) -> str:
    """The form field of its score."""
    return f"{criterion.name.lower()}_score"


def reason_field(criterion: Criterion) -> str:
    """The form field of its reason."""
    return f"{criterion.name.lower()}_reason"
