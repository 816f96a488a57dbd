"""Moderation is rows with author, time and public reason: a member flags, a steward or staff hides, and may restore."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model, enum_column, short

if TYPE_CHECKING:
    from ideas.concepts.concept import Concept
    from ideas.discussion.comment import Comment
    from members.accounts.member import Member

REASON_MAX = 500


class ModerationKind(StrEnum):
    """What was done."""

    HIDE = "hide"
    RESTORE = "restore"


class FlagAnswer(StrEnum):
    """What became of a flag."""

    HIDDEN = "hidden"
    KEPT = "kept"


class Flag(Model):
    """A member asks the forum's keepers to look at a concept or a comment; once per member and thing."""

    __tablename__ = "flag"
    __table_args__ = (
        UniqueConstraint("member_id", "concept_id"),
        UniqueConstraint("member_id", "comment_id"),
        CheckConstraint("(concept_id IS NULL) <> (comment_id IS NULL)", name="one_subject"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answer_has_time"),
        Index("ix_flag_queue", "forum_id", "answered_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    concept_id: Mapped[int | None] = mapped_column(ForeignKey("concept.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    reason: Mapped[str] = mapped_column(short(REASON_MAX))
    created_at: Mapped[datetime] = mapped_column(default=now)
    answer: Mapped[FlagAnswer | None] = mapped_column(enum_column(FlagAnswer))
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))

    member: Mapped[Member] = relationship("Member", foreign_keys=[member_id], lazy="raise_on_sql")
    concept: Mapped[Concept | None] = relationship("Concept", lazy="raise_on_sql")
    comment: Mapped[Comment | None] = relationship("Comment", lazy="raise_on_sql")


class Moderation(Model):
    """One act of hiding or restoring, public, never deleted."""

    __tablename__ = "moderation"
    __table_args__ = (
        CheckConstraint("(concept_id IS NULL) <> (comment_id IS NULL)", name="one_subject"),
        CheckConstraint("length(reason) > 0", name="reason_given"),
        Index("ix_moderation_forum", "forum_id", "id"),
        Index("ix_moderation_concept", "concept_id", "id"),
        Index("ix_moderation_comment", "comment_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    concept_id: Mapped[int | None] = mapped_column(ForeignKey("concept.id"))
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"))
    kind: Mapped[ModerationKind] = mapped_column(enum_column(ModerationKind))
    reason: Mapped[str] = mapped_column(short(REASON_MAX))
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[Member] = relationship("Member", lazy="raise_on_sql")
    concept: Mapped[Concept | None] = relationship("Concept", lazy="raise_on_sql")
    comment: Mapped[Comment | None] = relationship("Comment", lazy="raise_on_sql")
