"""A witness keeps our checkpoints where we cannot reach them: an address, confirmed by its owner, and how often."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Mapped, mapped_column

from kernel.clock import now
from kernel.database import Model, enum_column, short


class Pace(StrEnum):
    """Which checkpoints a witness gets."""

    DAY = "day"
    EVERY = "every"


PACES = {
    Pace.DAY: "One a day, and each one over a round’s result or its published ballots",
    Pace.EVERY: "Each one, at most every ten minutes",
}


class RecordWitness(Model):
    """One address. Stopping deletes the row: nothing is kept of who once was a witness."""

    __tablename__ = "record_witness"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(short(254))
    email_folded: Mapped[str] = mapped_column(short(254), unique=True)
    pace: Mapped[Pace] = mapped_column(enum_column(Pace), default=Pace.DAY)
    asked_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
