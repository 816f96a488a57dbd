"""An act that somebody has confirmed and that is done when its fifteen minutes are over; until then nothing of it exists.

So there is nothing to undo: no letter, no line of the public record, no row of the act itself. It ends once, in one of three
ways: done, taken back, or refused by its own rules at the moment when it would have been done.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.database import Model, short
from members.accounts.member import Member

WINDOW = timedelta(minutes=15)
OPEN = "ended_at IS NULL"


class PendingAct(Model):
    """What is to be done to what, by whom and when. `given` is what the act needs, and goes with its end."""

    __tablename__ = "pending_act"
    __table_args__ = (
        Index(
            "uq_pending_act_open", "kind", "subject", unique=True, sqlite_where=text(OPEN), postgresql_where=text(OPEN)
        ),
        Index(None, "ended_at", "due_at"),
        CheckConstraint("arranged_at < due_at", name="moments_in_order"),
        CheckConstraint("ended_at IS NOT NULL OR (taken_back_by IS NULL AND refusal IS NULL)", name="open_has_no_end"),
        CheckConstraint("taken_back_by IS NULL OR refusal IS NULL", name="one_end"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(short(40))
    subject: Mapped[str] = mapped_column(short(120))
    title: Mapped[str]
    url: Mapped[str] = mapped_column(short(200))
    given: Mapped[dict[str, Any]]
    arranged_by: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    arranged_at: Mapped[datetime]
    due_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    taken_back_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    refusal: Mapped[str | None]

    arranger: Mapped[Member] = relationship(foreign_keys=[arranged_by], lazy="raise_on_sql")

    @property
    def path(self) -> str:
        """Its page, for whoever may take it back."""
        return f"/pending/{self.id}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits."""
        return self.ended_at is None
