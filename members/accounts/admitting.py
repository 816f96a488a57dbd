"""People whom an import brings in: confirmed by the import's word, with no address and no way to sign in."""

from __future__ import annotations

from hashlib import sha256

from sqlalchemy import select

from kernel.clock import now
from kernel.database import db
from members.accounts.member import NAME_LENGTH, Member
from members.accounts.naming import RESERVED, folded, tidy


def admit(name: str, imported_from: str) -> Member:
    """The member called this in that source, made on first sight; the same pair always answers the same member.

    `imported_from` names the source, not the file, when its people return ("wishlist", not "wishlist-2022").
    """
    theirs = _kept(name)
    known: Member | None = db.session.scalar(
        select(Member).where(Member.imported_from == imported_from, Member.imported_name == theirs)
    )
    if known:
        return known
    shown = _free_name(tidy(theirs) or "Unnamed")
    member = Member(
        name=shown,
        name_folded=folded(shown),
        confirmed_at=now(),
        imported_from=imported_from,
        imported_name=theirs,
    )
    db.session.add(member)
    db.session.flush()
    return member


def _kept(name: str) -> str:
    """Their name there as it is stored: whole, or cut with a digest that keeps long names apart."""
    plain = name.replace("\x00", "").strip()
    return plain if len(plain) <= 200 else plain[:136] + sha256(plain.encode()).hexdigest()


def _free_name(wanted: str) -> str:
    number, tried = 1, wanted[:NAME_LENGTH].strip()
    while folded(tried) in RESERVED or _taken(tried):
        number += 1
        ending = f" {number}"
        tried = wanted[: NAME_LENGTH - len(ending)].strip() + ending
    return tried


def _taken(name: str) -> bool:
    return db.session.scalar(select(Member.id).where(Member.name_folded == folded(name))) is not None
