"""A candidate: named by themselves or by another, standing once they accept, and until they step back before the voting."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model

if TYPE_CHECKING:
    from members.accounts.member import Member

WORDS_LENGTH = 2000


class Candidate(Model):
    """One per member and election. `words` are the candidate's own, or of who named them until they accept."""

    __tablename__ = "election_candidate"
    __table_args__ = (
        UniqueConstraint("election_id", "member_id"),
        CheckConstraint("length(words) > 0", name="words_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    election_id: Mapped[int] = mapped_column(ForeignKey("election.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    nominated_by: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    nominated_at: Mapped[datetime] = mapped_column(default=now)
    words: Mapped[str]
    html: Mapped[str]
    accepted_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(foreign_keys=[member_id], lazy="raise_on_sql")
    nominator: Mapped[Member] = relationship(foreign_keys=[nominated_by], lazy="raise_on_sql")

    @property
    def is_standing(self) -> bool:
        """Whether they can be voted for."""
        return self.accepted_at is not None and self.withdrawn_at is None

    @property
    def is_asked(self) -> bool:
        """Whether somebody named them and they have not answered."""
        return self.accepted_at is None and self.withdrawn_at is None
