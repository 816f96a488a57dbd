"""What waits can be taken back by who arranged it and by staff, for fifteen minutes."""

from __future__ import annotations

from datetime import datetime

from governance.decisions.policy import standing
from governance.pending.pending_act import PendingAct
from kernel.policy import ALLOWED, Verdict, refused
from members.accounts.member import Member


def may_see(member: Member | None, pending: PendingAct) -> Verdict:
    """Whether they may know of it: nobody else does before it is done."""
    if member is not None and (member.is_staff or member.id == pending.arranged_by):
        return ALLOWED
    return refused("What waits is shown to the brand's staff.")


def may_take_back(member: Member | None, pending: PendingAct, at: datetime) -> Verdict:
    """Whether they may take it back at this moment."""
    able = standing(member)
    if not able:
        return able
    if not may_see(member, pending):
        return refused("Only staff, or who arranged it, can take it back.")
    if pending.ended_at is not None:
        return refused("It was taken back." if pending.taken_back_by else "It has ended: what was done stands.")
    return ALLOWED if at < pending.due_at else refused("The 15 minutes are over: from now on it stands.")
