"""How far the count of a closed round has come, so that its page can say so while a large one runs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kernel.database import Model


class CountProgress(Model):
    """One row from the sealing of a round's ballots on: how many there are, and how far they are read and counted.

    `counted` and `steps` are the counting rule's own (done, of), about the same time each.
    """

    __tablename__ = "count_progress"
    __table_args__ = (
        CheckConstraint("ballots >= 0 and read >= 0 and counted >= 0 and steps >= 0", name="not_negative"),
    )

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True, autoincrement=False)
    sealed_at: Mapped[datetime]
    ballots: Mapped[int]
    read: Mapped[int] = mapped_column(default=0)
    counted: Mapped[int] = mapped_column(default=0)
    steps: Mapped[int] = mapped_column(default=0)
    moved_at: Mapped[datetime]

    @property
    def percent(self) -> int:
        """From 0 to 100: a third for reading the ballots, the rest for counting them."""
        read = min(self.read / self.ballots, 1) if self.ballots else 1
        counted = min(self.counted / self.steps, 1) if self.steps else 0
        return round(100 * (read + 2 * counted) / 3)
