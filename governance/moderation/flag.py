"""What is asked and done: a member flags or objects, a keeper hides, and may restore. Rows are never deleted."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from governance.moderation.ground import Ground
from kernel.clock import now
from kernel.database import Model, enum_column, short

if TYPE_CHECKING:
    from members.accounts.member import Member

REASON_MAX = 500
KIND_MAX = 32
PLACE_MAX = 40


class Did(StrEnum):
    """What was done."""

    HIDE = "hide"
    RESTORE = "restore"


class FlagAnswer(StrEnum):
    """What became of a flag or an objection."""

    HIDDEN = "hidden"
    KEPT = "kept"
    RESTORED = "restored"
    GONE = "gone"


class Flag(Model):
    """A member asks the keepers to look at something, once for each thing; without a ground it is its author's objection."""

    __tablename__ = "flag"
    __table_args__ = (
        UniqueConstraint("member_id", "kind", "thing_id"),
        CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answer_has_time"),
        CheckConstraint("ground IS NOT NULL OR length(reason) > 0", name="objection_has_words"),
        Index("ix_flag_queue", "answered_at", "place", "id"),
        Index("ix_flag_thing", "kind", "thing_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(short(KIND_MAX))
    thing_id: Mapped[int]
    place: Mapped[str] = mapped_column(short(PLACE_MAX), default="")
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    ground: Mapped[Ground | None] = mapped_column(enum_column(Ground))
    reason: Mapped[str] = mapped_column(short(REASON_MAX), default="")
    created_at: Mapped[datetime] = mapped_column(default=now)
    answer: Mapped[FlagAnswer | None] = mapped_column(enum_column(FlagAnswer))
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))

    member: Mapped[Member] = relationship("Member", foreign_keys=[member_id], lazy="raise_on_sql")


class Moderation(Model):
    """One act of hiding or restoring: what, who, when and why."""

    __tablename__ = "moderation"
    __table_args__ = (
        CheckConstraint("(did = 'hide') = (ground IS NOT NULL)", name="hidden_on_a_ground"),
        CheckConstraint("length(reason) > 0", name="reason_given"),
        Index("ix_moderation_place", "place", "id"),
        Index("ix_moderation_thing", "kind", "thing_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(short(KIND_MAX))
    thing_id: Mapped[int]
    place: Mapped[str] = mapped_column(short(PLACE_MAX), default="")
    did: Mapped[Did] = mapped_column(enum_column(Did))
    ground: Mapped[Ground | None] = mapped_column(enum_column(Ground))
    reason: Mapped[str] = mapped_column(short(REASON_MAX + 100))
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[Member] = relationship("Member", lazy="raise_on_sql")
