"""A co-author is invited by name and counts only once they have accepted; they may leave again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model

if TYPE_CHECKING:
    from members.accounts.member import Member


class CoAuthor(Model):
    """One row per concept and member: invited, then accepted or declined, and perhaps left."""

    __tablename__ = "concept_co_author"
    __table_args__ = (
        UniqueConstraint("concept_id", "member_id"),
        CheckConstraint("accepted_at IS NULL OR declined_at IS NULL", name="one_answer"),
        Index("ix_concept_co_author_member", "member_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    invited_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    invited_at: Mapped[datetime] = mapped_column(default=now)
    accepted_at: Mapped[datetime | None]
    declined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship("Member", foreign_keys=[member_id], lazy="raise_on_sql")

    @property
    def is_active(self) -> bool:
        """Accepted and still with the concept."""
        return self.accepted_at is not None and self.left_at is None

    @classmethod
    def active(cls) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
        """The same as SQL."""
        return cls.accepted_at.is_not(None), cls.left_at.is_(None)

    @property
    def is_waiting(self) -> bool:
        """Invited, and no answer yet."""
        return self.accepted_at is None and self.declined_at is None and self.left_at is None
