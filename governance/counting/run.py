"""One run of Equal Shares with a given share: again and again the finalist whose supporters can pay for it at the lowest
price for what it is worth to them is bought, until none can be paid for.

Supporters only get poorer, so an old price is a bound on the new one, and most finalists need not be asked again.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import inf

from governance.counting.bracket import UNKNOWN, Bracket, Picked, bracket
from governance.counting.electorate import Electorate
from governance.counting.purses import Purses

DOWN, UP = 1 - 2.0**-48, 1 + 2.0**-48  # more than a few steps of a float's arithmetic may lose
ABOVE = 1 + 2.0**-45  # so far above a bound that it still is after some of these
SIFTED = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One step of a run. `high` bounds the winner's rank from above; `lows` bound everybody's, winner included, from
    below; `rank` and `among` are there when equals had to be told apart, `alike` when they can never differ.
    """

    place: int
    high: float
    lows: dict[int, float]
    rank: Fraction | None = None
    among: tuple[int, ...] = ()
    alike: bool = False

    @property
    def rival(self) -> float | None:
        """The lowest bound among those that were neither chosen nor its exact equals."""
        others = [low for place, low in self.lows.items() if place != self.place and place not in self.among]
        return min(others, default=None)


class Run:
    """A finished run. `guide` is one with larger shares: while both buy the same, its bounds hold here too.

    With a budget (in units) the run ends as soon as it is sure to keep within it and to leave room for one that cannot be
    paid for; then it is `open`, and its choices are only the first.
    """

    def __init__(
        self, electorate: Electorate, increments: int, guide: Run | None = None, budget: int | None = None
    ) -> None:
        self.electorate = electorate
        self.increments = increments
        self.purses = Purses(electorate, electorate.share(increments))
        self.choices: list[Choice] = []
        self._offers: dict[int, Bracket] = {}
        self._heap = [(self._first_low(place), place, -1) for place in electorate.layers]
        heapify(self._heap)
        self.open = False
        self.payable = set(electorate.layers)
        self._unsifted = deque(sorted(electorate.layers, key=electorate.costs.__getitem__, reverse=True))
        self._go(guide, budget, None)

    def go_on(self, steps: int, guide: Run | None) -> None:
        """Choose on from where it stood open until there are so many choices, or none is left."""
        self._go(guide, None, steps)

    @property
    def winners(self) -> list[int]:
        """Who was bought, in order."""
        return [choice.place for choice in self.choices]

    def _go(self, guide: Run | None, budget: int | None, steps: int | None) -> None:
        while self._heap and (steps is None or len(self.choices) < steps):
            if guide is not None:
                self._follow(guide)
            self._sift(SIFTED if guide is None else 1)
            if budget is not None and self._leaves_room(budget):
                self.open = True
                return
            choice = self._choose()
            if choice is None:
                return
            step = len(self.choices)
            if guide is not None and (step == len(guide.choices) or guide.choices[step].place != choice.place):
                guide = None
            self.choices.append(choice)
            self.purses.pay(choice.place, self._offers[choice.place])

    def _follow(self, guide: Run) -> None:
        """Raise the bounds to the guide's. Whom nobody can pay for with more money is out."""
        step = len(self.choices)
        if step < len(guide.choices):
            lows = guide.choices[step].lows
            self._heap = [(max(low, lows.get(place, 0)), place, at) for low, place, at in self._heap]
            heapify(self._heap)
            self.payable &= lows.keys() | {choice.place for choice in self.choices}
        else:
            self.payable &= guide.payable

    def _leaves_room(self, budget: int) -> bool:
        """Whether even with all that can still be paid for there is room for one that cannot."""
        costs = self.electorate.costs
        most = sum(costs[place] for place in self.payable)
        return any(most + cost <= budget for place, cost in costs.items() if place not in self.payable)

    def _sift(self, most: int) -> None:
        """Look for what can no longer be paid for, the dearest first, on past the last one that still could."""
        waiting, bought, passed = self._unsifted, {choice.place for choice in self.choices}, 0
        while waiting and passed < most:
            place = waiting.popleft()
            if place in self.payable and place not in bought:
                if self._spare(place, self._picked(place)) < -self._doubt(place):
                    self.payable.discard(place)
                else:
                    waiting.append(place)
                    passed += 1

    def _choose(self) -> Choice | None:
        """The next to buy: everybody is asked whose bound is not above the best offer."""
        heap, step, ready = self._heap, len(self.choices), list[tuple[float, int]]()
        best = inf
        while heap and heap[0][0] <= best:
            low, place, at = heappop(heap)
            if place not in self.payable:
                continue
            if at == step:
                best = min(best, self._high(place))
                ready.append((low, place))
            else:
                self._ask(place, low, min(best, heap[0][0]) if heap else best)
        return self._decided(ready) if ready else None

    def _decided(self, ready: list[tuple[float, int]]) -> Choice:
        step, rank, among = len(self.choices), None, tuple[int, ...]()
        place = ready[0][1]
        if len(ready) > 1:
            ranks = {one: self._exact(one) / self.electorate.values[one] for _, one in ready}
            rank = min(ranks.values())
            equals = sorted((one for one in ranks if ranks[one] == rank), key=self.electorate.ties.__getitem__)
            place, among = equals[0], tuple(equals) if len(equals) > 1 else ()
        lows = {one: low for low, one, _ in self._heap if one in self.payable} | {one: low for low, one in ready}
        for low, one in ready:
            if one != place:
                heappush(self._heap, (low, one, step))
        alike = len({self.electorate.alike[one] for one in among}) == 1
        return Choice(place, self._high(place), lows, rank if among else None, among, alike)

    def _ask(self, place: int, low: float, cut: float) -> None:
        """Find this finalist's price now, or that its rank is above `cut`, and put it back unless it cannot be paid for."""
        picked, doubt, value = self._picked(place), self._doubt(place), self.electorate.values[place]
        spare = self._spare(place, picked)
        if spare < -doubt:
            self.payable.discard(place)
            return
        offer = bracket(picked, spare, doubt, low * value * DOWN, cut * value * ABOVE)
        if offer is None:
            exact = self.purses.price_of(place, UNKNOWN)
            if exact is None:
                self.payable.discard(place)
                return
            offer = Bracket(float(exact) * DOWN, float(exact), float(exact) * UP, exact)
        self._offers[place] = offer
        at = -1 if offer.most == inf else len(self.choices)
        heappush(self._heap, (max(low, offer.least / value * DOWN), place, at))

    def _picked(self, place: int) -> Picked:
        left = self.purses.left
        return [(layer.times, layer.weight, layer.pick(left)) for layer in self.electorate.layers[place]]

    def _doubt(self, place: int) -> float:
        """How far the sum of its supporters' purses may be off."""
        return self.electorate.heads[place] * self.purses.off

    def _spare(self, place: int, picked: Picked) -> float:
        """What its supporters have together beyond its cost."""
        return sum(times * sum(values) for times, _, values in picked) - self.electorate.costs[place]

    def _first_low(self, place: int) -> float:
        costs, mass, value = self.electorate.costs, self.electorate.mass, self.electorate.values
        return costs[place] / (mass[place] * value[place]) * DOWN

    def _high(self, place: int) -> float:
        return self._offers[place].most / self.electorate.values[place] * UP

    def _exact(self, place: int) -> Fraction:
        offer = self._offers[place]
        exact = offer.exact or self.purses.price_of(place, offer)
        if exact is None:
            raise ArithmeticError("an offer that nobody can pay")
        return exact
