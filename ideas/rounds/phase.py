"""The phase of a round is computed from its timetable and the clock; nothing has to be flipped for it to be right.

A phase begins at its moment and ends just before the next: at `closes_at` itself the round is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Phase(StrEnum):
    """Where a round stands, in the order in which it passes through."""

    ANNOUNCED = "announced"
    PROPOSING = "proposing"
    REFINING = "refining"
    BALLOTING = "balloting"
    CLOSED = "closed"


ORDER = tuple(Phase)
HEARING = (Phase.PROPOSING, Phase.REFINING)  # while concepts are supported


@dataclass(frozen=True, slots=True)
class Timetable:
    """The four moments of a round, aware UTC, none before the one above it; two equal ones skip the phase between."""

    proposing_at: datetime
    refining_at: datetime
    balloting_at: datetime
    closes_at: datetime

    def begins(self, phase: Phase) -> datetime | None:
        """When that phase begins; None for announced, which begins with the round's opening."""
        return None if phase is Phase.ANNOUNCED else self.moments[ORDER.index(phase) - 1]

    @property
    def moments(self) -> tuple[datetime, datetime, datetime, datetime]:
        """The four moments in order."""
        return (self.proposing_at, self.refining_at, self.balloting_at, self.closes_at)

    @property
    def is_in_order(self) -> bool:
        """Whether no moment lies before the one above it."""
        return all(earlier <= later for earlier, later in zip(self.moments, self.moments[1:], strict=False))


def phase(timetable: Timetable, at: datetime) -> Phase:
    """The phase at that moment: the last one that has begun."""
    return ORDER[sum(moment <= at for moment in timetable.moments)]


def next_moment(timetable: Timetable, at: datetime) -> datetime | None:
    """When the present phase ends; None once the round is closed."""
    return next((moment for moment in timetable.moments if moment > at), None)
