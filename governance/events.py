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


@dataclass(frozen=True)
class ElectionCounted(Event):
    """An election has closed and its result is frozen."""

    election_id: int
    office: str


@dataclass(frozen=True)
class JuryDecided(Event):
    """A jury has said whether its case goes back."""

    jury_id: int
    kind: str
    subject: str
    sent_back: bool


@dataclass(frozen=True)
class PictureHidden(Event):
    """A picture is out of sight wherever it stands."""

    picture_id: int


@dataclass(frozen=True)
class PictureShown(Event):
    """A hidden picture is seen again."""

    picture_id: int
