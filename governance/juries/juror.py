"""A juror: drawn, told, in the seat until they step back or stay silent; and what the jury says at the end."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from governance.record.append_only import append_only
from kernel.clock import now
from kernel.database import Model, enum_column, short

if TYPE_CHECKING:
    from members.accounts.member import Member


class Voice(StrEnum):
    """What a juror may say."""

    SEND_BACK = "send back"
    UPHOLD = "uphold"


class Leaving(StrEnum):
    """Why a seat went to the next one drawn."""

    STEPPED_BACK = "stepped back"
    SILENT = "silent"


class Juror(Model):
    """`position` is the order drawn. A voice has its reason and moment, and can change until the jury decides."""

    __tablename__ = "juror"
    __table_args__ = (
        UniqueConstraint("jury_id", "place"),
        UniqueConstraint("jury_id", "member_id"),
        CheckConstraint("(voice IS NULL) = (voted_at IS NULL)", name="voice_has_moment"),
        CheckConstraint("voice IS NULL OR length(reason) > 0", name="voice_has_reason"),
        CheckConstraint("voice IS NULL OR left_at IS NULL", name="voters_stay"),
        CheckConstraint("(left_at IS NULL) = (leaving IS NULL)", name="leaving_has_moment"),
    )

    jury_id: Mapped[int] = mapped_column(ForeignKey("jury.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[int]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    summoned_at: Mapped[datetime] = mapped_column(default=now)
    accepted_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    leaving: Mapped[Leaving | None] = mapped_column(enum_column(Leaving))
    voice: Mapped[Voice | None] = mapped_column(enum_column(Voice))
    reason: Mapped[str] = mapped_column(default="")
    html: Mapped[str] = mapped_column(default="")
    voted_at: Mapped[datetime | None]

    member: Mapped[Member] = relationship(lazy="raise_on_sql")

    @property
    def is_seated(self) -> bool:
        """Whether the seat is theirs."""
        return self.left_at is None


class JuryVerdict(Model):
    """The end of a case, once."""

    __tablename__ = "jury_verdict"
    __table_args__ = (
        CheckConstraint("send_back >= 0 AND uphold >= 0", name="counts_not_negative"),
        CheckConstraint("NOT sent_back OR send_back > uphold", name="sent_back_by_a_majority"),
    )

    jury_id: Mapped[int] = mapped_column(ForeignKey("jury.id"), primary_key=True)
    sent_back: Mapped[bool]
    send_back: Mapped[int]
    uphold: Mapped[int]
    decided_at: Mapped[datetime]
    seed: Mapped[str] = mapped_column(short(64))
    record_seq: Mapped[int] = mapped_column(ForeignKey("record_entry.seq"), index=True)


append_only(JuryVerdict.__table__)
