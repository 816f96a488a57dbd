"""What the detector knows of one voter: when the account was opened, from which network if that is still kept, whether it
ever did anything else here, and what it chose in which order. No name, no address, no words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ideas.holds.reason import HoldReason


@dataclass(frozen=True, slots=True)
class Voter:
    """One account's votes of one kind in one round. Moments are in seconds since 1970; `choices` are in time's order."""

    id: int
    joined: int
    network: str | None
    settled: bool
    choices: tuple[tuple[int, int], ...]

    @property
    def concepts(self) -> tuple[int, ...]:
        """What it chose, in order."""
        return tuple(concept for concept, _ in self.choices)


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A group of voters whose votes are improbable by chance, and the numbers that say so."""

    reason: HoldReason
    members: frozenset[int]
    facts: dict[str, Any]


@dataclass(frozen=True)
class Crowd:
    """All voters of one kind in one round: those watched one by one, all others as numbers. `ordered` says whether the
    order of choices is their own (supports) or the paper's (ballots)."""

    voters: Sequence[Voter]
    size: int
    chose: Counter[int] = field(default_factory=Counter)
    chose_only: Counter[int] = field(default_factory=Counter)
    ordered: bool = True

    @classmethod
    def of(cls, voters: Iterable[Voter], ordered: bool = True) -> Crowd:
        """The crowd of these voters. Those without a choice are left out, settled ones are counted but not watched."""
        choosing = [voter for voter in voters if voter.choices]
        crowd = cls([voter for voter in choosing if not voter.settled], len(choosing), ordered=ordered)
        for voter in choosing:
            crowd.count(voter, 1)
        return crowd

    def count(self, voter: Voter, step: int) -> None:
        """Add one voter's choices to the numbers, or with -1 take them off."""
        for concept in set(voter.concepts):
            self.chose[concept] += step
        if len(voter.choices) == 1:
            self.chose_only[voter.concepts[0]] += step

    def without(self, gone: Collection[int]) -> Crowd:
        """The crowd less those voters (ids)."""
        staying = [voter for voter in self.voters if voter.id not in gone]
        size = self.size - (len(self.voters) - len(staying))
        rest = Crowd(staying, size, Counter(self.chose), Counter(self.chose_only), self.ordered)
        for voter in self.voters:
            if voter.id in gone:
                rest.count(voter, -1)
        return rest


def choosers(among: Iterable[Voter]) -> dict[int, list[Voter]]:
    """Who of these chose each concept."""
    found: defaultdict[int, list[Voter]] = defaultdict(list)
    for voter in among:
        for concept in set(voter.concepts):
            found[concept].append(voter)
    return found
