"""The sessions a member may see: their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from kernel.database import db
from members.accounts.member import Member
from members.sessions.session import MemberSession


def sessions_of(member: Member, at: datetime) -> Sequence[MemberSession]:
    """The living ones, last used first."""
    rows = db.session.scalars(
        select(MemberSession)
        .where(MemberSession.member_id == member.id, MemberSession.expires_at > at)
        .order_by(MemberSession.last_seen_at.desc())
        .limit(100)
    )
    return [row for row in rows if row.is_alive(at)]
