"""Appointing and dismissing staff and admins, told to the member and to every admin. The first admin is made by the operator,
from the command line.
"""

from __future__ import annotations

from kernel.clock import now
from kernel.database import db, lock
from kernel.events import publish
from kernel.policy import require
from members.accounts.member import Member, Role
from members.accounts.policy import may_grant, may_hold_role
from members.accounts.shutting_out import shut_out
from members.accounts.standing import RoleGrant
from members.events import RoleGranted
from members.notices.noticing import notify
from members.notices.telling import tell_admins

_TOLD = {
    Role.MEMBER: "You are no longer on the staff.",
    Role.STAFF: "You are now on the staff.",
    Role.ADMIN: "You are now an administrator.",
}
NO_LONGER_ADMIN = (
    "You are no longer an administrator, so you cannot stop what administrators do. "
    "If this is a surprise, write to the operator of this site at once."
)


def grant(actor: Member | None, member: Member, role: Role) -> RoleGrant | None:
    """Give this role to a member; an actor of None is the operator. None when they have it already. Raises Refused."""
    lock(member)
    require(may_grant(actor, member) if actor else may_hold_role(member))
    return _store(member, role, actor)


def _store(member: Member, role: Role, actor: Member | None) -> RoleGrant | None:
    if member.role is role:
        return None
    row = RoleGrant(member_id=member.id, role=role, was=member.role, by_id=actor.id if actor else None, at=now())
    db.session.add(row)
    member.role = role
    db.session.flush()
    shut_out(member)  # the limits of a session depend on the role, too: sign in anew
    publish(RoleGranted(row.id))
    _tell(row, member, actor.name if actor else "The operator of this site")
    return row


def _tell(row: RoleGrant, member: Member, who: str) -> None:
    """Word to the member, and to every administrator, the one who did it too."""
    words = f" {NO_LONGER_ADMIN}" if row.was is Role.ADMIN else ""
    words += " You were signed out everywhere, and links in older letters stopped working: please sign in again."
    notify(member.id, "account", f"role:{row.id}", f"{_TOLD[row.role]}{words}", "/settings/sessions")
    words = f"{who} made {member.name} {'a member without a role' if row.role is Role.MEMBER else row.role.value}."
    tell_admins(f"role:{row.id}", words, f"/members/{member.id}/standing")
