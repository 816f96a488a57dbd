"""Makers owe a word while something is being made: who says nothing for longer than the charter allows is overdue, and the
page and the staff desk say so. A promised day that passed shows too, whether or not any step was promised.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commerce.campaigns.campaign import Campaign, Outcome
from commerce.making.inspection import Inspection
from commerce.making.milestone import Milestone
from governance.charter.rules import RULES
from governance.charter.values import value

KEY = "update.overdue-days"
SHORTEST = timedelta(days=RULES[KEY].least)


@dataclass(frozen=True, slots=True)
class Silence:
    """How many days nothing was said, how many the charter allows, and when a word was due (UTC)."""

    days: int
    allowed: int
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Late:
    """How many days ago the product was promised for, and which day that was."""

    days: int
    promised_on: date


def owed_since(campaign: Campaign | None, shipped: int) -> datetime | None:
    """When the makers began to owe a word: at the close that met the minimum, as long as a pledge waits for its parcel."""
    if campaign is None or campaign.settlement is None or campaign.settlement.outcome is not Outcome.MET:
        return None
    return campaign.settlement.settled_at if campaign.pledges_count > shipped else None


def too_late(campaign: Campaign | None, at: datetime) -> Late | None:
    """By how much the promised day of delivery has passed, if it has."""
    promised = campaign.promised_on if campaign else None
    return Late((at.date() - promised).days, promised) if promised and at.date() > promised else None


def overdue(
    milestones: Sequence[Milestone], inspection: Inspection | None, at: datetime, owed: datetime | None = None
) -> Silence | None:
    """The silence that is too long at that moment; None when all is done or something was said of late.

    Something is said when a step is promised, moved or done, and by an inspection; while somebody waits, silence begins
    at the close of the campaign, `owed`. The moves must be loaded.
    """
    if owed is None and all(one.is_reached for one in milestones):
        return None
    said = [owed] if owed else []
    said += [one.created_at for one in milestones] + [one.reached_at for one in milestones if one.reached_at]
    said += [move.moved_at for one in milestones for move in one.moves]
    return too_long(max([*said, *([inspection.inspected_at] if inspection else [])]), at)


def too_long(last_word: datetime, at: datetime) -> Silence | None:
    """The silence since then, if it is too long. The charter is only asked when it could be."""
    silent = at - last_word
    if silent <= SHORTEST or silent <= timedelta(days=(allowed := value(KEY))):
        return None
    return Silence(silent.days, allowed, last_word + timedelta(days=allowed))
