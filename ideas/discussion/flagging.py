"""Any member may ask the keepers of a forum to look at something, once, with a reason only the keepers read."""

from __future__ import annotations

from sqlalchemy import select

from ideas.concepts.concept import Concept
from ideas.concepts.wording import refuse_unstorable
from ideas.discussion.comment import Comment
from ideas.discussion.moderation import REASON_MAX, Flag
from ideas.discussion.policy import may_flag
from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import db
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def flag(member: Member, thing: Concept | Comment, reason: str) -> bool:
    """Ask for a look. Returns False when this member had asked before."""
    require(may_flag(member, thing))
    refuse_unstorable(reason, "reason", REASON_MAX)
    if not reason.strip():
        raise RuleBroken("Say what is wrong with it.", "reason")
    concept_id, comment_id = (None, thing.id) if isinstance(thing, Comment) else (thing.id, None)
    forum_id = thing.concept.forum_id if isinstance(thing, Comment) else thing.forum_id
    row = insert_unless_there(Flag).values(
        forum_id=forum_id,
        concept_id=concept_id,
        comment_id=comment_id,
        member_id=member.id,
        reason=reason.strip(),
        created_at=now(),
    )
    return db.session.scalar(row.on_conflict_do_nothing().returning(Flag.id)) is not None


def has_flagged(member: Member | None, thing: Concept | Comment) -> bool:
    """Whether this member asked about it before."""
    if member is None:
        return False
    column = Flag.comment_id if isinstance(thing, Comment) else Flag.concept_id
    theirs = select(Flag.id).where(Flag.member_id == member.id, column == thing.id)
    return db.session.scalar(theirs) is not None
