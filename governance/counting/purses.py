"""What each bundle of voters has left, kept to within a known error so that it is quick to compare; and exactly, worked out
from the prices paid, wherever that error could hide a difference.

Amounts called fine are units shifted left by FINE bits. A bundle that is spent is exactly 0; all others are above it and
within `error` of the truth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from governance.counting.electorate import Electorate

FINE = 192
NEAR = 1 << 144


@dataclass(slots=True)
class Sale:
    """One winner: who gave all they had for it, and the weight of those who paid the full price, once it is known."""

    place: int
    spent: list[int]
    payers: int
    price: Fraction | None = None


@dataclass(slots=True)
class Sides:
    """The supporters of one finalist around a price: surely too poor for it, too near to tell, and the others' weight."""

    poor: list[int]
    near: list[tuple[int, int]]
    payers: int


class Purses:
    """The money of all bundles during one run, and the sales so far."""

    def __init__(self, electorate: Electorate, share: int) -> None:
        self.electorate = electorate
        self.share = share
        self.fine = [share << FINE] * len(electorate.times)
        self.error = 0
        heaviest = max((layer.weight for layers in electorate.layers.values() for layer in layers), default=1)
        self._worn = NEAR // (4 * heaviest * max(electorate.heads.values(), default=1))
        self.sales: list[Sale] = []
        self._sold: dict[int, int] = {}
        self._values: dict[tuple[tuple[int, int], ...], Fraction] = {}

    def pay(self, place: int, price: int) -> None:
        """Take this price (fine, within what `error` allows) from every supporter, or all that is left."""
        sides = self._take(place, price)
        sale = Sale(place, sides.poor, sides.payers)
        heaviest = max(layer.weight for layer in self.electorate.layers[place])
        if sides.near:
            exact, poor, rich = self._solved(place, sides)
            if exact is None:
                raise ArithmeticError("a finalist was sold that its supporters cannot pay")
            sale = Sale(place, sides.poor + poor, sides.payers + self._weight(rich), exact)
            self._part(poor, rich, exact)
            off = abs(price - fine(exact)) + 1
        else:
            off = (self.electorate.heads[place] * self.error + self.electorate.mass[place]) // sides.payers + 1
        self.error += off * heaviest + 1
        self._sold[place] = len(self.sales)
        self.sales.append(sale)
        if self.error > self._worn:
            self._settle()

    def _take(self, place: int, price: int) -> Sides:
        fine, poor, near, payers = self.fine, list[int](), list[tuple[int, int]](), 0
        for layer in self.electorate.layers[place]:
            due, values, others = price * layer.weight, layer.pick(fine), len(poor) + len(near)
            least, most = due - NEAR, due + NEAR
            for bundle, value in zip(layer.bundles, values, strict=False):
                if value > most:
                    fine[bundle] = value - due
                elif value:
                    if value < least:
                        fine[bundle] = 0
                        poor.append(bundle)
                    else:
                        near.append((bundle, layer.weight))
            count = len(values) - values.count(0) - (len(poor) + len(near) - others)
            payers += count * layer.times * layer.weight
        return Sides(poor, near, payers)

    def _part(self, poor: Iterable[int], rich: Iterable[tuple[int, int]], price: Fraction) -> None:
        """Those near the price pay it exactly."""
        for bundle in poor:
            self.fine[bundle] = 0
        for bundle, weight in rich:
            left = self.value(bundle) - price * weight
            self.fine[bundle] = max(1, fine(left)) if left else 0

    def price_of(self, place: int, around: int | None) -> Fraction | None:
        """The exact price at which this finalist's supporters can pay for it now; None when they cannot.

        `around` is a price (fine) within what `error` allows, or None when even whether they can pay is in doubt.
        """
        sides = Sides([], [], 0)
        for layer in self.electorate.layers[place]:
            due = None if around is None else around * layer.weight
            for bundle in layer.bundles:
                value = self.fine[bundle]
                if not value:
                    continue
                if due is None or due - NEAR <= value <= due + NEAR:
                    sides.near.append((bundle, layer.weight))
                elif value < due:
                    sides.poor.append(bundle)
                else:
                    sides.payers += layer.times * layer.weight
        return self._solved(place, sides)[0]

    def _solved(self, place: int, sides: Sides) -> tuple[Fraction | None, list[int], list[tuple[int, int]]]:
        """The price, and those near it parted into who cannot pay it in full and who can."""
        rest = self.electorate.costs[place] - self.sum_of(sides.poor, len(self.sales))
        weight = sides.payers + self._weight(sides.near)
        ratios = {pair: self.value(pair[0]) / pair[1] for pair in sides.near}
        ordered = sorted(sides.near, key=ratios.__getitem__)
        for at, (bundle, own) in enumerate(ordered):
            if ratios[bundle, own] * weight >= rest:
                return Fraction(rest) / weight, [one for one, _ in ordered[:at]], ordered[at:]
            rest -= self.electorate.times[bundle] * self.value(bundle)
            weight -= self.electorate.times[bundle] * own
        return (Fraction(rest) / weight if weight else None), [one for one, _ in ordered], []

    def _weight(self, near: Iterable[tuple[int, int]]) -> int:
        return sum(self.electorate.times[bundle] * weight for bundle, weight in near)

    def value(self, bundle: int) -> Fraction:
        """What a bundle's voters have left, each and exactly. It must not be spent."""
        paid = tuple(
            (self._sold[place], weight) for place, weight in self.electorate.supports[bundle] if place in self._sold
        )
        if paid not in self._values:
            prices = self.prices()
            self._values[paid] = self.share - sum((prices[sale] * weight for sale, weight in paid), Fraction(0))
        return self._values[paid]

    def sum_of(self, bundles: Iterable[int], sales: int) -> Fraction:
        """What these bundles had together, exactly, after so many sales, when none of them was spent."""
        heads, paid = 0, Counter[int]()
        for bundle in bundles:
            times = self.electorate.times[bundle]
            heads += times
            for place, weight in self.electorate.supports[bundle]:
                sale = self._sold.get(place, sales)
                if sale < sales:
                    paid[sale] += times * weight
        if not heads:
            return Fraction(0)
        prices = self.prices(sales)
        return heads * self.share - sum((prices[sale] * weight for sale, weight in paid.items()), Fraction(0))

    def prices(self, sales: int | None = None) -> list[Fraction]:
        """The exact prices of the first so many sales, or of all."""
        wanted = self.sales if sales is None else self.sales[:sales]
        for at, sale in enumerate(wanted):
            if sale.price is None:
                rest = self.electorate.costs[sale.place] - self.sum_of(sale.spent, at)
                sale.price = rest / sale.payers
        return [sale.price for sale in wanted if sale.price is not None]

    def _settle(self) -> None:
        """Work out every purse from the exact prices, so that the error starts small again."""
        for bundle, value in enumerate(self.fine):
            if value:
                self.fine[bundle] = max(1, fine(self.value(bundle)))
        self.error = 1


def fine(amount: Fraction) -> int:
    """An amount of units as a fine one, rounded down."""
    return (amount.numerator << FINE) // amount.denominator
