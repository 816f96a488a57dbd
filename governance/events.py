"""What governance tells the packages above it."""

from __future__ import annotations

from dataclasses import dataclass

from kernel.events import Event


@dataclass(frozen=True)
class DecisionPassed(Event):
    """A decision of the members takes effect now: after its cooling-off, if it had one."""

    decision_id: int
    kind: str
    subject: str


@dataclass(frozen=True)
class DecisionFailed(Event):
    """A decision was closed without quorum or majority."""

    decision_id: int
    kind: str
    subject: str
