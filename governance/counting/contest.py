"""What is to be counted: finalists, votes and the money or places there are. Equal votes stand once, with how many cast
them, and nothing in a contest tells who did.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

C = TypeVar("C", bound=Hashable)


class BallotKind(StrEnum):
    """How a ballot is filled in: what is approved, points given, or an order of preference."""

    APPROVAL = "approval"
    POINTS = "points"
    RANKED = "ranked"


class TieRule(StrEnum):
    """What decides among equals: the cheaper and then the draw, or the ids compared as text."""

    CHEAPER_THEN_DRAWN = "cheaper-then-drawn"
    BY_ID = "by-id"


@dataclass(frozen=True, slots=True)
class Finalist(Generic[C]):
    """One that may be voted for. Cost is in whole minor units, or 1 for a place; `drawn` is its place in the draw."""

    key: C
    cost: int = 1
    drawn: int = 0
    standing: bool = True


@dataclass(frozen=True, slots=True)
class Vote(Generic[C]):
    """One way to fill in a ballot and how many did so. Ranked choices come best first, points run beside the choices.

    Ranked ballots counted by points (most votes first) bring them too: 3, 2, 1.
    """

    choices: tuple[C, ...]
    points: tuple[int, ...] = ()
    times: int = 1


@dataclass(frozen=True)
class Contest(Generic[C]):
    """Everything a rule may look at. The budget is in minor units, or the number of places when `in_places`.

    `step` is what one increment of add1 adds to each voter's share, in minor units; in places it is a hundredth of one.
    Raises ValueError when a finalist is named twice, a cost or count is not positive, or a vote cannot be.
    """

    finalists: tuple[Finalist[C], ...]
    votes: tuple[Vote[C], ...]
    budget: int
    kind: BallotKind = BallotKind.APPROVAL
    tie_rule: TieRule = TieRule.CHEAPER_THEN_DRAWN
    in_places: bool = False
    step: int = 100

    def __post_init__(self) -> None:
        if self.budget < 1:
            raise ValueError("there is nothing to win")
        if len(self.place_of) != len(self.finalists):
            raise ValueError("a finalist is named twice")
        if any(finalist.cost < 1 for finalist in self.finalists):
            raise ValueError("a finalist costs nothing")
        for vote in self.votes:
            self._check(vote)

    def _check(self, vote: Vote[C]) -> None:
        if vote.times < 1:
            raise ValueError("a vote that nobody cast")
        if len(set(vote.choices)) != len(vote.choices):
            raise ValueError("a vote names a finalist twice")
        for choice in vote.choices:
            if choice not in self.place_of:
                raise ValueError(f"a vote names {choice!r}, which is no finalist")
        if len(vote.points) != len(vote.choices) and (vote.points or self.kind is BallotKind.POINTS):
            raise ValueError("a vote has more or fewer points than choices")
        if any(points < 0 for points in vote.points):
            raise ValueError("a vote gives negative points")

    @cached_property
    def place_of(self) -> dict[C, int]:
        """Each finalist's place in `finalists`."""
        return {finalist.key: place for place, finalist in enumerate(self.finalists)}

    @cached_property
    def ballots(self) -> int:
        """How many ballots were cast."""
        return sum(vote.times for vote in self.votes)


def grouped(votes: Iterable[Vote[C]]) -> tuple[Vote[C], ...]:
    """Equal votes put together, in the order each was first met."""
    times: Counter[tuple[tuple[C, ...], tuple[int, ...]]] = Counter()
    for vote in votes:
        times[vote.choices, vote.points] += vote.times
    return tuple(Vote(choices, points, count) for (choices, points), count in times.items())
