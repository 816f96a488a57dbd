"""A shipment is the one parcel of one pledge, sent under a passed inspection.

It is delivered when staff or the pledger say so.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.database import Model, short

if TYPE_CHECKING:
    from commerce.pledges.pledge import Pledge


class Shipment(Model):
    """A pledge's parcel: who carries it under which number, when it left and when it arrived."""

    __tablename__ = "shipment"
    __table_args__ = (
        CheckConstraint("(delivered_at IS NULL) = (delivered_by IS NULL)", name="delivered_by_somebody"),
        CheckConstraint("delivered_at IS NULL OR delivered_at >= shipped_at", name="arrives_after_leaving"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledge.id"), unique=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"))
    carrier: Mapped[str] = mapped_column(short(60))
    number: Mapped[str] = mapped_column(short(60))
    shipped_at: Mapped[datetime] = mapped_column(index=True)
    shipped_by: Mapped[int] = mapped_column(ForeignKey("member.id"))
    delivered_at: Mapped[datetime | None]
    delivered_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"))

    pledge: Mapped[Pledge] = relationship("Pledge", lazy="raise_on_sql")

    @property
    def is_delivered(self) -> bool:
        """Whether somebody has said that the parcel arrived."""
        return self.delivered_at is not None
