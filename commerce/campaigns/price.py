"""The all-in price: prices and shipping include tax, so the price shown is the price paid."""

from __future__ import annotations

from dataclasses import dataclass

MOST_UNITS = 20


@dataclass(frozen=True, slots=True)
class AllIn:
    """What one pledge costs, in minor units. The tax is within the total, not on top."""

    unit_minor: int
    quantity: int
    shipping_minor: int
    tax_minor: int

    @property
    def goods_minor(self) -> int:
        """The units together, without shipping."""
        return self.unit_minor * self.quantity

    @property
    def total_minor(self) -> int:
        """Everything there is to pay."""
        return self.goods_minor + self.shipping_minor


def tax_within(total_minor: int, tax_basis_points: int) -> int:
    """The tax contained in a gross amount, half a unit rounded up; 2000 basis points are 20 %."""
    whole = 10_000 + tax_basis_points
    return (2 * total_minor * tax_basis_points + whole) // (2 * whole)


def all_in(unit_minor: int, tax_basis_points: int, shipping_minor: int, quantity: int) -> AllIn:
    """The price of a quantity sent to one region. Raises ValueError when the quantity is not 1 to MOST_UNITS."""
    if not 1 <= quantity <= MOST_UNITS:
        raise ValueError(f"One pledge is for 1 to {MOST_UNITS} units.")
    total = unit_minor * quantity + shipping_minor
    return AllIn(unit_minor, quantity, shipping_minor, tax_within(total, tax_basis_points))
