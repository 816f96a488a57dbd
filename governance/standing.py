"""What staff do about members stands in the public record, by the member's number and with the reason, never the name."""

from __future__ import annotations

from sqlalchemy.orm import joinedload

from governance.record.recording import record
from kernel.database import db
from members.accounts.standing import RoleGrant, Suspension
from members.events import MemberSuspended, RoleGranted, SuspensionLifted


def record_suspension(event: MemberSuspended) -> None:
    """Who suspended, and why."""
    row = db.session.get_one(Suspension, event.suspension_id, options=[joinedload(Suspension.by)])
    record("member.suspended", f"member:{row.member_id}", reason=row.reason, by=row.by.name)


def record_lifting(event: SuspensionLifted) -> None:
    """Who lifted a suspension, and why."""
    row = db.session.get_one(Suspension, event.suspension_id, options=[joinedload(Suspension.lifted_by)])
    by = row.lifted_by.name if row.lifted_by else ""
    record("member.restored", f"member:{row.member_id}", reason=row.lifted_reason, by=by)


def record_role(event: RoleGranted) -> None:
    """Who made whom staff or admin, or a plain member again."""
    row = db.session.get_one(RoleGrant, event.grant_id, options=[joinedload(RoleGrant.by)])
    by = row.by.name if row.by else "operator"
    record("member.appointed", f"member:{row.member_id}", role=row.role.value, by=by)
