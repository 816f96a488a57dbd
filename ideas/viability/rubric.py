"""What every winner is judged by, in the same order and the same words for all."""

from __future__ import annotations

from enum import StrEnum

LOWEST, HIGHEST = 0, 5


class Criterion(StrEnum):
    """One question of the rubric; each gets a score from 0 to 5 and a public reason."""

    DEMAND = "demand"
    FEASIBILITY = "feasibility"
    COST_AND_MARGIN = "cost-and-margin"
    SAFETY = "safety"
    RIGHTS = "rights"
    FIT = "fit"


class AssessmentVerdict(StrEnum):
    """What an assessment ends with."""

    VIABLE = "viable"
    RETURNED = "returned"
    DECLINED = "declined"


LABELS = {
    Criterion.DEMAND: "Demand",
    Criterion.FEASIBILITY: "Feasibility",
    Criterion.COST_AND_MARGIN: "Unit cost and margin",
    Criterion.SAFETY: "Safety and regulation",
    Criterion.RIGHTS: "Rights",
    Criterion.FIT: "Fit",
}

QUESTIONS = {
    Criterion.DEMAND: "Will enough people pay for it? Say from what you conclude that.",
    Criterion.FEASIBILITY: "Can it be made, with which process, by whom, how soon?",
    Criterion.COST_AND_MARGIN: "What does one cost at the likely batch size, and does the price leave enough?",
    Criterion.SAFETY: "Which rules apply to it, and what would it take to meet them?",
    Criterion.RIGHTS: "Does it stay clear of other people's patents, designs and names?",
    Criterion.FIT: "Does it belong in what this brand makes and can stand behind?",
}
