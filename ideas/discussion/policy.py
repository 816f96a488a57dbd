"""Members discuss concepts that stand; authors close threads; only keepers of the forum hide, and never their own affairs."""

from __future__ import annotations

from datetime import datetime

from ideas.concepts.concept import Concept
from ideas.concepts.policy import STATE_WORDS
from ideas.discussion.comment import Comment, CommentKind, Mark
from ideas.forums.forum import Forum
from ideas.forums.policy import may_keep_forum, standing
from kernel.policy import Verdict, refused
from members.accounts.member import Member

MARKS = {
    CommentKind.QUESTION: (Mark.ANSWERED, Mark.DECLINED),
    CommentKind.IMPROVEMENT: (Mark.ADOPTED, Mark.ANSWERED, Mark.DECLINED),
    CommentKind.CONCERN: (Mark.ANSWERED, Mark.ADOPTED, Mark.DECLINED),
    CommentKind.EVIDENCE: (Mark.ADOPTED, Mark.ANSWERED, Mark.DECLINED),
}


def may_comment(member: Member | None, concept: Concept) -> Verdict:
    """Whether they may open a thread on this concept."""
    if concept.hidden_at is not None:
        return refused("This concept is hidden, so its discussion rests.")
    if concept.state in STATE_WORDS:
        return refused(STATE_WORDS[concept.state])
    return standing(member)


def may_reply(member: Member | None, concept: Concept, opening: Comment) -> Verdict:
    """Whether they may answer in this thread."""
    if opening.is_gone:
        return refused("This thread's first comment is gone, so it takes no more replies.")
    return may_comment(member, concept)


def may_settle(member: Member | None, concept: Concept, opening: Comment) -> Verdict:
    """Whether they may mark a thread answered, adopted or declined, or open it again. Needs the co-authors loaded."""
    able = standing(member)
    if member is None or not able:
        return able
    if not concept.is_by(member.id):
        return refused("Only the concept's authors say what is answered, adopted or declined.")
    if not opening.opens_thread or opening.is_gone:
        return refused("There is nothing to settle here.")
    return able


def may_retract(member: Member | None, comment: Comment) -> Verdict:
    """Whether they may take their own words back."""
    able = standing(member)
    if member is None or not able:
        return able
    if comment.author_id != member.id:
        return refused("Only its author takes a comment back.")
    return refused("This comment is gone already.") if comment.is_gone else able


def may_flag(member: Member | None, thing: Concept | Comment) -> Verdict:
    """Whether they may ask the keepers to look at it."""
    able = standing(member)
    if member is None or not able:
        return able
    if thing.author_id == member.id:
        return refused("This is your own; you can take it back yourself.")
    return refused("It is not shown any more.") if _is_gone(thing) else able


def may_moderate(member: Member | None, forum: Forum, thing: Concept | Comment, at: datetime) -> Verdict:
    """Whether they may hide it, restore it or let it stand. Needs the forum's stewards loaded."""
    keeps = may_keep_forum(member, forum, at)
    if keeps and member is not None and thing.author_id == member.id:
        return refused("This is your own: another steward or staff has to decide.")
    return keeps


def _is_gone(thing: Concept | Comment) -> bool:
    return thing.is_gone if isinstance(thing, Comment) else thing.hidden_at is not None
