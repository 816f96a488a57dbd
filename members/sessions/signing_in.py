"""Signing in: the same words and the same time for a wrong address and for a wrong password."""

from __future__ import annotations

from sqlalchemy import select, update

from kernel.database import db
from kernel.rules import RuleBroken
from members.accounts.address import folded_address
from members.accounts.member import Member
from members.accounts.password import hashed, is_dated, matches, shortest_for
from members.accounts.token import AccountToken, Purpose, issue

MISTAKEN = "That address and password do not belong together. A new account also needs the link from its letter first."


def recognise(email: str, password: str) -> Member:
    """The confirmed member with this address and password. Slow on purpose; reads only. Raises RuleBroken."""
    member: Member | None = db.session.scalar(
        select(Member).where(Member.email_folded == folded_address(email), Member.left_at.is_(None))
    )
    if not matches(member.password_hash if member else None, password) or member is None:
        raise RuleBroken(MISTAKEN)
    if member.is_suspended:
        raise RuleBroken("This account is suspended. The reason is in the letter we sent to its address.")
    return member


def is_too_short(member: Member, password: str) -> bool:
    """Whether this password was chosen for a lesser role; only its typing tells, since a hash does not know the length."""
    return len(password) < shortest_for(member.role)


def ask_for_longer(member: Member) -> AccountToken:
    """A link to choose a new password, for who has just shown the one of now. Instead of a session, inside transaction()."""
    return issue(member, Purpose.RESET, member.email or "")


def fresher_secret(member: Member, password: str) -> str | None:
    """A hash by today's parameters when the stored one is dated, to be stored by refresh_secret()."""
    return hashed(password) if member.password_hash and is_dated(member.password_hash) else None


def refresh_secret(member: Member, secret: str | None) -> None:
    """Store the fresher hash, unless the password changed meanwhile."""
    if secret:
        db.session.execute(
            update(Member)
            .where(Member.id == member.id, Member.password_hash == member.password_hash)
            .values(password_hash=secret)
        )
