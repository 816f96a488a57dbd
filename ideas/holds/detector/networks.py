"""Shared network: accounts opened from one network (/24 or /56), or from several small ones, that choose one concept far more
often than the others do. A household, an office or a phone company shares a network too; its people choose like the crowd.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ideas.holds.detector.chance import at_least, at_least_events
from ideas.holds.detector.facts import Crowd, Suspicion, Voter, choosers
from ideas.holds.detector.thresholds import (
    KINSHIP,
    NETWORK_CHANCE,
    ODD_POCKET,
    POCKETS_CHANCE,
    SMALLEST_GROUP,
    SMALLEST_POCKET,
)
from ideas.holds.reason import HoldReason

Group = Sequence[Voter]


def networks(crowd: Crowd) -> list[Suspicion]:
    """The groups of one network that chose alike: of each its least likely concept."""
    return [found for group in _neighbours(crowd.voters, SMALLEST_GROUP) for found in _alike(crowd, group)]


def pockets(crowd: Crowd) -> list[Suspicion]:
    """The concepts chosen together in more small networks than chance allows, with those networks' choosers."""
    groups = _neighbours(crowd.voters, SMALLEST_POCKET)
    found = []
    for concept, chosen in crowd.chose.items():
        share = _elsewhere(crowd, groups, concept, chosen)
        members, odd, expected = _odd_pockets(groups, concept, share)
        if odd >= 2 and at_least_events(odd, expected * KINSHIP) < POCKETS_CHANCE:
            facts = {"concept": concept, "alike": len(members), "networks": odd, "others_percent": round(100 * share)}
            found.append(Suspicion(HoldReason.SHARED_NETWORK, frozenset(members), facts))
    return found


def _elsewhere(crowd: Crowd, groups: Sequence[Group], concept: int, chosen: int) -> float:
    """The share that chose it outside of networks where at least a pocket did."""
    choosers = [(len(group), sum(concept in voter.concepts for voter in group)) for group in groups]
    inside = [(size, number) for size, number in choosers if number >= SMALLEST_POCKET]
    people, number = sum(size for size, _ in inside), sum(number for _, number in inside)
    return (chosen - number + 1) / (crowd.size - people + 2)


def _neighbours(watched: Iterable[Voter], smallest: int) -> list[Group]:
    groups: defaultdict[str, list[Voter]] = defaultdict(list)
    for voter in watched:
        if voter.network is not None:
            groups[voter.network].append(voter)
    return [group for group in groups.values() if len(group) >= smallest]


def _alike(crowd: Crowd, group: Group) -> list[Suspicion]:
    found = []
    others = crowd.size - len(group)
    for concept, theirs in choosers(group).items():
        if len(theirs) < SMALLEST_GROUP:
            continue
        share = (crowd.chose[concept] - len(theirs) + 1) / (others + 2)
        chance = at_least(len(theirs), len(group), share)
        if chance < NETWORK_CHANCE:
            facts = {
                "concept": concept,
                "alike": len(theirs),
                "group": len(group),
                "others_percent": round(100 * share),
            }
            members = frozenset(voter.id for voter in theirs)
            found.append((chance, Suspicion(HoldReason.SHARED_NETWORK, members, facts)))
    return [suspicion for _, suspicion in sorted(found, key=lambda pair: pair[0])[:1]]


def _odd_pockets(groups: Sequence[Group], concept: int, share: float) -> tuple[set[int], int, float]:
    """Who chose it in the networks where it is oddly common, how many these are, and how many chance would give."""
    members: set[int] = set()
    odd, expected = 0, 0.0
    enough: dict[int, tuple[int, float]] = {}
    for group in groups:
        size = len(group)
        if size not in enough:
            enough[size] = _oddly_many(size, share)
        least, chance = enough[size]
        expected += chance
        theirs = [voter.id for voter in group if concept in voter.concepts]
        if len(theirs) >= least:
            odd += 1
            members.update(theirs)
    return members, odd, expected


def _oddly_many(size: int, share: float) -> tuple[int, float]:
    """The least number of choosers in a network of this size that is odd, and how probable so many are by chance."""
    for number in range(SMALLEST_POCKET, size + 1):
        chance = at_least(number, size, share)
        if chance < ODD_POCKET:
            return number, chance
    return size + 1, 0.0
