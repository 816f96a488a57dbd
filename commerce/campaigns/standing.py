"""Where a campaign stands, computed from its times and its settlement; nothing has to flip it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Standing(StrEnum):
    """Closed means: the window is over and the settlement is about to be written."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"
    MET = "met"
    MISSED = "missed"


class Window(Protocol):
    """What the times of a campaign look like; half-open, so the closing moment itself is too late."""

    launched_at: datetime | None
    opens_at: datetime | None
    closes_at: datetime | None


class Launched(Protocol):
    """What says whether a launched offer can still go back."""

    closes_at: datetime | None
    pledges_count: int


def standing(window: Window, outcome: str | None, at: datetime) -> Standing:
    """Where a campaign with this window and settlement outcome stands at a moment (UTC)."""
    if window.launched_at is None or window.opens_at is None or window.closes_at is None:
        return Standing.DRAFT
    if outcome is not None:
        return Standing(outcome)
    if at < window.opens_at:
        return Standing.ANNOUNCED
    return Standing.OPEN if at < window.closes_at else Standing.CLOSED


def minimum_is_met(units: int, minimum_units: int) -> bool:
    """All or nothing: the one rule by which a campaign succeeds."""
    return units >= minimum_units


def way_back(launched: Launched, at: datetime) -> str:
    """What to add where staff read that a launched offer is fixed: until the first pledge it can be taken back."""
    if launched.pledges_count or launched.closes_at is None or launched.closes_at <= at:
        return ""
    return " Nobody has pledged yet: take the offer back to change it."
