"""A member's own notices, and which letters they have stopped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ScalarSelect, func, select

from kernel.database import db
from kernel.paging import Page, page_of
from members.accounts.member import Member
from members.notices.notice import LABELS, LetterStop, Notice, NoticeKind


def notices_of(member: Member, number: int = 1) -> Page[Notice]:
    """Newest first, thirty a page."""
    own = select(Notice).where(Notice.member_id == member.id)
    return page_of(own.order_by(Notice.created_at.desc(), Notice.id.desc()), number)


def grouped(rows: Sequence[Notice]) -> list[tuple[Notice, int]]:
    """The newest of those that begin with the same sentence and lead to the same page, and how many more there are of it."""
    groups: dict[tuple[str, str], list[Notice]] = {}
    for row in rows:
        groups.setdefault((row.url, row.beginning), []).append(row)
    return [(group[0], len(group) - 1) for group in groups.values()]


def notice_of(member: Member, notice_id: int) -> Notice | None:
    """One of this member's own."""
    found: Notice | None = db.session.scalar(
        select(Notice).where(Notice.id == notice_id, Notice.member_id == member.id)
    )
    return found


def unread_count(member_id: Any) -> ScalarSelect[int]:
    """How many unread notices, as a column that another query can carry along."""
    return (
        select(func.count(Notice.id)).where(Notice.member_id == member_id, Notice.read_at.is_(None)).scalar_subquery()
    )


def wanted_letters(member: Member) -> list[NoticeKind]:
    """The kinds of letter this member has not stopped."""
    stopped = set(db.session.scalars(select(LetterStop.kind).where(LetterStop.member_id == member.id)))
    return [kind for kind in LABELS if kind not in stopped]
