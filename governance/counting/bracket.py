"""Between which bounds a finalist's price lies, found from purses that are only known to within an error.

Asked for a price, supporters give it, or all they have. What they give together grows ever slower with the price, so the
line that touches its curve anywhere reaches the cost no later than the curve itself does; and where they give the cost and
more, the price asked is enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

Picked = Sequence[tuple[int, int, Sequence[float]]]


@dataclass(frozen=True, slots=True)
class Bracket:
    """A price is at least and at most this much; `most` is infinite while only the one bound is known."""

    least: float
    guess: float
    most: float = inf
    exact: Fraction | None = None


def bracket(picked: Picked, spare: float, doubt: float, start: float, enough: float) -> Bracket | None:
    """Bounds close to each other, or the lower one alone once it is above `enough`. None where purses cannot tell.

    `picked` are the purses, by how many voters each stands for and what they pay for each unit of the price; `spare` is
    what all have together beyond the cost, and `doubt` how far it may be off. The price must not be below `start`.
    """
    price = start
    while True:
        over, weight, richer = -spare, 0, []
        for times, own, values in picked:
            due = price * own
            rich = [value for value in values if value >= due]
            if rich:
                over += times * sum(rich)
                weight += times * own * len(rich)
                richer.append((times, own, rich))
        if not weight:
            return None
        touching, margin = over / weight, doubt / weight
        if price - touching >= margin:
            return Bracket(touching - margin, touching, price)
        if touching - margin > enough:
            return Bracket(touching - margin, touching)
        price, picked = touching + 2 * margin, richer


UNKNOWN = Bracket(0.0, 0.0)
