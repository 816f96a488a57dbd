"""Signing in: the same words and the same time for a wrong address and for a wrong password."""

from __future__ import annotations

from sqlalchemy import select

from kernel.database import db
from kernel.rules import RuleBroken
from members.accounts.address import folded_address
from members.accounts.member import Member
from members.accounts.password import hashed, is_dated, shortest_for
from members.accounts.proving import Proof, hold, proof_of
from members.accounts.token import AccountToken, Purpose, issue

MISTAKEN = "That address and password do not belong together. A new account also needs the link from its letter first."


def recognise(email: str, password: str) -> Proof:
    """Proof of the confirmed member with this address and password. Slow on purpose; reads only. Raises RuleBroken."""
    member: Member | None = db.session.scalar(
        select(Member).where(Member.email_folded == folded_address(email), Member.left_at.is_(None))
    )
    proof = proof_of(member, password)
    if proof is None:
        raise RuleBroken(MISTAKEN)
    if proof.member.is_suspended:
        raise RuleBroken("This account is suspended. The reason is in the letter we sent to its address.")
    return proof


def is_too_short(member: Member, password: str) -> bool:
    """Whether this password was chosen for a lesser role; only its typing tells, since a hash does not know the length."""
    return len(password) < shortest_for(member.role)


def ask_for_longer(proof: Proof, back: str = "") -> AccountToken:
    """A link to choose a new password, for who has just shown the current one. Instead of a session, inside transaction()."""
    member = hold(proof)
    return issue(member, Purpose.RESET, member.email or "", back)


def fresher_secret(member: Member, password: str) -> str | None:
    """A hash by today's parameters when the stored one is dated, to be stored by refresh_secret()."""
    return hashed(password) if member.password_hash and is_dated(member.password_hash) else None


def refresh_secret(proof: Proof, secret: str | None) -> Member:
    """The member to open a session for, inside transaction(), with the fresher hash stored. Raises RuleBroken."""
    member = hold(proof)
    if secret:
        member.password_hash = secret
    return member
