"""Who may change another member's standing. Staff is a role, not a bypass: nobody judges themselves."""

from __future__ import annotations

from kernel.policy import ALLOWED, Verdict, refused
from members.accounts.member import Member, Role


def may_suspend(actor: Member | None, member: Member) -> Verdict:
    """Staff suspend members; only an admin suspends staff."""
    if actor is None or not actor.is_staff:
        return refused("Only the brand's staff can suspend somebody.")
    if actor.id == member.id:
        return refused("You cannot suspend yourself.")
    if member.is_suspended:
        return refused("This account is suspended already.")
    if not member.is_confirmed:
        return refused("This account is not confirmed, so it can do nothing; it goes away by itself.")
    if member.role is not Role.MEMBER and not actor.is_admin:
        return refused("Only an administrator can suspend staff.")
    return ALLOWED


def may_lift(actor: Member | None, member: Member) -> Verdict:
    """Staff lift suspensions; only an admin lifts that of staff."""
    if actor is None or not actor.is_staff:
        return refused("Only the brand's staff can lift a suspension.")
    if not member.is_suspended:
        return refused("This account is not suspended.")
    if member.role is not Role.MEMBER and not actor.is_admin:
        return refused("Only an administrator can lift the suspension of staff.")
    return ALLOWED


def may_grant(actor: Member | None, member: Member) -> Verdict:
    """Admins appoint and dismiss staff, but not themselves, so that the site never loses its last admin that way."""
    if actor is None or not actor.is_admin:
        return refused("Only an administrator can change roles.")
    if actor.id == member.id:
        return refused("You cannot change your own role. Ask another administrator.")
    return may_hold_role(member)


def may_sign_out(actor: Member | None, member: Member) -> Verdict:
    """Admins end other people's sessions; one's own are on one's own page."""
    if actor is None or not actor.is_admin:
        return refused("Only an administrator can sign somebody out.")
    if actor.id == member.id:
        return refused("Your own sessions are in your settings.")
    return ALLOWED


def may_let_stand(actor: Member | None, member: Member) -> Verdict:
    """Admins end what could take another's account back to an address it left; nobody does it for their own."""
    if actor is None or not actor.is_admin:
        return refused("Only an administrator can let a new address stand.")
    if actor.id == member.id:
        return refused("Another administrator must look at your own change of address.")
    return ALLOWED


def may_hold_role(member: Member) -> Verdict:
    """Whether this member can be staff at all, whoever appoints them."""
    if not member.is_active:
        return refused("This account is suspended or closed.")
    if not member.is_confirmed or not member.email:
        return refused("Only somebody with a confirmed address can be staff.")
    return ALLOWED
