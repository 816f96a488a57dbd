"""Authors say what became of each thread, so that a reader sees what is still open."""

from __future__ import annotations

from ideas.concepts.concept import Concept
from ideas.discussion.comment import Comment, Mark
from ideas.discussion.policy import MARKS, may_settle
from kernel.clock import now
from kernel.outbox import post
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member


def settle(member: Member, concept: Concept, opening: Comment, mark: Mark) -> None:
    """Mark a thread. Marking it otherwise later is allowed; the last mark and its time stand."""
    require(may_settle(member, concept, opening))
    if mark not in MARKS[opening.kind]:
        raise RuleBroken(f"A {opening.kind.value} cannot be marked {mark.value}.", "mark")
    opening.settled, opening.settled_at, opening.settled_by_id = mark, now(), member.id
    key = f"settled:{opening.id}:{mark.value}"
    post("discussion.settled", key=key, comment_id=opening.id, mark=mark.value, by=member.id)


def reopen(member: Member, concept: Concept, opening: Comment) -> None:
    """Take the mark off: the thread is open again."""
    require(may_settle(member, concept, opening))
    opening.settled = opening.settled_at = opening.settled_by_id = None
