"""Changing one's password or address: never without the current one, and the owner of the old address is told at once,
with a link that stops it.
"""

from __future__ import annotations

from kernel.database import lock
from kernel.outbox import post
from kernel.rules import RuleBroken
from members.accounts import confirming
from members.accounts.address import fit_address, folded_address
from members.accounts.confirming import USED
from members.accounts.member import Member
from members.accounts.proving import Proof, hold
from members.accounts.resetting import tell_of_new_password
from members.accounts.shutting_out import shut_out
from members.accounts.signing_up import send_confirmation
from members.accounts.token import AccountToken, Purpose, issue, use


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
        member.email = address
        send_confirmation(member)
        return
    if folded_address(address) == member.email_folded:
        raise RuleBroken("That is your address already.", "email")
    token = issue(member, Purpose.CHANGE_EMAIL, address)
    stop = issue(member, Purpose.STOP_CHANGE, member.email or "")
    post("letter.change-asked", key=f"change-asked:{stop.id}", token_id=stop.id, change_id=token.id)
    post("letter.change-email", key=f"change-email:{token.id}", token_id=token.id)


def stop_new_email(token: AccountToken) -> AccountToken:
    """Void the change, end every session, and answer a link to a new password: whoever asked knew the old one."""
    member = token.member
    lock(member)
    if not use(token):
        raise RuleBroken(USED)
    shut_out(member)
    return issue(member, Purpose.RESET, token.email)


def take_new_email(token: AccountToken) -> Member:
    """Use the new address from now on; every session ends, and the old address is told. Raises RuleBroken."""
    member = token.member
    lock(member)
    if not use(token):
        raise RuleBroken(USED)
    old = member.email
    confirming.hold(member, token.email)
    shut_out(member)
    if old:
        post("letter.email-changed", key=f"email-changed:{token.id}", member_id=member.id, old=old)
    return member
