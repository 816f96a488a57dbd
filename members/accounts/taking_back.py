"""Taking an account back with the link that its address was sent when it was to move, and ending that: an administrator may
let the new address stand, when it is the old mailbox that is in other hands.
"""

from __future__ import annotations

from kernel.clock import now
from kernel.database import db, lock
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts import confirming
from members.accounts.address import folded_address
from members.accounts.confirming import USED
from members.accounts.member import Member, Role
from members.accounts.owner_links import can_be_taken_back, overruled_by
from members.accounts.policy import may_let_stand
from members.accounts.shutting_out import shut_out
from members.accounts.standing import AddressStanding
from members.accounts.suspending import fit_reason
from members.accounts.token import AccountToken, Purpose, issue, use, void_links
from members.notices.noticing import notify
from members.notices.telling import tell_admins


def take_back(token: AccountToken) -> AccountToken:
    """Give the account to the address of the link, shut everybody out, and answer a link to a new password.

    Whoever moved it knew the old one, so that opens nothing from here on. Raises RuleBroken for a used link.
    """
    member = token.member
    lock(member)
    later = overruled_by(token)
    if not use(token):
        raise RuleBroken(USED)
    for link in later:
        use(link)
    if folded_address(token.email) != member.email_folded:
        confirming.hold(member, token.email)
    member.password_hash = None
    shut_out(member)
    if member.role is not Role.MEMBER:
        words = f"{member.name} stopped a change of address, or took the account back after one."
        tell_admins(f"taken-back:{token.id}", words, f"/members/{member.id}/standing")
    return issue(member, Purpose.RESET, token.email)


def let_stand(actor: Member, member: Member, reason: str) -> AddressStanding:
    """End the links that could take the account back to an address it has left. Raises RuleBroken, Refused."""
    lock(member)
    require(may_let_stand(actor, member))
    if not can_be_taken_back(member):
        raise RuleBroken("No earlier address can take this account back any more.")
    row = AddressStanding(member_id=member.id, reason=fit_reason(reason), by_id=actor.id, at=now())
    db.session.add(row)
    db.session.flush()
    void_links(member, Purpose.STOP_CHANGE)
    words = f"An administrator let your new address stand: no earlier one can take your account back. The reason: {row.reason}"
    notify(member.id, "account", f"address-stands:{row.id}", words, "/settings/secrets")
    told = f"{actor.name} let the new address of {member.name} stand. The reason: {row.reason}"
    tell_admins(f"address-stands:{row.id}", told, f"/members/{member.id}/standing")
    return row
