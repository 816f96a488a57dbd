"""How evenly concepts were shown, in three figures that the result publishes. Pure: numbers in, numbers out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median


@dataclass(frozen=True, slots=True)
class Evenness:
    """Showings of a round's concepts, least first, with their Gini coefficient (0 all alike, near 1 all to one)."""

    showings: tuple[int, ...]
    gini: Fraction
    least: int
    median: float


def gini(showings: Sequence[int]) -> Fraction:
    """Mean difference between two of them over twice their mean: Σ(2i − n − 1)·xᵢ / (n·Σx), least first. 0 for nothing."""
    ordered, count = sorted(showings), len(showings)
    total = sum(ordered)
    if not total:
        return Fraction(0)
    return Fraction(sum((2 * i - count - 1) * shown for i, shown in enumerate(ordered, 1)), count * total)


def evenness_of(showings: Sequence[int]) -> Evenness | None:
    """All three figures; None when there is nothing to tell."""
    if not showings:
        return None
    ordered = tuple(sorted(showings))
    return Evenness(ordered, gini(ordered), ordered[0], float(median(ordered)))
