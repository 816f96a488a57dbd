"""Notices are news and no archive: a read one goes half a year after it was read, an unread one after a year."""

from __future__ import annotations

from datetime import timedelta

from kernel.clock import now
from kernel.terms import drop
from members.notices.notice import Notice

READ_KEPT, UNREAD_KEPT = timedelta(days=180), timedelta(days=365)


def forget_old_notices() -> None:
    """Drop the notices whose term is over. A clock tick."""
    drop(Notice, Notice.read_at < now() - READ_KEPT)
    drop(Notice, Notice.read_at.is_(None) & (Notice.created_at < now() - UNREAD_KEPT))
