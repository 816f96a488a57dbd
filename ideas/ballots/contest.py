"""The inputs of a round as the counting rules take them: votes by label, costs or slots, and the order drawn from the seed."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256

from governance.counting.contest import BallotKind, Contest, Finalist, Vote
from governance.counting.count import count
from governance.counting.outcome import Outcome
from governance.counting.rule import Completion, Rule, RuleName
from ideas.ballots.inputs import Inputs, Marks
from ideas.rounds.rule import RoundRule


def contest_of(inputs: Inputs, rule: Rule | None = None) -> Contest[str]:
    """What is to be counted; under another rule than the round's own when one is given."""
    rule = rule or inputs.rule.counting
    drawn = draw(inputs.seed, [entrant.label for entrant in inputs.entrants])
    return Contest(
        finalists=tuple(Finalist(one.label, one.cost, drawn[one.label], one.standing) for one in inputs.entrants),
        votes=tuple(_vote(marks, times, inputs, rule) for marks, times in inputs.votes.items()),
        budget=inputs.rule.budget_minor or inputs.rule.slots,
        kind=_kind(inputs.rule, rule),
        tie_rule=inputs.rule.tie_rule,
        in_places=inputs.rule.budget_minor is None,
    )


def counted(inputs: Inputs, rule: Rule | None = None) -> Outcome[str]:
    """The outcome by the round's own rule, or by another one. Raises ValueError when it cannot count these ballots."""
    rule = rule or inputs.rule.counting
    return count(contest_of(inputs, rule), rule)


def plain_winners(inputs: Inputs, contest: Contest[str], outcome: Outcome[str]) -> frozenset[str]:
    """Whom the plain count would have chosen in this contest, which had this outcome by the round's own rule."""
    rule = plain_rule(inputs.rule)
    if rule is None:
        return frozenset(outcome.winners)
    if inputs.rule.ballot_kind is BallotKind.RANKED:  # points count here, where votes may have been transferred
        contest = contest_of(inputs, rule)
    return frozenset(count(contest, rule).winners)


def plain_rule(rule: RoundRule) -> Rule | None:
    """The plain count that stands beside another one: most votes first. None where that is the rule itself."""
    if rule.counting_rule in (RuleName.MOST_VOTES, RuleName.MOST_VOTES_STOP):
        return None
    return Rule(RuleName.MOST_VOTES, completion=Completion.NONE, minimum=rule.minimum_votes)


def draw(seed: str, labels: Iterable[str]) -> dict[str, int]:
    """Each one's place in the order drawn from the seed: by SHA-256 of the seed's bytes, a colon and the label."""
    start = bytes.fromhex(seed) + b":"
    in_order = sorted(labels, key=lambda label: sha256(start + label.encode()).digest())
    return {label: place for place, label in enumerate(in_order)}


def _kind(round_rule: RoundRule, rule: Rule) -> BallotKind:
    """Ranked ballots are counted by their points, unless votes are transferred."""
    if round_rule.ballot_kind is BallotKind.RANKED and rule.name is RuleName.EQUAL_SHARES:
        return BallotKind.POINTS
    return round_rule.ballot_kind


def _vote(marks: Marks, times: int, inputs: Inputs, rule: Rule) -> Vote[str]:
    choices = tuple([label for label, _ in marks])
    kind = inputs.rule.ballot_kind
    if kind is BallotKind.POINTS:
        return Vote(choices, tuple(points for _, points in marks), times)
    if kind is BallotKind.RANKED and rule.name is not RuleName.SINGLE_TRANSFERABLE_VOTE:
        most = rank_points(inputs.rule, len(inputs.entrants))
        return Vote(choices, tuple(most - rank + 1 for _, rank in marks), times)
    return Vote(choices, (), times)


def rank_points(rule: RoundRule, finalists: int) -> int:
    """The points of a first place: as many as a ballot may rank; each next place has one less."""
    return rule.choices_limit or finalists
