"""The assessment as one form: a score and a reason per criterion, the verdict and its words. Saving asks for none of it."""

from __future__ import annotations

from typing import Any

from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from ideas.viability.assessing import REASON_LENGTH, WORDS_LENGTH, Finding, Notes, reason_field, score_field
from ideas.viability.assessment import Assessment
from ideas.viability.rubric import HIGHEST, LOWEST, QUESTIONS, AssessmentVerdict, Criterion
from kernel.forms import Form, Marked, Prose

SCORES = [SelectChoice("", "not yet"), *(SelectChoice(str(score)) for score in range(LOWEST, HIGHEST + 1))]
VERDICTS = [
    SelectChoice(AssessmentVerdict.VIABLE.value, "Viable: it becomes a product"),
    SelectChoice(AssessmentVerdict.RETURNED.value, "Returned: possible after changes"),
    SelectChoice(AssessmentVerdict.DECLINED.value, "Declined"),
]


class VerdictForm(Form):
    """The end of the form; the criteria's fields are added below, in the rubric's order."""

    words = Prose(
        "The verdict in words", [Length(max=WORDS_LENGTH)], description="What weighed most. Everybody can read it."
    )
    would_change_our_mind = Prose(
        "What would change our mind",
        [Length(max=WORDS_LENGTH)],
        description="Needed when you return or decline it: nobody is refused without a way on.",
    )
    verdict = RadioField("Verdict", [Optional()], choices=VERDICTS, validate_choice=False)

    def notes(self) -> Notes:
        """What was typed, for the act."""
        return Notes(
            findings={criterion: self._finding(criterion) for criterion in Criterion},
            words=self.words.data or "",
            would_change_our_mind=self.would_change_our_mind.data or "",
        )

    def _finding(self, criterion: Criterion) -> Finding:
        score = self[score_field(criterion)].data
        return Finding(int(score) if score else None, self[reason_field(criterion)].data or "")

    def by_criterion(self) -> list[tuple[Criterion, Any, Any]]:
        """Each criterion with its two fields, for the page."""
        return [(criterion, self[score_field(criterion)], self[reason_field(criterion)]) for criterion in Criterion]


def _with_criteria() -> type[VerdictForm]:
    asked: dict[str, Any] = {}
    for criterion in Criterion:
        asked[score_field(criterion)] = RadioField("Score", [Optional()], choices=SCORES, default="")
        asked[reason_field(criterion)] = Prose(
            "Public reason", [Length(max=REASON_LENGTH)], description=QUESTIONS[criterion]
        )
    return type("AssessmentForm", (VerdictForm,), asked)


AssessmentForm = _with_criteria()


def noted(assessment: Assessment) -> dict[str, Any]:
    """What the form shows of an assessment whose scores are loaded."""
    shown: dict[str, Any] = {
        "words": assessment.words,
        "would_change_our_mind": assessment.would_change_our_mind,
        "verdict": assessment.verdict.value if assessment.verdict else None,
    }
    for score in assessment.scores:
        shown[score_field(score.criterion)] = "" if score.score is None else str(score.score)
        shown[reason_field(score.criterion)] = score.reason
    return shown


class AppealForm(Form):
    """What staff got wrong."""

    reason = Marked(
        "What did staff get wrong?",
        [InputRequired("Say what staff got wrong."), Length(max=5000)],
        description="The jurors read it beside the assessment. Evidence counts for more than praise.",
    )
