"""Telling a member something, once: a notice in the site, and a letter unless they stopped that kind."""

from __future__ import annotations

from sqlalchemy import select, update

from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import db
from kernel.outbox import post
from members.accounts.member import Member
from members.notices.notice import LetterStop, Notice, NoticeKind


def notify(member_id: int, kind: str, key: str, words: str, url: str, enclosed: str = "") -> None:
    """Tell this member, inside the open transaction. The same key again changes nothing.

    `kind` is one of NoticeKind; `url` is a path of this site. Raises ValueError for any other. `enclosed` is plain text
    that only the letter carries, such as a checkpoint to keep.
    """
    known = NoticeKind(kind)
    if not url.startswith("/"):
        raise ValueError(f"a notice leads to a page of this site, not to {url!r}")
    row = insert_unless_there(Notice).values(
        member_id=member_id, kind=known, key=key, words=words, url=url, enclosed=enclosed, created_at=now()
    )
    notice_id = db.session.scalar(row.on_conflict_do_nothing().returning(Notice.id))
    if notice_id is not None and _wants_letter(member_id, known):
        post("letter.notice", key=f"notice:{notice_id}", notice_id=notice_id)


def _wants_letter(member_id: int, kind: NoticeKind) -> bool:
    stopped = select(LetterStop.id).where(LetterStop.member_id == member_id, LetterStop.kind == kind).exists()
    wanting = select(Member.id).where(
        Member.id == member_id, Member.email_folded.is_not(None), Member.left_at.is_(None), ~stopped
    )
    return db.session.scalar(wanting) is not None


def read_notice(member: Member, notice_id: int) -> None:
    """Mark one of this member's notices as read, and those that say the same of the same page; another's changes nothing."""
    read = db.session.scalar(select(Notice).where(Notice.id == notice_id, Notice.member_id == member.id))
    if read is None:
        return
    alike = Notice.url == read.url, Notice.words.startswith(read.beginning, autoescape=True)
    unread = update(Notice).where(Notice.member_id == member.id, *alike, Notice.read_at.is_(None))
    db.session.execute(unread.values(read_at=now()).execution_options(synchronize_session=False))
    db.session.expire(read)


def read_all(member: Member) -> None:
    """Mark all of this member's notices as read."""
    db.session.execute(
        update(Notice).where(Notice.member_id == member.id, Notice.read_at.is_(None)).values(read_at=now())
    )
