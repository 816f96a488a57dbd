"""By which rule an imported election is counted: the one its file names where this site knows it, else most votes first."""

from __future__ import annotations

from governance.counting.contest import BallotKind, TieRule
from governance.counting.rule import Completion, RuleName
from governance.pabulib.election import Election
from ideas.rounds.rule import RoundRule

NO_CURRENCY = "XXX"  # ISO 4217: no currency
RULES = {
    "greedy-no-skip": (RuleName.MOST_VOTES_STOP, Completion.ADD1U),
    "equalshares": (RuleName.EQUAL_SHARES, Completion.NONE),
    "equalshares/add1": (RuleName.EQUAL_SHARES, Completion.ADD1),
    "equalshares/add1u": (RuleName.EQUAL_SHARES, Completion.ADD1U),
}


def rule_of(election: Election) -> RoundRule:
    """The round's rule; ties go by the ids of the file, as the library that published it has them."""
    name, completion = RULES.get(election.meta.get("rule", ""), (RuleName.MOST_VOTES, Completion.ADD1U))
    kind = election.vote_type.kind
    return RoundRule(
        slots=0,
        choices_limit=_most_choices(election, kind),
        ballot_kind=kind,
        counting_rule=name,
        completion=completion,
        minimum_votes=election.minimum,
        tie_rule=TieRule.BY_ID,
        points=_points(election) if kind is BallotKind.POINTS else None,
        budget_minor=election.budget_minor,
        currency=election.currency or NO_CURRENCY,
        usual_cost_minor=min(project.cost_minor for project in election.projects),
    )


def _most_choices(election: Election, kind: BallotKind) -> int | None:
    """On ranked ballots it is what a first place is worth, so the file's own points come first."""
    first_places = [ballot.points[0] for ballot in election.ballots if ballot.points]
    if kind is BallotKind.RANKED and first_places:
        return max(first_places)
    return election.most


def _points(election: Election) -> int:
    return election.points or max(sum(ballot.points) for ballot in election.ballots) or 1
