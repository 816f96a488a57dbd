"""Roles are given by an admin, or from the command line for the first one. Whoever gets one is taken as confirmed."""

from __future__ import annotations

from kernel.clock import now
from kernel.database import lock
from kernel.policy import refused, require
from kernel.rules import RuleBroken
from members.accounts.member import Member, Role


def grant(actor: Member | None, member: Member, role: Role) -> None:
    """Give this role; an actor of None is the operator's command line. Raises Refused, RuleBroken."""
    if actor is not None and not actor.is_admin:
        require(refused("Only an admin gives roles."))
    lock(member)
    if not member.is_active:
        raise RuleBroken(f"{member.name} is suspended or has left, so cannot hold a role.")
    member.confirmed_at = member.confirmed_at or now()
    member.role = role
