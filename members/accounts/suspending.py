"""Suspending and lifting: always with a reason that the member reads, and that stands in the public record."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kernel.clock import now
from kernel.database import db, lock
from kernel.events import publish
from kernel.policy import require
from kernel.rules import RuleBroken
from kernel.search import forget
from members.accounts.found import let_find
from members.accounts.granting import NO_LONGER_ADMIN
from members.accounts.member import Member, Role
from members.accounts.policy import may_lift, may_suspend
from members.accounts.shutting_out import shut_out
from members.accounts.standing import Suspension
from members.events import MemberSuspended, SuspensionLifted
from members.notices.noticing import notify
from members.notices.telling import tell_admins

REASON_LENGTH = 1000
MOST_AT_ONCE = 100
TIME_IS_OVER = "Its time is over."


def suspend(actor: Member, member: Member, reason: str, days: int = 0) -> Suspension:
    """Take this member's access away for some days, or until it is lifted; every session and link ends now.

    Raises RuleBroken, Refused.
    """
    lock(member)
    require(may_suspend(actor, member))
    row = Suspension(member_id=member.id, reason=fit_reason(reason), by_id=actor.id, at=now())
    row.until = row.at + timedelta(days=days) if days else None
    db.session.add(row)
    member.suspended_at = row.at
    db.session.flush()
    shut_out(member)
    forget("member", member.id)
    how_long = f" until {row.until:%-d %B %Y}" if row.until else ""
    words = f"Your account is suspended{how_long}. The reason: {row.reason}"
    if member.role is Role.ADMIN:
        words = f"{words} {NO_LONGER_ADMIN}"
    notify(member.id, "account", f"suspended:{row.id}", words, f"/members/{member.id}")
    told = f"{actor.name} suspended {member.name}{how_long}. The reason: {row.reason}"
    tell_admins(f"suspending:{row.id}", told, f"/members/{member.id}/standing")
    publish(MemberSuspended(row.id))
    return row


def lift(actor: Member, member: Member, reason: str) -> Suspension:
    """Give this member their access back. Raises RuleBroken, Refused."""
    lock(member)
    require(may_lift(actor, member))
    row: Suspension = db.session.scalars(
        select(Suspension).where(Suspension.member_id == member.id, Suspension.lifted_at.is_(None))
    ).one()
    _end(row, member, actor.id, fit_reason(reason))
    told = f"{actor.name} lifted the suspension of {member.name}. The reason: {row.lifted_reason}"
    tell_admins(f"lifting:{row.id}", told, f"/members/{member.id}/standing")
    publish(SuspensionLifted(row.id))
    return row


def lift_due() -> None:
    """End the suspensions whose time is over. A clock tick."""
    over = select(Suspension).where(Suspension.lifted_at.is_(None), Suspension.until <= now()).order_by(Suspension.id)
    for row in db.session.scalars(over.limit(MOST_AT_ONCE).options(joinedload(Suspension.member))).all():
        lock(row.member)
        lock(row)
        if row.lifted_at is None:
            _end(row, row.member, None, TIME_IS_OVER)
            publish(SuspensionLifted(row.id))


def _end(row: Suspension, member: Member, by_id: int | None, reason: str) -> None:
    row.lifted_at, row.lifted_by_id, row.lifted_reason = now(), by_id, reason
    member.suspended_at = None
    db.session.flush()
    let_find(member)
    words = f"Your suspension is lifted. The reason: {row.lifted_reason}"
    notify(member.id, "account", f"lifted:{row.id}", words, f"/members/{member.id}")


def fit_reason(reason: str) -> str:
    """The reason without outer blanks. Raises RuleBroken on `reason` when it is empty or too long."""
    kept = reason.strip()
    if not kept:
        raise RuleBroken("Give the reason: the member will read it.", "reason")
    if len(kept) > REASON_LENGTH:
        raise RuleBroken(f"Keep the reason under {REASON_LENGTH} characters.", "reason")
    return kept
