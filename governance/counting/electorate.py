"""Who supports what, laid out for Equal Shares: voters with the same supports stand in one bundle, and money is counted in
units in which every cost and every share is a whole number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from operator import itemgetter

from governance.counting.contest import BallotKind, C, Contest
from governance.counting.rule import Rule, Utility
from governance.counting.tally import Tally, weighted

Supports = tuple[int, ...]
Pick = Callable[[Sequence[float]], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Layer:
    """The bundles that support one finalist with the same weight and number of voters; `pick` takes their values."""

    times: int
    weight: int
    bundles: tuple[int, ...]
    pick: Pick


@dataclass(frozen=True)
class Electorate:
    """`supports` and `times` go by bundle; `layers`, `mass` (votes times weights) and `heads` (votes) by finalist.

    One support is one number, `weight * size + place`: there are millions of them.
    `layers` may know only some of `running`, those that can win with the shares at hand.
    `costs`, `first` (a voter's share) and `step` (what add1 adds to it) are in units, `scale` to the contest's unit.
    """

    size: int
    running: tuple[int, ...]
    supports: list[Supports]
    times: list[int]
    layers: dict[int, list[Layer]]
    mass: dict[int, int]
    heads: dict[int, int]
    costs: dict[int, int]
    values: dict[int, int]
    ties: tuple[int, ...]
    first: int
    step: int
    scale: int
    by_points: bool = False

    @cached_property
    def alike(self) -> dict[int, int]:
        """Finalists with the same cost and the same supporters share a number: their prices are always equal."""
        found: dict[object, int] = {}
        same = {
            place: (self.costs[place], tuple((layer.times, layer.weight, layer.bundles) for layer in layers))
            for place, layers in self.layers.items()
        }
        return {place: found.setdefault(key, len(found)) for place, key in same.items()}

    @cached_property
    def most_bundles(self) -> int:
        """How many bundles the finalist has that most support."""
        return max((sum(len(layer.bundles) for layer in layers) for layers in self.layers.values()), default=0)

    def payable(self, increments: int) -> set[int]:
        """Those whose supporters could pay with all their first shares; with smaller shares no other can ever win."""
        share = self.share(increments)
        return {place for place in self.running if self.heads[place] * share >= self.costs[place]}

    def only(self, places: set[int]) -> Electorate:
        """The same electorate seen by these alone; voters whom nothing else tells apart stand in one bundle."""
        counted: Counter[Supports] = Counter()
        for supported, voters in zip(self.supports, self.times, strict=True):
            counted[tuple(support for support in supported if support % self.size in places)] += voters
        supports, times = _bundled(counted)
        layers = _layers(sorted(places), supports, times, self.size)
        return replace(self, supports=supports, times=times, layers=layers)

    def share(self, increments: int) -> int:
        """What each voter starts with after so many increments, in units."""
        return self.first + increments * self.step

    def money(self, units: Fraction | int) -> Fraction:
        """An amount in the contest's own unit."""
        return Fraction(units) / self.scale


def electorate(contest: Contest[C], rule: Rule, tally: Tally) -> Electorate:
    """The contest laid out. There must be a ballot. Of what cannot win nothing is kept but that its voters have shares."""
    size, running = len(contest.finalists), tuple(tally.running())
    supports, times = _bundles(contest, set(running))
    sharers = contest.ballots
    scale = 100 * sharers if contest.in_places else sharers
    by_points = contest.kind is not BallotKind.APPROVAL
    by_cost = rule.utility is Utility.COST and not by_points
    costs = {place: contest.finalists[place].cost * scale for place in running}
    return Electorate(
        size=size,
        running=running,
        supports=supports,
        times=times,
        layers=_layers(running, supports, times, size),
        mass={place: tally.scores[place] for place in running},
        heads={place: tally.votes[place] for place in running},
        costs=costs,
        values=costs if by_cost else dict.fromkeys(running, 1),
        ties=tally.ties,
        first=contest.budget * (scale // sharers),
        step=1 if contest.in_places else contest.step * sharers,
        scale=scale,
        by_points=by_points,
    )


def _bundles(contest: Contest[C], running: set[int]) -> tuple[list[Supports], list[int]]:
    """Equal supports together, then split so that every bundle's number of voters is a power of two: few layers."""
    counted: Counter[Supports] = Counter()
    size = len(contest.finalists)
    for vote in contest.votes:
        pairs = weighted(contest, vote)
        supported = tuple(sorted(weight * size + place for place, weight in pairs if place in running))
        counted[supported] += vote.times
    return _bundled(counted)


def _bundled(counted: Counter[Supports]) -> tuple[list[Supports], list[int]]:
    supports, times = list[Supports](), list[int]()
    for supported, count in counted.items():
        for bit in range(count.bit_length() if supported else 0):
            if count >> bit & 1:
                supports.append(supported)
                times.append(1 << bit)
    return supports, times


def _layers(running: Sequence[int], supports: list[Supports], times: list[int], size: int) -> dict[int, list[Layer]]:
    found: dict[int, dict[tuple[int, int], list[int]]] = {place: {} for place in running}
    for bundle, supported in enumerate(supports):
        for support in supported:
            weight, place = divmod(support, size)
            found[place].setdefault((times[bundle], weight), []).append(bundle)
    return {
        place: [Layer(*key, tuple(bundles), _picker(bundles)) for key, bundles in sorted(layers.items())]
        for place, layers in found.items()
    }


def _picker(bundles: list[int]) -> Pick:
    if len(bundles) == 1:
        only = bundles[0]
        return lambda values: (values[only],)
    return itemgetter(*bundles)
