"""Proving an address: the link from the letter, in the browser that signed up or with the password of the account."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from kernel import paused
from kernel.clock import now
from kernel.database import db, lock
from kernel.rules import RuleBroken
from members.accounts.address import folded_address
from members.accounts.found import let_find
from members.accounts.member import Member
from members.accounts.owner_links import is_kept_for_another
from members.accounts.shutting_out import shut_out
from members.accounts.token import AccountToken, use

USED = "This link has been used or is too old. Ask for a new one."
KNOWN = "This address belongs to another account here. Sign in to that one, or set a new password for it."
KEPT = "This address was another account's a few days ago, and may still take it back. Use another address, or try in a week."


def confirm(token: AccountToken) -> Member:
    """Make the token's member a full one, holding the address. Raises RuleBroken for a used link or an address held."""
    member = token.member
    lock(member)
    if not use(token):
        raise RuleBroken(USED)
    if member.is_confirmed:
        return member
    hold(member, token.email)
    return member


def confirm_anew(token: AccountToken, secret: str) -> Member:
    """Confirm with another password, which shuts out whoever chose the first. `secret`: new_secret(). Raises RuleBroken."""
    member = confirm(token)
    member.password_hash = secret
    shut_out(member)
    return member


def hold(member: Member, email: str) -> None:
    """Let this member hold this address, unless another does. Raises RuleBroken."""
    folded = folded_address(email)
    if db.session.scalar(select(Member.id).where(Member.email_folded == folded, Member.id != member.id)):
        raise RuleBroken(KNOWN, "email")
    if is_kept_for_another(member, email):
        raise RuleBroken(KEPT, "email")
    try:
        with db.session.begin_nested():
            member.email, member.email_folded = email, folded
            joins = not member.is_confirmed
            if joins:
                member.confirmed_at = now()
    except IntegrityError:
        raise RuleBroken(KNOWN, "email") from None
    if joins:
        let_find(member)
    paused.lift(email)  # its link was opened, so letters do arrive there
