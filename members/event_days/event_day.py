"""One widening of the limits of tries: where, by whom, why, and for how many hours; a day at most."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model, short
from members.accounts.member import Member

LONGEST_HOURS = 24


class EventDay(Model):
    """Ten times higher limits in one network, or everywhere when none is named, until its hours are over or staff end it."""

    __tablename__ = "event_day"
    __table_args__ = (
        CheckConstraint("hours BETWEEN 1 AND 24", name="a_day_at_most"),
        CheckConstraint("length(reason) > 0", name="reason"),
        CheckConstraint("(ended_at IS NULL) = (ended_by_id IS NULL)", name="ended_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    network: Mapped[str | None] = mapped_column(short(49))
    reason: Mapped[str]
    hours: Mapped[int]
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    at: Mapped[datetime] = mapped_column(default=now, index=True)
    ended_at: Mapped[datetime | None]
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))

    by: Mapped[Member] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    ended_by: Mapped[Member | None] = relationship(foreign_keys=[ended_by_id], lazy="raise_on_sql")

    @property
    def ends_at(self) -> datetime:
        """When it is over by itself."""
        return self.at + timedelta(hours=self.hours)

    def is_open(self, at: datetime) -> bool:
        """Whether it widens the limits at that moment."""
        return self.ended_at is None and at < self.ends_at

    @property
    def where(self) -> str:
        """In words."""
        return f"in the network {self.network}" if self.network else "everywhere"
