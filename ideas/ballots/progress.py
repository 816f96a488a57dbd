"""How far the count of a closed round has come, so that its page can say so while a large one runs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kernel.database import Model


class CountProgress(Model):
    """One row from the sealing of a round's ballots on: how many there are, and how far they are counted.

    `counted` and `steps` are the counting rule's own (done, of); zero while the ballots are read. `steps` is a guess that
    grows: how often shares must be raised shows only on the way.
    """

    __tablename__ = "count_progress"
    __table_args__ = (CheckConstraint("ballots >= 0 and counted >= 0 and steps >= 0", name="not_negative"),)

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True, autoincrement=False)
    sealed_at: Mapped[datetime]
    ballots: Mapped[int]
    counted: Mapped[int] = mapped_column(default=0)
    steps: Mapped[int] = mapped_column(default=0)
    moved_at: Mapped[datetime]
