"""People whom an import brings in: confirmed by the import's word, with no address and no way to sign in."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from sqlalchemy import select

from kernel.brand.brand import stored
from kernel.clock import now
from kernel.database import db
from members.accounts.member import NAME_LENGTH, Member
from members.accounts.naming import RESERVED, folded, tidy


def admit(name: str, imported_from: str) -> Member:
    """The member called this in that source, made on first sight; the same pair always answers the same member.

    `imported_from` names the source, not the file, when its people return ("wishlist", not "wishlist-2022").
    """
    return admit_all([name], imported_from)[name]


def admit_all(names: Sequence[str], imported_from: str) -> dict[str, Member]:
    """As admit(), for some hundreds at once: {name as given: member}, in three statements when all names are free."""
    theirs = {name: _kept(name) for name in names}
    known = {member.imported_name: member for member in _known(set(theirs.values()), imported_from)}
    new = [kept for kept in dict.fromkeys(theirs.values()) if kept not in known]
    wanted = {kept: (tidy(kept) or "Unnamed")[:NAME_LENGTH].strip() for kept in new}
    kept_free = RESERVED | {folded(name) for name in stored().names}
    taken = kept_free | _taken({folded(name) for name in wanted.values()})
    for kept, name in wanted.items():
        shown = _free_name(name, tidy(kept) or name, kept_free) if folded(name) in taken else name
        taken |= {folded(shown)}
        known[kept] = _made(shown, kept, imported_from)
    db.session.flush()
    return {name: known[kept] for name, kept in theirs.items()}


def _known(kept: set[str], imported_from: str) -> Sequence[Member]:
    theirs = select(Member).where(Member.imported_from == imported_from, Member.imported_name.in_(kept))
    return db.session.scalars(theirs).all()


def _made(shown: str, kept: str, imported_from: str) -> Member:
    member = Member(
        name=shown,
        name_folded=folded(shown),
        confirmed_at=now(),
        imported_from=imported_from,
        imported_name=kept,
    )
    db.session.add(member)
    return member


def _kept(name: str) -> str:
    """Their name there as it is stored: whole, or cut with a digest that keeps long names apart."""
    plain = name.replace("\x00", "").strip()
    return plain if len(plain) <= 200 else plain[:136] + sha256(plain.encode()).hexdigest()


def _free_name(taken_name: str, whole: str, kept_free: frozenset[str]) -> str:
    """The name with the lowest number behind it that nobody has, those added a moment ago included."""
    number, tried = 1, taken_name
    while folded(tried) in kept_free or _taken({folded(tried)}):
        number += 1
        ending = f" {number}"
        tried = whole[: NAME_LENGTH - len(ending)].strip() + ending
    return tried


def _taken(folded_names: set[str]) -> frozenset[str]:
    """Which of these belong to somebody."""
    return frozenset(db.session.scalars(select(Member.name_folded).where(Member.name_folded.in_(folded_names))))
