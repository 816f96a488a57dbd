"""The looks at a round's votes, the most telling first. Each asks the same: does this group choose alike more than the other
voters would by chance? Who is found by one look is out of the next, so that a ring does not make the crowd look odd.
"""

from __future__ import annotations

from collections.abc import Callable

from ideas.holds.detector.bursts import bursts, targets
from ideas.holds.detector.facts import Crowd, Suspicion
from ideas.holds.detector.following import following
from ideas.holds.detector.networks import networks, pockets

LOOKS: tuple[Callable[[Crowd], list[Suspicion]], ...] = (
    networks,
    following,
    bursts,
    pockets,
    targets,
)


def suspicions(crowd: Crowd, already: frozenset[int] = frozenset()) -> list[Suspicion]:
    """Every suspicion among these votes; a voter stands in the first that finds them, those `already` held in none."""
    found: list[Suspicion] = []
    rest = crowd
    for look in LOOKS:
        seen: set[int] = set()
        for suspicion in look(rest):
            fresh = suspicion.members - seen
            seen |= fresh
            if fresh - already:
                found.append(Suspicion(suspicion.reason, frozenset(fresh - already), suspicion.facts))
        rest = rest.without(seen) if seen else rest
    return found
