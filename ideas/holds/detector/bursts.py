"""Sign-up burst and one target: among the accounts opened within one span, far more chose a concept, or that concept alone,
than of the others. A launch or an article brings a wave of sign-ups too; its people spread over the concepts like the crowd.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ideas.holds.detector.chance import at_least
from ideas.holds.detector.facts import Crowd, Suspicion, Voter, choosers
from ideas.holds.detector.thresholds import (
    BURST_CHANCE,
    BURST_WINDOWS,
    DAY,
    HOUR,
    SMALLEST_BURST,
    SMALLEST_TARGETING,
    TARGET_WINDOWS,
)
from ideas.holds.reason import HoldReason


@dataclass(frozen=True)
class Kin:
    """Those whose sign-ups are compared: the ones who chose a concept, with how many of all did so."""

    theirs: list[Voter]
    chose: int
    voters: int
    joins: Sequence[int]


def bursts(crowd: Crowd) -> list[Suspicion]:
    """The short spans of sign-ups in which too many chose alike, by concept."""
    found = _found(HoldReason.SIGN_UP_BURST, crowd, _single(crowd), crowd.chose_only, BURST_WINDOWS[:1])
    return found + _found(HoldReason.SIGN_UP_BURST, crowd, crowd.voters, crowd.chose, BURST_WINDOWS)


def targets(crowd: Crowd) -> list[Suspicion]:
    """The days in which too many joined who chose one concept and nothing else."""
    return _found(HoldReason.ONE_TARGET, crowd, _single(crowd), crowd.chose_only, TARGET_WINDOWS)


def _single(crowd: Crowd) -> list[Voter]:
    return [voter for voter in crowd.voters if len(voter.choices) == 1]


def _found(
    reason: HoldReason,
    crowd: Crowd,
    among: Sequence[Voter],
    counts: Counter[int],
    spans: Sequence[int],
) -> list[Suspicion]:
    """What the spans show, the most improbable concept first, so that who followed one ring is not blamed for another."""
    joins = sorted(voter.joined for voter in crowd.voters)
    found = []
    for concept, theirs in choosers(among).items():
        kin = Kin(sorted(theirs, key=lambda voter: voter.joined), counts[concept], crowd.size, joins)
        for span in spans:
            chance, members, most, of = _unlikely(kin, span)
            if members:
                facts = {"concept": concept, "alike": len(members), "hours": span // HOUR, "most": most, "joined": of}
                found.append((chance, Suspicion(reason, members, facts)))
                break
    return [suspicion for _, suspicion in sorted(found, key=lambda pair: pair[0])]


def _unlikely(kin: Kin, span: int) -> tuple[float, frozenset[int], int, int]:
    """The members of all windows of this span that chance does not explain, and the least likely of those."""
    members: set[int] = set()
    least, most, of = 1.0, 0, 0
    for first, last, within in _windows(kin, span):
        together = last - first
        share = (kin.chose - together + 1) / (kin.voters - within + 2)
        if together <= 2 * share * within:
            continue
        chance = at_least(together, within, share)
        if chance < BURST_CHANCE:
            members |= {voter.id for voter in kin.theirs[first:last]}
            least, most, of = min((least, most, of), (chance, together, within))
    return least, frozenset(members), most, of


def _windows(kin: Kin, span: int) -> list[tuple[int, int, int]]:
    """Each window that begins with one of theirs and holds enough: (first, one past the last, all who joined in it)."""
    windows, last = [], 0
    smallest = SMALLEST_TARGETING if span > DAY else SMALLEST_BURST
    for first, voter in enumerate(kin.theirs):
        end = voter.joined + span
        while last < len(kin.theirs) and kin.theirs[last].joined <= end:
            last += 1
        if last - first >= smallest:
            within = bisect_right(kin.joins, end) - bisect_right(kin.joins, voter.joined - 1)
            windows.append((first, last, within))
    return windows
