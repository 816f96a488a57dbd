"""Changing one's password or address: never without the current one, and the owner of the old address is told at once,
with a link that stops it and, for a week, takes the account back.
"""

from __future__ import annotations

from kernel.database import lock
from kernel.outbox import post
from kernel.rules import RuleBroken
from members.accounts import confirming
from members.accounts.address import fit_address, folded_address
from members.accounts.confirming import USED
from members.accounts.member import Member, Role
from members.accounts.proving import Proof, hold
from members.accounts.resetting import tell_of_new_password
from members.accounts.shutting_out import shut_out
from members.accounts.signing_up import send_confirmation
from members.accounts.token import AccountToken, Purpose, issue, new_token, use
from members.joining.admission import require_corrected
from members.notices.telling import tell_admins


def change_password(proof: Proof, secret: str) -> None:
    """Store the new password and end every session; who asks opens a new one. `secret` comes from new_secret()."""
    member = hold(proof)
    member.password_hash = secret
    shut_out(member)
    tell_of_new_password(member)


def ask_for_new_email(proof: Proof, email: str) -> None:
    """Send a link to the new address, and word with a link that stops it to the old one, which stays until the first is used.

    Says nothing about whose the new one is.
    """
    member, address = hold(proof), fit_address(email)
    if not member.is_confirmed:
        require_corrected(member, address)
        member.email = address
        send_confirmation(member)
        return
    if folded_address(address) == member.email_folded:
        raise RuleBroken("That is your address already.", "email")
    token = issue(member, Purpose.CHANGE_EMAIL, address)
    stop = new_token(member.id, Purpose.STOP_CHANGE, member.email or "")
    post("letter.change-asked", key=f"change-asked:{stop.id}", token_id=stop.id, change_id=token.id)
    post("letter.change-email", key=f"change-email:{token.id}", token_id=token.id)
    _tell_admins(member, token, "is to move to another address")


def take_new_email(token: AccountToken) -> Member:
    """Use the new address from now on; every session ends, and the old address gets a link that takes the account back.

    Raises RuleBroken.
    """
    member = token.member
    lock(member)
    if not use(token):
        raise RuleBroken(USED)
    old = member.email
    confirming.hold(member, token.email)
    shut_out(member)
    if old:
        back = new_token(member.id, Purpose.STOP_CHANGE, old)
        post("letter.email-changed", key=f"email-changed:{back.id}", token_id=back.id)
    _tell_admins(member, token, "moved to another address")
    return member


def _tell_admins(member: Member, token: AccountToken, what: str) -> None:
    """An account that can act for the brand is everybody's concern who could stop it."""
    if member.role is not Role.MEMBER:
        words = (
            f"The account of {member.name} ({member.role.value}) {what}. If you do not know why, ask them in person."
        )
        tell_admins(f"address:{what}:{token.id}", words, f"/members/{member.id}/standing")
