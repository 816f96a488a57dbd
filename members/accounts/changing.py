"""Changing one's password or address: never without the password of now, and the owner of the old address is told at once,
with a link that stops it.
"""

from __future__ import annotations

from kernel.database import lock
from kernel.outbox import post
from kernel.rules import RuleBroken
from members.accounts.address import fit_address, folded_address
from members.accounts.confirming import USED, hold
from members.accounts.member import Member
from members.accounts.password import matches
from members.accounts.resetting import tell_of_new_password
from members.accounts.shutting_out import shut_out
from members.accounts.signing_up import send_confirmation
from members.accounts.token import AccountToken, Purpose, issue, use


def prove(member: Member, password: str) -> None:
    """Raise RuleBroken on `current_password` unless this is the member's password. Slow: call it before transaction()."""
    if not matches(member.password_hash, password):
        raise RuleBroken("That is not your password of now.", "current_password")


def change_password(member: Member, secret: str) -> None:
    """Store the new password and end every session; who asks opens a new one. `secret` comes from new_secret()."""
    lock(member)
    member.password_hash = secret
    shut_out(member)
    tell_of_new_password(member)


def ask_for_new_email(member: Member, email: str) -> None:
    """Send a link to the new address, and word with a link that stops it to the old one, which stays until the first is used.

    Says nothing about whose the new one is.
    """
    address = fit_address(email)
    if not member.is_confirmed:
        lock(member)
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
    hold(member, token.email)
    shut_out(member)
    if old:
        post("letter.email-changed", key=f"email-changed:{token.id}", member_id=member.id, old=old)
    return member
