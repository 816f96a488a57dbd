"""A count told in a few sentences: by which rule, who won, what was spent or filled, and where a tie had to be decided."""

from __future__ import annotations

from collections.abc import Mapping

from governance.counting.contest import C
from governance.counting.outcome import Outcome, Reason, Standing, Stopped, Tie
from governance.counting.phrases import WHY, Amounts, counted, quoted
from governance.counting.reasoning import reason, reasons
from governance.counting.rule import RuleName
from governance.counting.single_transferable import ONE

__all__ = ["counted", "reason", "reasons", "told"]


def told(outcome: Outcome[C], names: Mapping[C, str], currency: str | None = None) -> list[str]:
    """The sentences for the top of a result. `currency` is the budget's; None when places are filled."""
    amounts = Amounts(None if outcome.in_places else currency)
    opening = {
        RuleName.EQUAL_SHARES: _equal_shares,
        RuleName.SINGLE_TRANSFERABLE_VOTE: _transferable,
    }.get(outcome.rule.name, _most_votes)
    winners = [line for line in outcome.standings if line.won]
    sentences = [f"{counted(outcome.ballots, 'ballot')} counted{opening(outcome)}"]
    if not winners:
        return [*sentences, "No finalist got a vote, so nothing won." if _no_votes(outcome) else "Nothing won."]
    sentences += _who(outcome, winners, names, amounts)
    sentences += [_tie(tie, names) for tie in outcome.ties if tie.decided]
    return [*sentences, *_spent(outcome, winners, amounts)]


def _no_votes(outcome: Outcome[C]) -> bool:
    return all(line.reason in (Reason.NO_VOTES, Reason.TAKEN_OUT) for line in outcome.standings)


def _most_votes(outcome: Outcome[C]) -> str:
    unit = "point" if outcome.by_points else "vote"
    first = "" if outcome.by_points else " each approval is one vote, and"
    skip = {
        RuleName.MOST_VOTES: "what does not fit is skipped",
        RuleName.MOST_VOTES_STOP: "at the first that does not fit the count ends",
    }[outcome.rule.name]
    return f";{first} the most {unit}s win." if outcome.in_places else f";{first} the most {unit}s win; {skip}."


def _equal_shares(outcome: Outcome[C]) -> str:
    what = "places" if outcome.in_places else "budget"
    return f" by Equal Shares: every voter has the same share of the {what}, and supporters pay for a winner together."


def _transferable(outcome: Outcome[C]) -> str:
    quota = counted(outcome.quota // ONE, "vote")
    return f" by the single transferable vote: {quota} were enough for one of the {counted(outcome.budget, 'place')}."


def _who(outcome: Outcome[C], winners: list[Standing[C]], names: Mapping[C, str], amounts: Amounts) -> list[str]:
    if outcome.rule.name is RuleName.EQUAL_SHARES:
        return _payers(outcome, winners, names, amounts)
    if outcome.rule.name is RuleName.SINGLE_TRANSFERABLE_VOTE:
        return [f"Elected: {quoted(names, [line.key for line in winners])}."]
    unit = "point" if outcome.by_points else "vote"
    first, last = winners[0], winners[-1]
    sentences = [f"“{names[first.key]}” came first with {counted(first.score, unit)}."]
    beaten = [line for line in outcome.standings if line.reason is Reason.NO_ROOM and not line.by_tie]
    if outcome.in_places and beaten and not last.by_tie:
        lead = f"{last.score - beaten[0].score:,} more than “{names[beaten[0].key]}”"
        sentences.append(f"The last place went to “{names[last.key]}” with {counted(last.score, unit)}, {lead}.")
    return sentences


def _payers(outcome: Outcome[C], winners: list[Standing[C]], names: Mapping[C, str], amounts: Amounts) -> list[str]:
    sentences = []
    paid = [line for line in winners if line.reason is Reason.PAID]
    completed = [line.key for line in winners if line.reason is Reason.MOST_VOTES]
    if paid:
        people = counted(paid[0].votes, "supporter")
        sentences.append(f"“{names[paid[0].key]}” came first, paid for by {people}.")
    if completed:
        sentences.append(f"With what was left over, the next by most votes won too: {quoted(names, completed)}.")
    return [*sentences, *_raised(outcome)] if paid else sentences


def _raised(outcome: Outcome[C]) -> list[str]:
    if not outcome.increments:
        return []
    why = "; one step more would have cost more than there is" * (outcome.stopped is Stopped.NEXT_OVER_BUDGET)
    left = "places were" if outcome.in_places else "money was"
    return [
        f"Because {left} left at first, all shares were raised alike, in {counted(outcome.increments, 'step')}{why}."
    ]


def _tie(tie: Tie[C], names: Mapping[C, str]) -> str:
    first = quoted(names, tie.chosen)
    return f"{quoted(names, tie.among)} were equal; by the tie rule {WHY[tie.by]}: {first}."


def _spent(outcome: Outcome[C], winners: list[Standing[C]], amounts: Amounts) -> list[str]:
    if not outcome.in_places:
        left = f"; {amounts(outcome.budget - outcome.spent)} is left." if outcome.spent < outcome.budget else "."
        return [f"The winners cost {amounts(outcome.spent)} of {amounts(outcome.budget)}{left}"]
    if len(winners) >= outcome.budget:
        return []
    why = "nothing else got a vote" if len(outcome.standings) > len(winners) else "there were no more finalists"
    if any(line.reason in (Reason.SUPPORTERS_SHORT, Reason.BELOW_MINIMUM) for line in outcome.standings):
        why = "no other had enough supporters"
    return [f"{len(winners)} of {counted(outcome.budget, 'place')} filled: {why}."]
