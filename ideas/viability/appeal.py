"""An appeal: the authors' one word against a declining, heard by a jury. There is no second."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model

if TYPE_CHECKING:
    from governance.juries.jury import Jury
    from ideas.viability.assessment import Assessment
    from members.accounts.member import Member


class Appeal(Model):
    """One per concept, against one assessment, with its reasons."""

    __tablename__ = "appeal"
    __table_args__ = (CheckConstraint("length(reason) > 0", name="reason_given"),)

    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), unique=True)
    jury_id: Mapped[int] = mapped_column(ForeignKey("jury.id"), unique=True)
    appellant_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    reason: Mapped[str]
    html: Mapped[str]
    appealed_at: Mapped[datetime] = mapped_column(default=now)

    jury: Mapped[Jury] = relationship(lazy="raise_on_sql")
    assessment: Mapped[Assessment] = relationship(lazy="raise_on_sql")
    appellant: Mapped[Member] = relationship(lazy="raise_on_sql")
