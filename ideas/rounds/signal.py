"""A signal is something reviews or members say should change, with its evidence; every brief says which signals of its
forum it answers and, with a reason, which it does not.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.forums.forum import Forum
from kernel.clock import now
from kernel.database import Model, short

if TYPE_CHECKING:
    from ideas.rounds.round import Round
    from members.accounts.member import Member

STATEMENT_LENGTH = 200
EVIDENCE_LENGTH = 4000
CLOSING_LENGTH = 500


class Signal(Model):
    """Noted in a forum; `theme_id` and `url` lead back to the reviews it came from, when it came from reviews."""

    __tablename__ = "signal"
    __table_args__ = (CheckConstraint("(closed_at IS NULL) = (length(closed_reason) = 0)", name="closed_with_reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"), index=True)
    statement: Mapped[str] = mapped_column(short(STATEMENT_LENGTH))
    evidence: Mapped[str]
    theme_id: Mapped[int | None] = mapped_column(unique=True)
    url: Mapped[str] = mapped_column(short(300), default="")
    created_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=now)
    closed_at: Mapped[datetime | None]
    closed_reason: Mapped[str] = mapped_column(default="")

    forum: Mapped[Forum] = relationship(lazy="raise_on_sql")
    author: Mapped[Member | None] = relationship(lazy="raise_on_sql")
    rounds: Mapped[list[RoundSignal]] = relationship(
        back_populates="signal", lazy="raise_on_sql", order_by="RoundSignal.id"
    )


class RoundSignal(Model):
    """What a round said to a signal: picked for its brief, or not picked for the reason given."""

    __tablename__ = "round_signal"
    __table_args__ = (
        UniqueConstraint("round_id", "signal_id"),
        CheckConstraint("picked OR length(reason) > 0", name="reason_when_not_picked"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    signal_id: Mapped[int] = mapped_column(ForeignKey("signal.id"), index=True)
    picked: Mapped[bool]
    reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    decided_at: Mapped[datetime] = mapped_column(default=now)

    round: Mapped[Round] = relationship(back_populates="signals", lazy="raise_on_sql")
    signal: Mapped[Signal] = relationship(back_populates="rounds", lazy="raise_on_sql")
