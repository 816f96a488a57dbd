"""Quorum and majority, in whole numbers. To abstain counts for the quorum and for neither side.

67 percent stands for two thirds exactly, and 33 for a third; no majority is ever had without more yes than no.
"""

from __future__ import annotations

from fractions import Fraction

THIRDS = {33: Fraction(1, 3), 67: Fraction(2, 3)}


def share(percent: int) -> Fraction:
    """The share that a percentage stands for."""
    return THIRDS.get(percent, Fraction(percent, 100))


def quorum_of(electorate: int, fewest: int, percent: int) -> int:
    """How many must vote: the larger of a fixed number and a share of all who may, rounded up."""
    return max(fewest, 1, -(-electorate * percent // 100))


def has_majority(yes: int, no: int, percent: int) -> bool:
    """Whether yes is more than no, and at least that share of the two."""
    needed = share(percent)
    return yes > no and yes * needed.denominator >= needed.numerator * (yes + no)


def passes(yes: int, no: int, abstain: int, quorum: int, percent: int) -> bool:
    """Whether these votes carry the decision."""
    return yes + no + abstain >= quorum and has_majority(yes, no, percent)


def yes_needed(no: int, percent: int) -> int | None:
    """The fewest yes that outweigh so many no; None when no number does."""
    needed = share(percent)
    against = needed.denominator - needed.numerator
    if against <= 0:
        return None if no else 1
    return max(no + 1, -(-no * needed.numerator // against))
