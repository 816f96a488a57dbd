"""Whoever gives a member's password has proven to be them, until it is changed. Comparing it is slow, so it is done before a
transaction; the transaction then asks again whether what was proven still holds, or it would outlive the owner's new password.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kernel.database import lock
from kernel.rules import RuleBroken
from members.accounts.member import Member
from members.accounts.password import matches

MISTAKEN = "That is not your current password."
CHANGED = "Your password or your account was changed a moment ago. Please sign in again."


@dataclass(frozen=True)
class Proof:
    """Whose password was given, and how they stood at that moment."""

    member: Member
    standing: tuple[object, ...] = field(repr=False)


def proof_of(member: Member | None, password: str | None) -> Proof | None:
    """None unless this is the member's password. Slow: call it before transaction(). It takes as long when there is nobody."""
    standing = _standing(member) if member else None
    fits = matches(member.password_hash if member else None, password or "")
    return Proof(member, standing) if fits and member and standing else None


def prove(member: Member, password: str | None, on: str = "current_password") -> Proof:
    """As proof_of(). Raises RuleBroken on the field of that name."""
    proof = proof_of(member, password)
    if proof is None:
        raise RuleBroken(MISTAKEN, on)
    return proof


def still_holds(proof: Proof) -> bool:
    """Whether nothing was changed since; if so, nothing will be until the open transaction ends."""
    lock(proof.member)
    return proof.member.is_active and _standing(proof.member) == proof.standing


def hold(proof: Proof) -> Member:
    """The member for whom this transaction acts. Raises RuleBroken when what was proven holds no more."""
    if not still_holds(proof):
        raise RuleBroken(CHANGED)
    return proof.member


def _standing(member: Member) -> tuple[object, ...]:
    return member.password_hash, member.role
