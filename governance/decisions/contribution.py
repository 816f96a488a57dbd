"""What members say about a decision: plain threads of one level. Taken back or hidden, its place stays and says so."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from governance.decisions.decision import HIDDEN_REASON_LENGTH
from kernel.clock import now
from kernel.database import Model, short

if TYPE_CHECKING:
    from members.accounts.member import Member

LONGEST = 4000


class Contribution(Model):
    """A contribution, or a reply to one. Why it is hidden is beside it and, for good, in the record."""

    __tablename__ = "decision_contribution"
    __table_args__ = (
        CheckConstraint("(hidden_at IS NULL) = (hidden_reason IS NULL)", name="hidden_has_reason"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
        Index(None, "decision_id", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("decision_contribution.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    source: Mapped[str]
    html: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=now)
    retracted_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    hidden_reason: Mapped[str | None] = mapped_column(short(HIDDEN_REASON_LENGTH))

    author: Mapped[Member] = relationship(lazy="raise_on_sql")

    @property
    def is_gone(self) -> bool:
        """Its words are not shown."""
        return self.retracted_at is not None or self.hidden_at is not None

    @property
    def path(self) -> str:
        """Its place on the page of the decision."""
        return f"/decisions/{self.decision_id}#contribution-{self.id}"
