"""Words find the people they concern: authors hear of new threads, speakers of answers and marks."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept
from ideas.discussion.comment import Comment
from kernel.database import db, transaction
from kernel.outbox import delivers
from members.notices.noticing import notify


@delivers("discussion.said", "Telling of a comment")
def tell_said(comment_id: int) -> None:
    """Tell a concept's authors of a new thread; tell those answered of a reply. Nobody hears of their own words."""
    with transaction():
        comment = _comment(comment_id)
        if comment is None or comment.is_gone:
            return
        title, said = comment.concept.title, f"/comments/{comment.id}#comment-{comment.id}"
        answered = _answered(comment)
        for member_id in answered - {comment.author_id}:
            notify(
                member_id, "discussion", f"said:{comment.id}", f"{comment.author.name} answered you on “{title}”.", said
            )
        words = f"{comment.author.name}: {comment.kind.value} about “{title}”."
        for member_id in _authors(comment.concept) - answered - {comment.author_id}:
            notify(member_id, "concepts", f"said:{comment.id}", words, said)


@delivers("discussion.settled", "Telling what came of a comment")
def tell_settled(comment_id: int, mark: str, by: int) -> None:
    """Tell whoever opened a thread what its authors made of it."""
    with transaction():
        comment = _comment(comment_id)
        if comment is None or comment.settled != mark or comment.author_id == by:
            return
        words = f"Your {comment.kind.value} about “{comment.concept.title}” was marked {mark}."
        notify(comment.author_id, "discussion", f"settled:{comment.id}:{mark}", words, f"/comments/{comment.id}")


def _comment(comment_id: int) -> Comment | None:
    whole = (joinedload(Comment.author), joinedload(Comment.concept), joinedload(Comment.parent))
    found: Comment | None = db.session.scalar(select(Comment).where(Comment.id == comment_id).options(*whole))
    return found


def _answered(comment: Comment) -> set[int]:
    """Who opened the thread, and whom this reply answers; nobody for a new thread."""
    if comment.parent is None:
        return set()
    opener = db.session.scalar(select(Comment.author_id).where(Comment.id == comment.thread_id))
    return {comment.parent.author_id} | ({opener} if opener is not None else set())


def _authors(concept: Concept) -> set[int]:
    mates = select(CoAuthor.member_id).where(
        CoAuthor.concept_id == concept.id, CoAuthor.accepted_at.is_not(None), CoAuthor.left_at.is_(None)
    )
    return {concept.author_id, *db.session.scalars(mates)}
