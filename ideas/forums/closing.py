"""A forum is closed when its product family is: nothing new begins in it, all of it stays to be read, and it can be reopened.

A round that runs keeps its forum open: what its members were promised is carried out first.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import exists, select

from governance.record.recording import record
from ideas.forums.forum import Forum
from ideas.forums.policy import may_close_forum, may_reopen_forum
from ideas.rounds.round import Round
from kernel.clock import now
from kernel.database import db, lock
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

REASON_LENGTH = 1000


def has_running_round(forum: Forum) -> bool:
    """Whether a round is announced or open in it."""
    return bool(db.session.scalar(select(exists().where(Round.forum_id == forum.id, Round.closes_at > now()))))


def close_forum(actor: Member, forum: Forum, reason: str) -> None:
    """Let nothing new begin in this forum, whose stewards are loaded. Raises RuleBroken when the reason is missing."""
    lock(forum)
    require(may_close_forum(actor, forum, has_running_round(forum), now()))
    reason = reason.strip()
    if not reason or len(reason) > REASON_LENGTH:
        raise RuleBroken(f"Say why, in {REASON_LENGTH:,} characters or fewer: people belong to this forum.", "reason")
    forum.closed_at, forum.closed_reason = now(), reason
    _record("forum.closed", actor, forum, f"{forum.name} was closed: {reason}", reason=reason)


def reopen_forum(actor: Member, forum: Forum) -> None:
    """Let rounds and signals begin in it again. Its stewards are loaded."""
    lock(forum)
    require(may_reopen_forum(actor, forum, now()))
    forum.closed_at, forum.closed_reason = None, ""
    _record("forum.reopened", actor, forum, f"{forum.name} is open again.")


def _record(kind: str, actor: Member, forum: Forum, words: str, **more: Any) -> None:
    record(kind, f"forum:{forum.id}", actor=actor, words=words, url=f"/forums/{forum.slug}", **more)
    db.session.flush()
