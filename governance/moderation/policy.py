"""Members flag what is others'; keepers hide and restore, never in their own cause; an author objects to what was hidden."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from governance.decisions.policy import standing
from governance.moderation.kind import kind_of
from kernel.policy import Verdict, refused
from members.accounts.member import Member

YOUR_OWN = "This is your own, or about your own: somebody else who keeps order here has to decide."


def may_flag(member: Member | None, row: Any) -> Verdict:
    """Whether they may ask the keepers to look at it."""
    able = standing(member)
    if member is None or not able:
        return able
    kind = kind_of(row)
    if kind.author_id(row) == member.id:
        return refused("This is your own; you can change it or take it back yourself.")
    return refused("It is not shown any more.") if kind.is_gone(row) else able


def may_moderate(member: Member | None, row: Any, at: datetime) -> Verdict:
    """Whether they may hide it, restore it or let it stand."""
    kind = kind_of(row)
    keeps = kind.may_keep(member, row, at)
    if keeps and member is not None and kind.is_cause_of(row, member):
        return refused(YOUR_OWN)
    return keeps


def may_object(member: Member | None, row: Any, answered: bool) -> Verdict:
    """Whether they may object to its being hidden; `answered` says that they have and were answered since."""
    able = standing(member)
    if member is None or not able:
        return able
    if kind_of(row).author_id(row) != member.id:
        return refused("Only whose it is can object.")
    if row.hidden_at is None:
        return refused("It is not hidden.")
    return refused("You objected, and were answered.") if answered else able
