"""What a count says: who won and why, what each other one lacked, what was spent, and which ties had to be decided.

All amounts are exact, in the contest's own unit: minor units of money, or places.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Generic

from governance.counting.contest import C, TieRule, Vote
from governance.counting.rule import Rule


class Reason(StrEnum):
    """Why one won or missed; the numbers beside it depend on it (see Standing)."""

    PAID = "paid"  # won: its supporters' shares paid for it
    MOST_VOTES = "most-votes"  # won: its turn came and the money left was enough
    ELECTED = "elected"  # won: reached the quota, or was among the last for the places left
    SUPPORTERS_SHORT = "supporters-short"  # its supporters had less left than it costs
    NO_ROOM = "no-room"  # at its turn too little was left
    AFTER_STOP = "after-stop"  # one before it did not fit, and this rule stops there
    BELOW_MINIMUM = "below-minimum"
    NO_VOTES = "no-votes"
    EXCLUDED = "excluded"  # single transferable vote: the fewest votes at its stage, or left over at the end
    TAKEN_OUT = "taken-out"


class Stopped(StrEnum):
    """Why Equal Shares raised the shares no further."""

    EXHAUSTIVE = "exhaustive"
    NEXT_OVER_BUDGET = "next-over-budget"


@dataclass(frozen=True, slots=True)
class Standing(Generic[C]):
    """One finalist's end.

    `votes` are the ballots that support it (first preferences under the single transferable vote), `score` what the rule
    ranked by: votes, points, or its last tally in hundred-thousandths of a vote.
    `money`: the most one supporter paid (PAID); what its supporters had left (SUPPORTERS_SHORT); what was left when its
    turn came (MOST_VOTES, NO_ROOM).
    `money_short`: how much of its cost was missing then. `votes_short`: how many more votes or points would have been
    enough; None where no number would.
    """

    key: C
    position: int
    votes: int
    score: int
    cost: int
    won: bool
    reason: Reason
    by_tie: bool = False
    money: Fraction | None = None
    money_short: Fraction | None = None
    votes_short: int | None = None


class ToldApart(StrEnum):
    """What the tie rule went by."""

    COST = "cost"
    DRAW = "draw"
    ID = "id"
    EARLIER_STAGE = "earlier-stage"


@dataclass(frozen=True, slots=True)
class Tie(Generic[C]):
    """Equals between which the tie rule had to choose, in the order it put them; `chosen` of them went first (or, under
    the single transferable vote, were excluded first). `by` is what told them apart; `decided` whether one of them won
    and another did not.
    """

    among: tuple[C, ...]
    chosen: tuple[C, ...]
    by: ToldApart
    decided: bool


@dataclass(frozen=True, slots=True)
class Stage(Generic[C]):
    """One stage of the single transferable vote, amounts in hundred-thousandths of a vote."""

    tallies: dict[C, int]
    elected: tuple[C, ...]
    excluded: C | None
    transferred: C | None
    not_transferable: int


@dataclass(frozen=True, slots=True)
class Price(Generic[C]):
    """What Equal Shares asked of each supporter of one winner: `each` (per point, where points count), or all they had."""

    key: C
    each: Fraction


@dataclass(frozen=True)
class Outcome(Generic[C]):
    """The whole of a count: standings best first, winners in the order they won."""

    rule: Rule
    tie_rule: TieRule
    ballots: int
    budget: int
    spent: int
    standings: tuple[Standing[C], ...]
    ties: tuple[Tie[C], ...] = ()
    increments: int = 0
    stopped: Stopped | None = None
    share: Fraction = Fraction(0)
    prices: tuple[Price[C], ...] = ()
    stages: tuple[Stage[C], ...] = ()
    quota: int = 0
    in_places: bool = False
    by_points: bool = False

    @property
    def winners(self) -> tuple[C, ...]:
        """The keys of those that won, in the order they won."""
        return tuple(line.key for line in self.standings if line.won)

    def paid_by(self, vote: Vote[C]) -> dict[C, Fraction]:
        """What the share of one such voter paid for, winner by winner; together never more than `share`.

        Empty for the other rules, and without what was bought at the end with money left over.
        """
        return paid_by(vote, self.share, self.prices, self.by_points)


def paid_by(vote: Vote[C], share: Fraction, prices: tuple[Price[C], ...], by_points: bool = False) -> dict[C, Fraction]:
    """The same from a frozen result's numbers: a voter pays each winner's price in turn, or what they have left."""
    weights = dict(zip(vote.choices, vote.points if by_points else [1] * len(vote.choices), strict=True))
    left, paid = share, {}
    for price in prices:
        amount = min(left, price.each * weights.get(price.key, 0))
        if amount:
            paid[price.key] = amount
            left -= amount
    return paid
