"""Changing one's password or address: never without the password of now, and the owner of the old address is told."""

from __future__ import annotations

from kernel.database import lock
from kernel.outbox import post
from kernel.rules import RuleBroken
from members.accounts.address import fit_address, folded_address
from members.accounts.confirming import USED, hold
from members.accounts.member import Member
from members.accounts.password import matches
from members.accounts.resetting import tell_of_new_password
from members.accounts.signing_up import send_confirmation
from members.accounts.token import AccountToken, Purpose, issue, use
from members.sessions.opening import end_sessions_of


def prove(member: Member, password: str) -> None:
    """Raise RuleBroken on `current_password` unless this is the member's password. Slow: call it before transaction()."""
    if not matches(member.password_hash, password):
        raise RuleBroken("That is not your password of now.", "current_password")


def change_password(member: Member, secret: str, session_id: int | None) -> None:
    """Store the new password and end every other session. `secret` comes from new_secret()."""
    lock(member)
    member.password_hash = secret
    end_sessions_of(member, but=session_id)
    tell_of_new_password(member)


def ask_for_new_email(member: Member, email: str) -> None:
    """Send a link to the new address; the old one stays until it is used. Says nothing about whose the new one is."""
    address = fit_address(email)
    if not member.is_confirmed:
        lock(member)
        member.email = address
        send_confirmation(member)
        return
    if folded_address(address) == member.email_folded:
        raise RuleBroken("That is your address already.", "email")
    token = issue(member, Purpose.CHANGE_EMAIL, address)
    post("letter.change-email", key=f"change-email:{token.id}", token_id=token.id)


def take_new_email(token: AccountToken) -> Member:
    """Use the new address from now on; every session ends, and the old address is told. Raises RuleBroken."""
    member = token.member
    lock(member)
    if not use(token):
        raise RuleBroken(USED)
    old = member.email
    hold(member, token.email)
    end_sessions_of(member)
    if old:
        post("letter.email-changed", key=f"email-changed:{token.id}", member_id=member.id, old=old)
    return member
