"""An admin signs somebody out everywhere, when a device or a letter may be in other hands. Signing in again undoes it."""

from __future__ import annotations

from kernel.clock import now
from kernel.database import db, lock
from kernel.policy import require
from members.accounts.member import Member
from members.accounts.policy import may_sign_out
from members.accounts.shutting_out import shut_out
from members.accounts.standing import SessionEnding
from members.accounts.suspending import fit_reason
from members.notices.noticing import notify


def sign_out_everywhere(actor: Member, member: Member, reason: str) -> SessionEnding:
    """End every session and open link of this member, who is told why. Raises RuleBroken, Refused."""
    lock(member)
    require(may_sign_out(actor, member))
    row = SessionEnding(member_id=member.id, reason=fit_reason(reason), by_id=actor.id, at=now())
    db.session.add(row)
    db.session.flush()
    shut_out(member)
    words = f"An administrator signed you out everywhere. The reason: {row.reason}"
    notify(member.id, "account", f"signed-out:{row.id}", words, "/settings/sessions")
    return row
