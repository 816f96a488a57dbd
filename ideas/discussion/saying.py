"""Saying something about a concept: opening a thread of one kind, or answering in one; and taking it back."""

from __future__ import annotations

from sqlalchemy import update
from sqlalchemy.orm.attributes import set_committed_value

from ideas.concepts.concept import Concept, ConceptState
from ideas.concepts.wording import refuse_unstorable
from ideas.discussion.comment import Comment, CommentKind
from ideas.discussion.policy import may_comment, may_reply, may_retract
from kernel.clock import now
from kernel.database import db
from kernel.markup import excerpt, to_html
from kernel.outbox import post
from kernel.policy import Refused, require
from kernel.rules import RuleBroken
from kernel.search import forget, index
from members.accounts.member import Member

COMMENT_MAX = 5_000


def say(member: Member, concept: Concept, kind: CommentKind, source: str) -> Comment:
    """Open a thread. Raises RuleBroken on `source` when there is nothing to say, or too much."""
    require(may_comment(member, concept))
    comment = _written(member, concept, kind, source)
    _count_one_more(concept)
    db.session.add(comment)
    db.session.flush()
    comment.thread_id = comment.id
    _follow(comment, concept)
    return comment


def reply(member: Member, concept: Concept, parent: Comment, source: str) -> Comment:
    """Answer a comment in its thread. Raises RuleBroken as `say` does."""
    opening = parent if parent.opens_thread else db.session.get_one(Comment, parent.thread_id)
    require(may_reply(member, concept, opening))
    comment = _written(member, concept, opening.kind, source)
    comment.thread_id, comment.parent_id = opening.id, parent.id
    comment.reply_number = _number_of_reply(opening)
    set_committed_value(comment, "parent", parent)
    _count_one_more(concept)
    db.session.add(comment)
    db.session.flush()
    _follow(comment, concept)
    return comment


def retract(member: Member, comment: Comment) -> None:
    """Take one's own words back for good. The place in the thread stays, without them. Needs the concept loaded."""
    require(may_retract(member, comment))
    comment.retracted_at = now()
    comment.source = comment.html = ""
    count(comment.concept, -1)
    forget("comment", comment.id)


def count(concept: Concept, step: int) -> None:
    """Keep the concept's number of comments that are shown."""
    counted = update(Concept).where(Concept.id == concept.id).values(comments_count=Concept.comments_count + step)
    left = db.session.scalar(counted.returning(Concept.comments_count).execution_options(synchronize_session=False))
    set_committed_value(concept, "comments_count", left)


def _count_one_more(concept: Concept) -> None:
    """Count and check in one statement: the concept may have left, or been hidden, since it was read."""
    stands = (Concept.state == ConceptState.PROPOSED, Concept.hidden_at.is_(None))
    counted = update(Concept).where(Concept.id == concept.id, *stands)
    counted = counted.values(comments_count=Concept.comments_count + 1).returning(Concept.comments_count)
    count = db.session.scalar(counted.execution_options(synchronize_session=False))
    if count is None:
        raise Refused("This concept takes no comments any more.")
    set_committed_value(concept, "comments_count", count)


def _number_of_reply(opening: Comment) -> int:
    """The next number in the thread, which nobody else gets; the thread may have gone since it was read."""
    stands = (Comment.retracted_at.is_(None), Comment.hidden_at.is_(None))
    counted = update(Comment).where(Comment.id == opening.id, *stands)
    counted = counted.values(replies_count=Comment.replies_count + 1).returning(Comment.replies_count)
    number = db.session.scalar(counted.execution_options(synchronize_session=False))
    if number is None:
        raise Refused("This thread's first comment is gone, so it takes no more replies.")
    set_committed_value(opening, "replies_count", number)
    return int(number)


def put_in_index(comment: Comment, concept: Concept) -> None:
    """Let a comment be found by search."""
    said = excerpt(comment.html, COMMENT_MAX)
    index("comment", comment.id, concept.title, said, f"/comments/{comment.id}", about=True)


def _written(member: Member, concept: Concept, kind: CommentKind, source: str) -> Comment:
    refuse_unstorable(source, "source", COMMENT_MAX)
    if not source.strip():
        raise RuleBroken("Write something first.", "source")
    comment = Comment(
        author=member,
        kind=kind,
        source=source.strip(),
        html=to_html(source.strip(), "source"),
        version_number=concept.version_number,
        reply_number=0,
        replies_count=0,
        created_at=now(),
    )
    comment.concept = concept
    return comment


def _follow(comment: Comment, concept: Concept) -> None:
    put_in_index(comment, concept)
    post("discussion.said", key=f"said:{comment.id}", comment_id=comment.id)
