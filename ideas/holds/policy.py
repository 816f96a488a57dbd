"""Staff judge holds, but never their own votes; an invalidation needs a second voice that is not the first's. The held
answer for themselves, once, until they are judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from ideas.holds.hold import Hold
from kernel.policy import ALLOWED, Verdict, refused
from members.accounts.member import Member


def may_judge(member: Member | None, hold: Hold) -> Verdict:
    """Whether they may release this vote, or speak against it."""
    if member is None or not member.is_staff:
        return refused("Only the brand's staff judge held votes.")
    if hold.member_id == member.id:
        return refused("This is your own vote: a colleague has to judge it.")
    if hold.released_at is not None:
        return refused("This vote is released already, and what is released is not held again.")
    if hold.invalidated_at is not None:
        return refused("Two of your colleagues found this vote invalid already.")
    return ALLOWED


def may_invalidate(member: Member | None, hold: Hold, at: datetime) -> Verdict:
    """Whether theirs may be the next voice against this vote: the first, or after the time to answer the second."""
    able = may_judge(member, hold)
    if member is None or not able or hold.doubted_by is None:
        return able
    if hold.doubted_by == member.id:
        return refused("You spoke against it first. A colleague has to agree before it is invalid.")
    if hold.appealed_at is None and at < hold.answer_until:
        return refused("They may still answer; the second voice waits until they have, or until their time is over.")
    return ALLOWED


def heard_from(member: Member, holds: Sequence[Hold], at: datetime) -> datetime | None:
    """From when the first of these votes may hear a second voice of theirs; None when one may now, or when none ever may."""
    if any(may_invalidate(member, hold, at) for hold in holds):
        return None
    later = [hold.answer_until for hold in holds if may_invalidate(member, hold, hold.answer_until)]
    return min(later, default=None)


def may_appeal(member: Member | None, hold: Hold) -> Verdict:
    """Whether they may answer the hold of their own vote."""
    if member is None or hold.member_id != member.id:
        return refused("Only the one whose vote is held can answer.")
    if not hold.is_open:
        return refused("It is judged already.")
    if hold.appealed_at is not None:
        return refused("You have answered; staff read it before they judge.")
    return ALLOWED
