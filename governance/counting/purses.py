"""What each bundle of voters has left during a run: as a float that is quick to compare and off by no more than `off`; and
exactly, worked out from the prices paid, wherever that much could hide a difference.

A bundle that is spent has exactly 0, every other one more than that. Exact prices have one denominator: they are whole
numbers of parts of a unit, which become finer with every sale.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import gcd

from governance.counting.bracket import Bracket
from governance.counting.electorate import Electorate

GRAIN = 2.0**-50  # eight times what one step of a float's arithmetic may lose, as a part of the amount
WORN = 2.0**-16  # as a part of the share, how far off purses may be before they are worked out anew
SMALLEST = sys.float_info.min
Spent = dict[int, list[int]]


@dataclass(slots=True)
class Sale:
    """What was sold to whom: those who gave all they had for it, by how many voters a bundle has; those too near the price
    to tell; and the weight of the others, who paid it in full.
    """

    place: int
    spent: Spent
    near: list[tuple[int, int]]
    payers: int


class Purses:
    """The money of all bundles during one run, and the sales so far. `off` also holds for each head in a sum of purses."""

    def __init__(self, electorate: Electorate, share: int) -> None:
        self.electorate = electorate
        self.share = share
        self.left = [float(share)] * len(electorate.times)
        self._first_off = share * GRAIN * (electorate.most_bundles + len(electorate.layers) + 16)
        self.off = self._first_off
        self._sales: list[Sale] = []
        self._priced = 0
        self._part = 1
        self._paid: dict[int, int] = {}

    def pay(self, place: int, price: Bracket) -> None:
        """Take the price from every supporter, or all that is left."""
        sale = self._take(place, price)
        if sale.near:
            self._tell_apart(sale, price.guess)
        else:
            spent = sum(times * len(bundles) for times, bundles in sale.spent.items())
            doubt = spent * self.off + self.electorate.heads[place] * self._first_off
            self._wear(place, doubt / sale.payers)
        self._sales.append(sale)
        if self.off > self.share * WORN:
            self._renew()

    def price_of(self, place: int, price: Bracket) -> Fraction | None:
        """The exact price at which its supporters can pay for it; None when they cannot."""
        before = self.left.copy()
        rest, weight, _, _ = self._parted(self._take(place, price))
        self.left = before
        return Fraction(rest, weight * self._part) if weight else None

    def _take(self, place: int, price: Bracket) -> Sale:
        """Take the guessed price from all that surely can pay it, and all they have from those that surely cannot."""
        left, spent, near, payers = self.left, Spent(), list[tuple[int, int]](), 0
        for layer in self.electorate.layers[place]:
            due, values, poor, others = price.guess * layer.weight, layer.pick(left), list[int](), len(near)
            lower, upper = price.least * layer.weight - self.off, price.most * layer.weight + self.off
            for bundle, value in zip(layer.bundles, values, strict=True):
                if value > upper:
                    left[bundle] = value - due
                elif value:
                    if value < lower:
                        left[bundle] = 0.0
                        poor.append(bundle)
                    else:
                        near.append((bundle, layer.weight))
            others = values.count(0.0) + len(poor) + len(near) - others
            payers += (len(values) - others) * layer.times * layer.weight
            spent.setdefault(layer.times, []).extend(poor)
        return Sale(place, spent, near, payers)

    def _tell_apart(self, sale: Sale, guess: float) -> None:
        """Let those near the price pay it exactly, or give all they have."""
        rest, weight, poor, rich = self._parted(sale)
        if not weight:
            raise ArithmeticError("a finalist was sold that its supporters cannot pay")
        price = Fraction(rest, weight * self._part)
        for bundle, own in rich:
            left = self._value(bundle) - price * own
            self.left[bundle] = max(SMALLEST, float(left)) if left else 0.0
        for bundle in poor:
            self.left[bundle] = 0.0
            sale.spent.setdefault(self.electorate.times[bundle], []).append(bundle)
        sale.payers, sale.near = weight, []
        self._wear(sale.place, abs(guess - float(price)))

    def _parted(self, sale: Sale) -> tuple[int, int, list[int], list[tuple[int, int]]]:
        """How many parts are left to pay for those who can in full, and their weight, 0 when there are none; and those near
        the price told apart: who cannot, and who can.
        """
        self._price()
        times = self.electorate.times
        rest = self.electorate.costs[sale.place] * self._part - self._parts_of(sale.spent)
        weight = sale.payers + sum(times[bundle] * own for bundle, own in sale.near)
        ratios = {pair: self._value(pair[0]) / pair[1] for pair in sale.near}
        ordered = sorted(sale.near, key=ratios.__getitem__)
        for at, (bundle, own) in enumerate(ordered):
            parts = self._parts(bundle)
            if parts * weight >= rest * own:
                return rest, weight, [one for one, _ in ordered[:at]], ordered[at:]
            rest -= times[bundle] * parts
            weight -= times[bundle] * own
        return rest, weight, [one for one, _ in ordered], []

    def _wear(self, place: int, error: float) -> None:
        """Everybody's purse may now be off by this much more for each unit of the price."""
        self.off += error * max(layer.weight for layer in self.electorate.layers[place]) + self.share * GRAIN

    def _renew(self) -> None:
        """Work out every purse from the exact prices."""
        self._price()
        paid = {support: parts / self._part for support, parts in self._paid.items()}
        for bundle, value in enumerate(self.left):
            if value:
                left = self.share - sum(paid.get(support, 0.0) for support in self.electorate.supports[bundle])
                self.left[bundle] = max(SMALLEST, left)
        self.off = self._first_off

    def _price(self) -> None:
        """Work out the exact prices of all sales that have none yet."""
        for sale in self._sales[self._priced :]:
            rest = self.electorate.costs[sale.place] * self._part - self._parts_of(sale.spent)
            shared = gcd(rest, sale.payers)
            finer, price = sale.payers // shared, rest // shared
            self._part *= finer
            self._paid = {support: paid * finer for support, paid in self._paid.items()}
            for layer in self.electorate.layers[sale.place]:
                self._paid[layer.weight * self.electorate.size + sale.place] = layer.weight * price
        self._priced = len(self._sales)

    def _value(self, bundle: int) -> Fraction:
        return Fraction(self._parts(bundle), self._part)

    def _parts(self, bundle: int) -> int:
        """What a bundle's voters have left, each and exactly, if it is not spent."""
        return self.share * self._part - sum(self._paid.get(support, 0) for support in self.electorate.supports[bundle])

    def _parts_of(self, bundles: Spent) -> int:
        """The same of many together: counted by how many paid each price."""
        whole, supports = 0, self.electorate.supports
        for times, some in bundles.items():
            paid = Counter(chain.from_iterable(map(supports.__getitem__, some)))
            parts = sum(self._paid.get(support, 0) * voters for support, voters in paid.items())
            whole += times * (len(some) * self.share * self._part - parts)
        return whole

    def sum_of(self, bundles: Iterable[int]) -> Fraction:
        """What these bundles have left together, exactly. None may be spent."""
        self._price()
        alike = Spent()
        for bundle in bundles:
            alike.setdefault(self.electorate.times[bundle], []).append(bundle)
        return Fraction(self._parts_of(alike), self._part)

    def prices(self) -> list[Fraction]:
        """The exact prices of all sales, in order."""
        self._price()
        weights = [(sale.place, self.electorate.layers[sale.place][0].weight) for sale in self._sales]
        paid = [(self._paid[weight * self.electorate.size + place], weight) for place, weight in weights]
        return [Fraction(parts, self._part * weight) for parts, weight in paid]
