"""Follow-the-leader: several accounts choose the same concepts in the same order within hours of each other. Each reader is
shown the concepts in an order of their own, so that honest people seldom do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from math import prod

from ideas.holds.detector.chance import at_least_events
from ideas.holds.detector.facts import Crowd, Suspicion
from ideas.holds.detector.thresholds import (
    ALIKE_IN_A_ROW,
    FOLLOWING_CHANCE,
    FOLLOWING_WITHIN,
    SMALLEST_GROUP,
    TASTE,
)
from ideas.holds.reason import HoldReason

Row = tuple[int, ...]


def following(crowd: Crowd) -> list[Suspicion]:
    """The groups that chose the same row of concepts close together, the largest first."""
    times = sorted(at for voter in crowd.voters for _, at in voter.choices)
    if not times:
        return []
    found = []
    for row, done in _rows(crowd).items():
        if len(done) < SMALLEST_GROUP:
            continue
        by_chance = _by_chance(crowd, row, len(times)) * TASTE
        members, most = _close_together(sorted(done), by_chance, times)
        if members:
            facts = {"concepts": list(row), "alike": len(members), "hours": FOLLOWING_WITHIN // 3600, "most": most}
            found.append(Suspicion(HoldReason.FOLLOW_THE_LEADER, frozenset(members), facts))
    return sorted(found, key=lambda suspicion: -len(suspicion.members))


def _by_chance(crowd: Crowd, row: Row, choices: int) -> float:
    """How often chance gives this row: in order anywhere in somebody's choices, or as the whole of a ballot."""
    if crowd.ordered:
        total = crowd.chose.total()
        return choices * prod(crowd.chose[concept] / total for concept in row)
    return len(crowd.voters) * prod(crowd.chose[concept] / crowd.size for concept in row)


def _rows(crowd: Crowd) -> dict[Row, list[tuple[int, int]]]:
    """For each row of concepts chosen one after another: (when it began, who). A ballot is one row, in whatever order."""
    rows: defaultdict[Row, list[tuple[int, int]]] = defaultdict(list)
    for voter in crowd.voters:
        size = ALIKE_IN_A_ROW if crowd.ordered else max(ALIKE_IN_A_ROW, len(voter.choices))
        for place in range(len(voter.choices) - size + 1):
            piece = voter.choices[place : place + size]
            rows[tuple(concept for concept, _ in piece)].append((piece[0][1], voter.id))
    return rows


def _close_together(done: list[tuple[int, int]], by_chance: float, times: list[int]) -> tuple[set[int], int]:
    members: set[int] = set()
    last = most = 0
    for first, (begun, _) in enumerate(done):
        end = begun + FOLLOWING_WITHIN
        while last < len(done) and done[last][0] <= end:
            last += 1
        if last - first < SMALLEST_GROUP:
            continue
        busy = (bisect_right(times, end) - bisect_right(times, begun - 1)) / len(times)
        if at_least_events(last - first, by_chance * busy) < FOLLOWING_CHANCE:
            members |= {who for _, who in done[first:last]}
            most = max(most, last - first)
    return members, most
