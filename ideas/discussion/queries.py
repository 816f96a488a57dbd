"""What readers and acts need of a discussion: a page of threads in one statement, and what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import Integer, Row, Select, bindparam, case, func, select
from sqlalchemy.orm import contains_eager, joinedload
from sqlalchemy.orm.attributes import set_committed_value

from ideas.concepts.co_author import CoAuthor
from ideas.concepts.concept import Concept
from ideas.concepts.queries import NAMED, concept_seen
from ideas.discussion.comment import Comment, CommentKind, Mark
from ideas.forums.forum import Forum
from kernel.database import db
from kernel.paging import Page
from members.accounts.member import Member

THREADS_PER_PAGE = 10
REPLIES_SHOWN = 3
REPLIES_PER_PAGE = 40
DEEPEST = 500


@dataclass(slots=True)
class Thread:
    """An opening comment with the replies that are shown; more of them are on the thread's own page."""

    opening: Comment
    replies: list[Comment] = field(default_factory=list)

    @property
    def more(self) -> int:
        """How many replies are not among those shown."""
        return self.opening.replies_count - len(self.replies)

    def answered(self, reply: Comment) -> Comment | None:
        """The reply that this one answers, when it is shown here; None when it answers the opening comment."""
        return next((other for other in self.replies if other.id == reply.parent_id), None)


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many threads of one kind there are, and how many wait for the authors."""

    kind: CommentKind
    total: int = 0
    open: int = 0
    adopted: int = 0


def threads_of(
    concept: Concept, kind: CommentKind | None = None, open_only: bool = False, number: int = 1
) -> Page[Thread]:
    """A page of threads, newest first, each with its first replies; one statement however long the discussion is."""
    number = min(max(number, 1), DEEPEST)
    asked: dict[str, Any] = {"concept_id": concept.id, "skip": (number - 1) * THREADS_PER_PAGE}
    if kind is not None:
        asked["kind"] = kind
    threads = _threaded(db.session.scalars(_page_of_threads(kind is not None, open_only), asked).all())
    return Page(threads[:THREADS_PER_PAGE], number, len(threads) > THREADS_PER_PAGE)


@cache
def _page_of_threads(of_a_kind: bool, open_only: bool) -> Select[Any]:
    openings = select(Comment.id).where(Comment.concept_id == bindparam("concept_id"), Comment.reply_number == 0)
    if of_a_kind:
        openings = openings.where(Comment.kind == bindparam("kind"))
    if open_only:
        openings = openings.where(
            Comment.settled.is_(None), Comment.retracted_at.is_(None), Comment.hidden_at.is_(None)
        )
    newest = openings.order_by(Comment.id.desc()).limit(THREADS_PER_PAGE + 1).offset(bindparam("skip", type_=Integer))
    chosen = newest.subquery()
    return (
        select(Comment)
        .join(chosen, chosen.c.id == Comment.thread_id)
        .where(Comment.reply_number <= REPLIES_SHOWN)
        .order_by(Comment.thread_id.desc(), Comment.reply_number)
        .options(joinedload(Comment.author).load_only(*NAMED))
    )


def _threaded(comments: Sequence[Comment]) -> list[Thread]:
    threads: list[Thread] = []
    for comment in comments:
        if comment.opens_thread:
            threads.append(Thread(comment))
        else:
            threads[-1].replies.append(comment)
    return threads


def one_thread(opening: Comment, number: int = 1) -> Page[Thread]:
    """A thread with one page of its replies, found by their numbers so that the last page costs what the first does."""
    number = min(max(number, 1), 1 + opening.replies_count // REPLIES_PER_PAGE)
    first = (number - 1) * REPLIES_PER_PAGE
    replies = (
        select(Comment)
        .where(
            Comment.thread_id == opening.id,
            Comment.reply_number > first,
            Comment.reply_number <= first + REPLIES_PER_PAGE,
        )
        .order_by(Comment.reply_number)
        .options(joinedload(Comment.author).load_only(*NAMED))
    )
    found = list(db.session.scalars(replies))
    return Page([Thread(opening, found)], number, first + len(found) < opening.replies_count)


def counts_by_kind(concept: Concept) -> list[KindCount]:
    """Every kind in order, with its threads and those still open. Threads that are gone do not count."""
    rows = db.session.execute(_counted(), {"concept_id": concept.id})
    found = {kind: KindCount(kind, total, total - settled, adopted) for kind, total, settled, adopted in rows}
    return [found.get(kind, KindCount(kind)) for kind in CommentKind]


@cache
def _counted() -> Any:
    adopted = case((Comment.settled == Mark.ADOPTED, 1))
    counted = select(Comment.kind, func.count(), func.count(Comment.settled), func.count(adopted))
    standing = (Comment.retracted_at.is_(None), Comment.hidden_at.is_(None))
    here = (Comment.concept_id == bindparam("concept_id"), Comment.reply_number == 0)
    return counted.where(*here, *standing).group_by(Comment.kind)


def improvers_of(concept: Concept) -> Sequence[Row[int, str, str | None]]:
    """Id, name and picture key of members whose thread the authors adopted, in the order of adoption; twelve at most."""
    named = (Member.id, Member.name, Member.picture_key)
    adopted = select(*named).join(Comment, Comment.author_id == Member.id)
    adopted = adopted.where(
        Comment.concept_id == concept.id, Comment.reply_number == 0, Comment.settled == Mark.ADOPTED
    )
    shown = adopted.where(Comment.retracted_at.is_(None), Comment.hidden_at.is_(None), Member.id != concept.author_id)
    return db.session.execute(shown.group_by(*named).order_by(func.min(Comment.settled_at)).limit(12)).all()


def comment_seen(viewer: Member | None, comment_id: int) -> Comment | None:
    """A comment with its author, its parent and its concept whole; None when the concept is not theirs to see."""
    wanted = select(Comment).where(Comment.id == comment_id)
    comment: Comment | None = db.session.scalar(wanted.options(joinedload(Comment.author), joinedload(Comment.parent)))
    concept = None if comment is None else concept_seen(viewer, comment.concept_id)
    if comment is None or concept is None:
        return None
    set_committed_value(comment, "concept", concept)
    return comment


def comment_held(comment_id: int) -> Comment:
    """A comment with its concept, forum, stewards and co-authors, read afresh and held for an act. The id must exist."""
    held = (
        select(Comment)
        .join(Comment.concept)
        .join(Concept.forum)
        .where(Comment.id == comment_id)
        .options(
            contains_eager(Comment.concept).contains_eager(Concept.forum).selectinload(Forum.stewards),
            contains_eager(Comment.concept).selectinload(Concept.co_authors).joinedload(CoAuthor.member),
            joinedload(Comment.author),
        )
        .with_for_update(of=Comment)
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(held).one()


def opening_of(comment: Comment) -> Comment:
    """The first comment of its thread, with its author and the same concept."""
    if comment.opens_thread:
        return comment
    wanted = select(Comment).where(Comment.id == comment.thread_id).options(joinedload(Comment.author))
    opening = db.session.scalars(wanted).one()
    set_committed_value(opening, "concept", comment.concept)
    return opening
