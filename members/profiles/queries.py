"""Members as others see them."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from kernel.database import db
from members.accounts.member import Member


def member_seen_by(viewer: Member | None, member_id: int) -> Member | None:
    """The member behind a profile. Unconfirmed people have none, except for themselves and staff."""
    member: Member | None = db.session.scalar(
        select(Member).where(Member.id == member_id).options(joinedload(Member.picture))
    )
    if member is None or member.is_confirmed:
        return member
    return member if viewer is not None and (viewer.id == member.id or viewer.is_staff) else None


def page_of_face(picture_id: int) -> str | None:
    """The profile of whose face this is, if it is one."""
    member_id = db.session.scalar(select(Member.id).where(Member.picture_id == picture_id))
    return None if member_id is None else f"/members/{member_id}"
