"""Members discuss concepts that stand; authors close threads. Who flags and hides is governance/moderation's."""

from __future__ import annotations

from ideas.concepts.concept import Concept
from ideas.concepts.policy import STATE_WORDS
from ideas.discussion.comment import Comment, CommentKind, Mark
from ideas.forums.policy import standing
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
