"""How winners will be chosen, in a member's words: what a round's page says before, during and after the vote."""

from __future__ import annotations

from governance.counting.contest import BallotKind, TieRule
from governance.counting.rule import Completion, RuleName, Utility
from ideas.rounds.rule import RoundRule
from kernel.figures import money_words

NAMES = {
    RuleName.EQUAL_SHARES: "Equal Shares",
    RuleName.MOST_VOTES: "most votes first",
    RuleName.MOST_VOTES_STOP: "most votes first, stopping at the first that does not fit",
    RuleName.SINGLE_TRANSFERABLE_VOTE: "single transferable vote",
}


def rule_in_short(rule: RoundRule) -> str:
    """The rule and the ballot in a few words, such as "Equal Shares, approving up to 5, for 2 slots"."""
    return f"{NAMES[rule.counting_rule]}, {ballot_in_short(rule)}, for {prize(rule)}"


def prize(rule: RoundRule) -> str:
    """What there is to give away: "2 slots", "€30,000.00"."""
    if rule.budget_minor is not None:
        return money_words(rule.budget_minor, rule.currency or "")
    return "1 slot" if rule.slots == 1 else f"{rule.slots} slots"


def ballot_in_short(rule: RoundRule) -> str:
    """What a member does: "approving up to 5"."""
    most = f"up to {rule.choices_limit}" if rule.choices_limit else "as many as one likes"
    if rule.ballot_kind is BallotKind.POINTS:
        return f"spreading {rule.points} points" + (f" over {most}" if rule.choices_limit else "")
    return f"{'ranking' if rule.ballot_kind is BallotKind.RANKED else 'approving'} {most}"


def ballot_words(rule: RoundRule) -> str:
    """What a member does, as a sentence for the ballot and the round's page."""
    limit = rule.choices_limit
    most = f", {limit} at most" if limit else ""
    if rule.ballot_kind is BallotKind.POINTS:
        over = f" over up to {limit} concepts" if limit else " over the concepts you want made"
        return f"You spread {rule.points} points{over}."
    if rule.ballot_kind is BallotKind.RANKED:
        return f"You put the concepts in order, the one you want most first{most}."
    return f"You tick every concept you want made{most}."


def winners_words(rule: RoundRule) -> list[str]:
    """How winners come out of the ballots, in a few sentences."""
    told = [_counting(rule)]
    if rule.counting_rule is RuleName.EQUAL_SHARES:
        told.append(_leftover(rule.completion))
    if rule.minimum_votes == 1:
        told.append("Nothing wins without a vote.")
    elif rule.minimum_votes:
        told.append(f"Nothing wins with fewer than {rule.minimum_votes:,} votes.")
    return [*told, _ties(rule.tie_rule)]


def _counting(rule: RoundRule) -> str:
    prize_ = prize(rule)
    if rule.counting_rule is RuleName.EQUAL_SHARES:
        shared = "one slot" if prize_ == "1 slot" else prize_
        return (
            f"Everybody who votes gets an equal share of the {shared}. A concept wins when its supporters can pay for it "
            f"together out of their shares; first comes the one {_first(rule)}."
        )
    if rule.counting_rule is RuleName.SINGLE_TRANSFERABLE_VOTE:
        return f"Each ballot is one vote, and moves on when its first choice needs it no more; {prize_} to fill."
    skip = "what does not fit the money left is passed over"
    if rule.counting_rule is RuleName.MOST_VOTES_STOP:
        skip = "at the first that does not fit the money left it ends"
    return f"The most votes win, for {prize_}" + (f"; {skip}." if rule.budget_minor is not None else ".")


def _first(rule: RoundRule) -> str:
    if rule.ballot_kind is BallotKind.POINTS:
        return "that asks them for least per point"
    if rule.ballot_kind is BallotKind.RANKED:
        return "that asks them for least per point, a higher place being worth more points"
    if rule.utility is Utility.CARDINALITY:
        return "that asks each of them for least"
    return "of which each of them pays the smallest part"


def _leftover(completion: Completion) -> str:
    if completion is Completion.NONE:
        return "What is left over is not spent."
    more = "If something is left over, all shares are raised a little and it is counted again"
    if completion is Completion.ADD1:
        return f"{more}, as far as the whole allows."
    return f"{more}; what then still fits goes by most votes."


def _ties(tie_rule: TieRule) -> str:
    if tie_rule is TieRule.BY_ID:
        return "Among equals the order of their ids decides."
    return (
        "Among equals the cheaper goes first, then an order drawn by lot, from a seed sealed before the round opened."
    )
