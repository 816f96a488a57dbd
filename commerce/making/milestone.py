"""A milestone is a promised date in the making of a product.

Moving the promise leaves a row that says from when, to when and why; correcting its words, one that keeps the old ones.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.database import Model, short

if TYPE_CHECKING:
    from kernel.pictures import Picture

MOST_PICTURES = 6


class Milestone(Model):
    """One step of the making that pledgers were promised by a date."""

    __tablename__ = "milestone"
    __table_args__ = (
        UniqueConstraint("product_id", "title"),
        CheckConstraint("(reached_at IS NULL) = (reached_by IS NULL)", name="reached_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    title: Mapped[str] = mapped_column(short(120))
    words: Mapped[str] = mapped_column(default="")
    promised_on: Mapped[date]
    created_at: Mapped[datetime]
    created_by: Mapped[int] = mapped_column(ForeignKey("member.id"))
    reached_at: Mapped[datetime | None]
    reached_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"))

    pictures: Mapped[list[MilestonePicture]] = relationship(
        order_by="MilestonePicture.position", lazy="raise_on_sql", cascade="all, delete-orphan"
    )
    moves: Mapped[list[MilestoneMove]] = relationship(
        order_by="MilestoneMove.id", lazy="raise_on_sql", cascade="all, delete-orphan"
    )

    corrections: Mapped[list[MilestoneCorrection]] = relationship(
        order_by="MilestoneCorrection.id", lazy="raise_on_sql", cascade="all, delete-orphan"
    )

    @property
    def is_reached(self) -> bool:
        """Whether staff have said that this step is done."""
        return self.reached_at is not None

    def is_late(self, at: datetime) -> bool:
        """Whether the promised day has passed without the step being done."""
        return self.reached_at is None and at.date() > self.promised_on


class MilestonePicture(Model):
    """One picture from the workshop, shown with its milestone."""

    __tablename__ = "milestone_picture"
    __table_args__ = (UniqueConstraint("milestone_id", "picture_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    milestone_id: Mapped[int] = mapped_column(ForeignKey("milestone.id"), index=True)
    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id"), index=True)
    position: Mapped[int]

    picture: Mapped[Picture] = relationship("Picture", lazy="raise_on_sql")


class MilestoneCorrection(Model):
    """What a milestone said before its words were corrected. Never deleted."""

    __tablename__ = "milestone_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    milestone_id: Mapped[int] = mapped_column(ForeignKey("milestone.id"), index=True)
    title: Mapped[str] = mapped_column(short(120))
    words: Mapped[str]
    corrected_at: Mapped[datetime]
    corrected_by: Mapped[int] = mapped_column(ForeignKey("member.id"))


class MilestoneMove(Model):
    """A promised date that was moved, by whom and why. Never deleted: pledgers see every slip."""

    __tablename__ = "milestone_move"
    __table_args__ = (CheckConstraint("from_on <> to_on", name="moves"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    milestone_id: Mapped[int] = mapped_column(ForeignKey("milestone.id"), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date]
    reason: Mapped[str]
    moved_at: Mapped[datetime]
    moved_by: Mapped[int] = mapped_column(ForeignKey("member.id"))
