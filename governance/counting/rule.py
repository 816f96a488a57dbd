"""The rules a round may choose from, by the names under which they are stored, recorded and published."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class RuleName(StrEnum):
    """How winners are found."""

    EQUAL_SHARES = "equal-shares"
    MOST_VOTES = "most-votes"
    MOST_VOTES_STOP = "most-votes-stop"
    SINGLE_TRANSFERABLE_VOTE = "single-transferable-vote"


class Utility(StrEnum):
    """What a winner is worth to a supporter under Equal Shares: its cost, or one. Points are always worth themselves."""

    COST = "cost"
    CARDINALITY = "cardinality"


class Completion(StrEnum):
    """What happens to money Equal Shares leaves over: nothing, larger shares (add1), then most votes first (add1u)."""

    NONE = "none"
    ADD1 = "add1"
    ADD1U = "add1u"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its settings; `minimum` is the number of votes (or points) below which nothing can win."""

    name: RuleName = RuleName.EQUAL_SHARES
    utility: Utility = Utility.COST
    completion: Completion = Completion.ADD1U
    minimum: int = 0
