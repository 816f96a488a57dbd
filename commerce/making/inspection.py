"""An inspection is what staff found in a sample before anything ships.

Reports are only ever added, and the latest one is in force.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.database import Model, enum_column

if TYPE_CHECKING:
    from kernel.pictures import Picture
    from members.accounts.member import Member

MOST_PHOTOS = 8


class InspectionVerdict(StrEnum):
    """What the inspection decided about the whole production."""

    PASSED = "passed"
    PASSED_WITH_REMARKS = "passed_with_remarks"
    FAILED = "failed"

    @property
    def words(self) -> str:
        """How the page says it."""
        return self.value.replace("_", " ")


class Inspection(Model):
    """One inspection report: how many were looked at, for what, with which defects, and the verdict."""

    __tablename__ = "inspection"
    __table_args__ = (
        CheckConstraint("sample > 0", name="sample_is_something"),
        CheckConstraint("defects >= 0 AND defects <= sample", name="defects_within_sample"),
        CheckConstraint("verdict = 'passed' OR words <> ''", name="remarks_are_given"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("product.id"), index=True)
    sample: Mapped[int]
    checks: Mapped[str]
    defects: Mapped[int]
    words: Mapped[str] = mapped_column(default="")
    verdict: Mapped[InspectionVerdict] = mapped_column(enum_column(InspectionVerdict))
    inspected_at: Mapped[datetime]
    inspected_by: Mapped[int] = mapped_column(ForeignKey("member.id"))

    inspector: Mapped[Member] = relationship("Member", lazy="raise_on_sql")
    photos: Mapped[list[InspectionPhoto]] = relationship(
        order_by="InspectionPhoto.position", lazy="raise_on_sql", cascade="all, delete-orphan"
    )

    @property
    def lets_ship(self) -> bool:
        """Whether shipments may begin under this report."""
        return self.verdict is not InspectionVerdict.FAILED

    @property
    def check_list(self) -> list[str]:
        """What was checked, one line each."""
        return [line.strip() for line in self.checks.splitlines() if line.strip()]


class InspectionPhoto(Model):
    """A photo that shows what the inspection found."""

    __tablename__ = "inspection_photo"
    __table_args__ = (UniqueConstraint("inspection_id", "picture_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), index=True)
    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id"), index=True)
    position: Mapped[int]

    picture: Mapped[Picture] = relationship("Picture", lazy="raise_on_sql")
