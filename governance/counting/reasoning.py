"""Why each one won or missed, in one sentence each: what supporters paid, or which votes or money were missing."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from governance.counting.contest import C
from governance.counting.outcome import Outcome, Reason, Standing
from governance.counting.phrases import Amounts, counted, transferred
from governance.counting.rule import RuleName
from governance.counting.single_transferable import ONE


def reasons(outcome: Outcome[C], currency: str | None = None) -> list[str]:
    """One sentence for each standing, in their order. `currency` is the budget's; None when places are filled."""
    amounts = Amounts(None if outcome.in_places else currency)
    return [reason(outcome, line, amounts) for line in outcome.standings]


def reason(outcome: Outcome[C], line: Standing[C], amounts: Amounts) -> str:
    """Why this one won or missed, and whether the tie rule had a part in it."""
    told = _SENTENCES[line.reason](outcome, line, amounts)
    if not line.by_tie or _missed_by_tie(line):
        return told
    return f"{told} {'It won' if line.won else 'It lost'} a tie on the way."


def _missed_by_tie(line: Standing[C]) -> bool:
    return line.by_tie and not line.won and line.votes_short == 1


def _votes(outcome: Outcome[C], number: int) -> str:
    return counted(number, "point" if outcome.by_points else "vote")


def _paid(outcome: Outcome[C], line: Standing[C], amounts: Amounts) -> str:
    people = counted(line.votes, "supporter")
    if outcome.in_places or line.money is None:
        return f"Won: its {people} paid for it together from their shares."
    if outcome.by_points:
        return f"Won: its {people} paid for it together, at most {amounts(line.money)} for each point they gave it."
    return f"Won: its {people} paid for it together, at most {amounts(line.money)} each."


def _most_votes(outcome: Outcome[C], line: Standing[C], amounts: Amounts) -> str:
    if outcome.rule.name is not RuleName.EQUAL_SHARES:
        return f"Won with {_votes(outcome, line.score)}."
    left = "a place" if outcome.in_places else "money"
    return f"Won with {_votes(outcome, line.score)}: {left} was left over, and it was the next by most votes to fit."


def _supporters_short(outcome: Outcome[C], line: Standing[C], amounts: Amounts) -> str:
    had, people = line.money or Fraction(0), counted(line.votes, "supporter")
    percent = int(100 * had / line.cost)
    if not (percent if outcome.in_places else int(had)):
        return f"Missed: its {people} had nothing left; their shares had paid for other winners."
    if outcome.in_places:
        return f"Missed: its {people} could still pay {percent} % of a place; {100 - percent} % was missing."
    costs, missing = amounts(line.cost), amounts(line.cost - int(had))
    return f"Missed: it costs {costs}, and its {people} had {amounts(had)} left; {missing} was missing."


def _no_room(outcome: Outcome[C], line: Standing[C], amounts: Amounts) -> str:
    if _missed_by_tie(line):
        return f"Missed on the tie rule, with as many {'points' if outcome.by_points else 'votes'} as the last winner."
    if outcome.in_places and line.votes_short:
        return f"Missed by {_votes(outcome, line.votes_short)}."
    if line.cost > outcome.budget:
        return f"Missed: it costs {amounts(line.cost)}, more than the whole budget."
    left = amounts(line.money or 0) if int(line.money or 0) else "nothing"
    return f"Missed: it costs {amounts(line.cost)}, and {left} was left at its turn.{_enough(outcome, line)}"


def _after_stop(outcome: Outcome[C], line: Standing[C], amounts: Amounts) -> str:
    return f"Missed: the count stopped before it, at the first that did not fit.{_enough(outcome, line)}"


def _enough(outcome: Outcome[C], line: Standing[C]) -> str:
    return f" {_votes(outcome, line.votes_short)} more would have been enough." if line.votes_short else ""


def _below_minimum(outcome: Outcome[C], line: Standing[C], amounts: Amounts) -> str:
    return f"Missed: it had {_votes(outcome, line.score)}, and at least {outcome.rule.minimum:,} were needed."


def _no_votes(outcome: Outcome[C], line: Standing[C], amounts: Amounts) -> str:
    return "Nobody voted for it."


def _elected(outcome: Outcome[C], line: Standing[C], amounts: Amounts) -> str:
    if line.score >= outcome.quota:
        return f"Elected with {transferred(line.score)}; {outcome.quota // ONE:,} were enough."
    return f"Elected with {transferred(line.score)}, as no more were left than places."


def _excluded(outcome: Outcome[C], line: Standing[C], amounts: Amounts) -> str:
    return f"Not elected: {transferred(line.score)} of the {outcome.quota // ONE:,} needed."


def _taken_out(outcome: Outcome[C], line: Standing[C], amounts: Amounts) -> str:
    return f"Taken out before the close; it had {counted(line.votes, 'vote')}."


_SENTENCES: dict[Reason, Callable[..., str]] = {
    Reason.PAID: _paid,
    Reason.MOST_VOTES: _most_votes,
    Reason.ELECTED: _elected,
    Reason.SUPPORTERS_SHORT: _supporters_short,
    Reason.NO_ROOM: _no_room,
    Reason.AFTER_STOP: _after_stop,
    Reason.BELOW_MINIMUM: _below_minimum,
    Reason.NO_VOTES: _no_votes,
    Reason.EXCLUDED: _excluded,
    Reason.TAKEN_OUT: _taken_out,
}
