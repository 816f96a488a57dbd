"""Members as staff see them: the list, and what was done about one of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from kernel.database import db
from kernel.paging import Page, page_of
from members.accounts.address import folded_address
from members.accounts.member import Member
from members.accounts.naming import folded
from members.accounts.standing import AddressStanding, RoleGrant, SessionEnding, Suspension


def members_found(words: str, number: int = 1) -> Page[Member]:
    """Members whose name begins like these words or whose address is these words; all of them without. Newest first."""
    query = select(Member).order_by(Member.id.desc())
    if words.strip():
        begins = Member.name_folded.startswith(folded(words), autoescape=True)
        query = query.where(or_(begins, Member.email_folded == folded_address(words)))
    return page_of(query, number)


def any_member(member_id: int) -> Member | None:
    """One member, whatever their standing: for staff."""
    found: Member | None = db.session.scalar(select(Member).where(Member.id == member_id))
    return found


def suspensions_of(member: Member) -> Sequence[Suspension]:
    """Newest first, with who did it."""
    return db.session.scalars(
        select(Suspension)
        .where(Suspension.member_id == member.id)
        .options(joinedload(Suspension.by), joinedload(Suspension.lifted_by))
        .order_by(Suspension.id.desc())
    ).all()


def endings_of(member: Member) -> Sequence[SessionEnding]:
    """Newest first, with who did it."""
    return db.session.scalars(
        select(SessionEnding)
        .where(SessionEnding.member_id == member.id)
        .options(joinedload(SessionEnding.by))
        .order_by(SessionEnding.id.desc())
    ).all()


def address_standings_of(member: Member) -> Sequence[AddressStanding]:
    """Newest first, with who did it."""
    return db.session.scalars(
        select(AddressStanding)
        .where(AddressStanding.member_id == member.id)
        .options(joinedload(AddressStanding.by))
        .order_by(AddressStanding.id.desc())
    ).all()


def grants_of(member: Member) -> Sequence[RoleGrant]:
    """Newest first, with who did it."""
    return db.session.scalars(
        select(RoleGrant)
        .where(RoleGrant.member_id == member.id)
        .options(joinedload(RoleGrant.by))
        .order_by(RoleGrant.id.desc())
    ).all()
