"""One run of Equal Shares with a given share: again and again the finalist whose supporters can pay for it at the lowest
price for what it is worth to them is bought, until none can be paid for.

Supporters only get poorer, so an old price is a bound on the new one, and most finalists need not be asked again.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush

from governance.counting.electorate import Electorate
from governance.counting.purses import FINE, Purses, fine

RANK = 192
SIFTED = 4
Picked = tuple[int, int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Offer:
    """The best price found for a finalist now, fine; exact where it had to be worked out."""

    price: int
    slack: int
    exact: Fraction | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One step of a run. `high` bounds the winner's rank from above; `lows` bound everybody's, winner included, from
    below; `rank` and `among` are there when equals had to be told apart, `alike` when they can never differ.
    """

    place: int
    high: int
    lows: dict[int, int]
    rank: Fraction | None = None
    among: tuple[int, ...] = ()
    alike: bool = False

    @property
    def rival(self) -> int | None:
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
        self._rates = {place: _rate(electorate.values[place]) for place in electorate.layers}
        self._guesses: dict[int, int] = {}
        self._offers: dict[int, Offer] = {}
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
            self.purses.pay(choice.place, self._offers[choice.place].price)

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
        heap, step, ready = self._heap, len(self.choices), list[tuple[int, int]]()
        best: int | None = None
        while heap and (best is None or heap[0][0] <= best):
            low, place, at = heappop(heap)
            if place not in self.payable:
                continue
            if at == step:
                high = self._high(place)
                best = high if best is None else min(best, high)
                ready.append((low, place))
            else:
                cut = min((bound for bound in (best, heap[0][0] if heap else None) if bound is not None), default=None)
                self._ask(place, low, cut)
        return self._decided(ready) if ready else None

    def _decided(self, ready: list[tuple[int, int]]) -> Choice:
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

    def _ask(self, place: int, low: int, cut: int | None) -> None:
        """Find this finalist's price now, or a bound above `cut`, and put it back; nothing when it cannot be paid for."""
        picked, doubt, rate, around = self._picked(place), self._doubt(place), self._rates[place], None
        start = max(self._guesses.get(place, 0), low // (rate + 1))
        price, weight, settled = self._climbed(place, picked, start, None if cut is None else cut // rate + 1)
        if weight:
            around = self._guesses[place] = price
            low = max(low, (price - doubt // weight - 2) * rate)
            if not settled:
                heappush(self._heap, (low, place, -1))
                return
            slack = doubt + self.electorate.mass[place]
            if any(max(values) >= (price + slack) * own + self.purses.error for _, own, values in picked):
                self._offers[place] = Offer(price, slack, None)
                heappush(self._heap, (low, place, len(self.choices)))
                return
        self._ask_exactly(place, low, around, self._spare(place, picked), doubt)

    def _ask_exactly(self, place: int, low: int, around: int | None, spare: int, doubt: int) -> None:
        exact = None if spare < -doubt else self.purses.price_of(place, around if spare >= doubt else None)
        if exact is None:
            self.payable.discard(place)
            return
        self._offers[place] = Offer(fine(exact), 1, exact)
        heappush(self._heap, (max(low, fine(exact) * self._rates[place]), place, len(self.choices)))

    def _picked(self, place: int) -> list[Picked]:
        fines = self.purses.fine
        return [(layer.times, layer.weight, layer.pick(fines)) for layer in self.electorate.layers[place]]

    def _doubt(self, place: int) -> int:
        """How far the sum of its supporters' purses may be off."""
        return self.electorate.heads[place] * self.purses.error

    def _spare(self, place: int, picked: list[Picked]) -> int:
        """What its supporters have together beyond its cost."""
        return sum(times * sum(values) for times, _, values in picked) - (self.electorate.costs[place] << FINE)

    def _climbed(self, place: int, picked: list[Picked], price: int, cut: int | None) -> tuple[int, int, bool]:
        """The price at which these purses pay, found from below: whoever cannot pay it in full gives all they have, and
        the others share the rest. Also the weight of these others, 0 when nobody is left; and False when it only got as
        far as above `cut`.
        """
        cost, mass, rising = self.electorate.costs[place] << FINE, self.electorate.mass[place], False
        while True:
            rest, weight = cost, mass
            for times, own, values in picked:
                due = price * own
                poor = [value for value in values if value < due]
                if poor:
                    rest -= times * sum(poor)
                    weight -= times * own * len(poor)
            if not weight and rising:
                return price, 0, True
            following = rest // weight if weight else 0
            if weight and (following == price or (following < price and rising)):
                return price, weight, True
            price, rising = following, True
            if weight and cut is not None and price > cut:
                return price, weight, False

    def _first_low(self, place: int) -> int:
        return ((self.electorate.costs[place] << FINE) // self.electorate.mass[place]) * self._rates[place]

    def _high(self, place: int) -> int:
        offer = self._offers[place]
        return (offer.price + offer.slack) * (self._rates[place] + 1)

    def _exact(self, place: int) -> Fraction:
        offer = self._offers[place]
        exact = self.purses.price_of(place, offer.price) if offer.exact is None else offer.exact
        if exact is None:
            raise ArithmeticError("an offer that nobody can pay")
        return exact


def _rate(value: int) -> int:
    """What turns a price into a rank, the price for each unit of what it is worth: rounded down."""
    return (1 << RANK) // value
