"""Who paid for each winner under Equal Shares: how many paid the full price, and how many gave the last of their share.
It is what the drawing of a result shows; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from governance.counting.contest import Vote
from governance.counting.outcome import Outcome

MOST_KINDS = 200_000  # of ballots: beyond it walking them would take longer than it tells


@dataclass(slots=True)
class Payers:
    """Of one winner: supporters who paid its price, those who gave what they had left, and how much those gave."""

    full: int = 0
    last: int = 0
    paid_last: Fraction = Fraction(0)


def payers_of(outcome: Outcome[str], votes: Sequence[Vote[str]]) -> dict[str, Payers]:
    """{label: payers} of the winners that shares paid for; nothing when there are too many kinds of ballots."""
    if len(votes) > MOST_KINDS:
        return {}
    order = {price.key: place for place, price in enumerate(outcome.prices)}
    payers = {price.key: Payers() for price in outcome.prices}
    for vote in votes:
        _pay(vote, outcome, order, payers)
    return payers


def _pay(vote: Vote[str], outcome: Outcome[str], order: dict[str, int], payers: dict[str, Payers]) -> None:
    left = outcome.share
    weights = vote.points if outcome.by_points else (1,) * len(vote.choices)
    bought = sorted(
        (order[key], key, weight) for key, weight in zip(vote.choices, weights, strict=True) if key in order
    )
    for place, key, weight in bought:
        asked = outcome.prices[place].each * weight
        one = payers[key]
        if asked <= left:
            one.full += vote.times
            left -= asked
        elif left:
            one.last += vote.times
            one.paid_last += left * vote.times
            left = Fraction(0)
