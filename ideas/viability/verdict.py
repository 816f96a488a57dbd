"""Publishing a verdict, shown once more and done after fifteen minutes: a decided assessment is never opened again."""

from __future__ import annotations

from governance.pending.kinds import Act, Given, Shown, done_later
from ideas.viability.assessing import KIND, Finding, Notes, decide
from ideas.viability.assessment import Assessment
from ideas.viability.queries import assessment_to_decide
from ideas.viability.rubric import LABELS, AssessmentVerdict, Criterion
from kernel.rules import RuleBroken
from members.accounts.member import Member

FOLLOWS = {
    AssessmentVerdict.VIABLE: "A product is drafted from it in the shop, for staff to prepare.",
    AssessmentVerdict.RETURNED: "Its author can revise it and ask for another assessment.",
    AssessmentVerdict.DECLINED: "Its authors can appeal once, to a jury of members.",
}


@done_later(KIND)
def decide_now(actor: Member, about: int | str, given: Given) -> None:
    """Decide it, as it was arranged."""
    assessment = assessment_to_decide(int(about))
    if assessment is None:
        raise RuleBroken("This assessment is not there any more.")
    decide(actor, assessment, verdict_of(given["verdict"]), _notes(given))


def verdict_of(chosen: str | None) -> AssessmentVerdict | None:
    """The verdict of this name; None when nobody chose one."""
    return AssessmentVerdict(chosen) if chosen in set(AssessmentVerdict) else None


def verdict_on(assessment: Assessment, chosen: str | None, notes: Notes) -> tuple[Act, Shown]:
    """What waits, and the second look at it."""
    title = assessment.concept.title
    verdict = verdict_of(chosen)
    url = f"/concepts/{assessment.concept_id}/assessments"
    act = Act(KIND, assessment.id, f"Publish the verdict on “{title}”", url, _given(chosen, notes))
    facts = [("Concept", title), ("Verdict", (chosen or "").capitalize()), ("In words", notes.words)]
    if notes.would_change_our_mind:
        facts.append(("What would change our mind", notes.would_change_our_mind))
    for criterion, found in notes.findings.items():
        facts.append((LABELS[criterion], f"{found.score} of 5. {found.reason}"))
    follows = ["Every score and reason becomes public, under your name, and can no longer change."]
    follows += [FOLLOWS[verdict]] if verdict else []
    told = "Its author and everybody who supported it."
    return act, Shown("Publish this verdict?", facts, follows, told, "Publish the verdict")


def _given(chosen: str | None, notes: Notes) -> dict[str, object]:
    findings = {criterion.value: [found.score, found.reason] for criterion, found in notes.findings.items()}
    return {
        "verdict": chosen,
        "findings": findings,
        "words": notes.words,
        "would_change_our_mind": notes.would_change_our_mind,
    }


def _notes(given: Given) -> Notes:
    findings = {Criterion(name): Finding(score, reason) for name, (score, reason) in given["findings"].items()}
    return Notes(findings, given["words"], given["would_change_our_mind"])
