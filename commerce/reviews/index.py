"""The index of a review is the mean of its four scores, 0 to 10.

A product's index is the mean of its reviews', and 5 is the pass mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

DIMENSIONS = ("performance", "looks", "price", "packaging")
LOWEST, HIGHEST, PASS_MARK = 0, 10, 5


@dataclass(frozen=True, slots=True)
class Scores:
    """The four scores of one review, each 0 to 10. Raises ValueError outside that range."""

    performance: int
    looks: int
    price: int
    packaging: int

    def __post_init__(self) -> None:
        for name in DIMENSIONS:
            if not LOWEST <= getattr(self, name) <= HIGHEST:
                raise ValueError(f"{name} is scored from {LOWEST} to {HIGHEST}")

    @property
    def mean(self) -> Fraction:
        """The index of this review, exact."""
        return Fraction(self.performance + self.looks + self.price + self.packaging, len(DIMENSIONS))


@dataclass(frozen=True, slots=True)
class ProductIndex:
    """What all counted reviews of a product come to: exact means, and how many were counted."""

    counted: int
    performance: Fraction
    looks: Fraction
    price: Fraction
    packaging: Fraction

    @property
    def mean(self) -> Fraction:
        """The product's index: the mean of the four means, which is the mean of the reviews' indexes."""
        return sum((getattr(self, name) for name in DIMENSIONS), Fraction(0)) / len(DIMENSIONS)

    @property
    def passes(self) -> bool:
        """Whether the index is at the pass mark or above."""
        return self.mean >= PASS_MARK

    @property
    def rows(self) -> list[tuple[str, Fraction]]:
        """The four dimensions in their order, for the four short bars."""
        return [(name, getattr(self, name)) for name in DIMENSIONS]


def product_index(counted: int, sums: Sequence[int]) -> ProductIndex | None:
    """The index from the number of counted reviews and the sum of each dimension; None when nothing counts yet."""
    if counted == 0:
        return None
    return ProductIndex(counted, *(Fraction(total, counted) for total in sums))
