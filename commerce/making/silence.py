"""Makers owe a word while something is being made: who says nothing for longer than the charter allows is overdue, and the
page and the staff desk say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

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


def overdue(milestones: Sequence[Milestone], inspection: Inspection | None, at: datetime) -> Silence | None:
    """The silence that is too long at that moment; None when all is done or something was said of late.

    Something is said when a step is promised, moved or done, and by an inspection. The moves must be loaded.
    """
    if all(one.is_reached for one in milestones):
        return None
    said = [one.created_at for one in milestones] + [one.reached_at for one in milestones if one.reached_at]
    said += [move.moved_at for one in milestones for move in one.moves]
    return too_long(max([*said, *([inspection.inspected_at] if inspection else [])]), at)


def too_long(last_word: datetime, at: datetime) -> Silence | None:
    """The silence since then, if it is too long. The charter is only asked when it could be."""
    silent = at - last_word
    if silent <= SHORTEST or silent <= timedelta(days=(allowed := value(KEY))):
        return None
    return Silence(silent.days, allowed, last_word + timedelta(days=allowed))
