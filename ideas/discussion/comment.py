"""A comment is a question, improvement, concern or piece of evidence about a concept, with its replies in one thread.

A thread is one opening comment and its replies in order; a reply to a reply stays there and names whom it answers.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model, enum_column

if TYPE_CHECKING:
    from ideas.concepts.concept import Concept
    from members.accounts.member import Member


class CommentKind(StrEnum):
    """What a thread is for."""

    QUESTION = "question"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    EVIDENCE = "evidence"


class Mark(StrEnum):
    """How the concept's author closed a thread."""

    ANSWERED = "answered"
    ADOPTED = "adopted"
    DECLINED = "declined"


class Comment(Model):
    """An opening comment has reply_number 0 and thread_id = id; replies count up from 1 within their thread."""

    __tablename__ = "comment"
    __table_args__ = (
        Index("uq_comment_thread_id_reply_number", "thread_id", "reply_number", unique=True),
        Index("ix_comment_concept_threads", "concept_id", "reply_number", "id"),
        Index("ix_comment_author", "author_id", "id"),
        CheckConstraint("reply_number >= 0", name="reply_number_not_negative"),
        CheckConstraint("(reply_number = 0) = (parent_id IS NULL)", name="reply_has_parent"),
        CheckConstraint("(settled IS NULL) = (settled_at IS NULL)", name="settled_has_time"),
        CheckConstraint("settled IS NULL OR reply_number = 0", name="only_threads_settle"),
        CheckConstraint("replies_count >= 0", name="replies_not_negative"),
        CheckConstraint("hidden_at IS NULL OR hidden_reason IS NOT NULL", name="hidden_has_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"))
    # Equal to the opening comment's id, also on the opening comment; null only between its insert and its flush.
    thread_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    reply_number: Mapped[int] = mapped_column(default=0)
    replies_count: Mapped[int] = mapped_column(default=0)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    kind: Mapped[CommentKind] = mapped_column(enum_column(CommentKind))
    source: Mapped[str]
    html: Mapped[str]
    version_number: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=now)
    retracted_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    hidden_reason: Mapped[str | None]
    settled: Mapped[Mark | None] = mapped_column(enum_column(Mark))
    settled_at: Mapped[datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))

    author: Mapped[Member] = relationship("Member", foreign_keys=[author_id], lazy="raise_on_sql")
    concept: Mapped[Concept] = relationship("Concept", lazy="raise_on_sql")
    parent: Mapped[Comment | None] = relationship(
        "Comment", foreign_keys=[parent_id], remote_side=[id], lazy="raise_on_sql"
    )

    @property
    def path(self) -> str:
        """The address of its thread, on the page that holds it."""
        return f"/comments/{self.id}"

    @property
    def opens_thread(self) -> bool:
        """Whether this is a thread's first comment."""
        return self.reply_number == 0

    @property
    def is_gone(self) -> bool:
        """Its words are not shown: taken back by its author, or hidden."""
        return self.retracted_at is not None or self.hidden_at is not None

    @property
    def is_open(self) -> bool:
        """A thread that waits for the concept's author."""
        return self.opens_thread and self.settled is None and not self.is_gone
