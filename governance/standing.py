"""What staff do about members stands in the public record, both under their pseudonyms, with the reason."""

from __future__ import annotations

from sqlalchemy.orm import joinedload

from governance.record.pseudonyms import pseudonym_of
from governance.record.recording import record
from kernel.database import db
from members.accounts.standing import RoleGrant, Suspension
from members.events import MemberSuspended, RoleGranted, SuspensionLifted

OPERATOR = "operator"  # who works on the server itself, and has no account to act with


def record_suspension(event: MemberSuspended) -> None:
    """Who suspended, and why."""
    row = db.session.get_one(Suspension, event.suspension_id, options=[joinedload(Suspension.by)])
    record("member.suspended", *_member(row.member_id), actor=row.by, reason=row.reason)


def record_lifting(event: SuspensionLifted) -> None:
    """Who lifted a suspension, and why."""
    row = db.session.get_one(Suspension, event.suspension_id, options=[joinedload(Suspension.lifted_by)])
    record("member.restored", *_member(row.member_id), actor=row.lifted_by, reason=row.lifted_reason)


def record_role(event: RoleGranted) -> None:
    """Who made whom staff or admin, or a plain member again."""
    row = db.session.get_one(RoleGrant, event.grant_id, options=[joinedload(RoleGrant.by)])
    acting_as = "" if row.by else OPERATOR
    record("member.appointed", *_member(row.member_id), actor=row.by, acting_as=acting_as, role=row.role.value)


def _member(member_id: int) -> tuple[str, dict[str, int]]:
    """The line's subject, and what only its commitment knows."""
    return f"member:{pseudonym_of(member_id)}", {"member": member_id}
