"""A brief that people work to already is amended, not rewritten: the words it had stay, with who changed them, when and why."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model

if TYPE_CHECKING:
    from members.accounts.member import Member


class BriefAmendment(Model):
    """What the brief and the exclusions said before one amendment. Public, and never removed."""

    __tablename__ = "brief_amendment"
    __table_args__ = (CheckConstraint("length(reason) > 0", name="reason_given"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    amended_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    amended_at: Mapped[datetime] = mapped_column(default=now)
    reason: Mapped[str]
    was_brief_source: Mapped[str]
    was_brief_html: Mapped[str]
    was_exclusions: Mapped[str]

    amender: Mapped[Member | None] = relationship(lazy="raise_on_sql")
