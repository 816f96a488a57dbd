"""One member's vote on one decision. It may change until the close, and nobody is shown a count before."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kernel.clock import now
from kernel.database import Model, enum_column


class Choice(StrEnum):
    """What a member may say. To abstain counts for the quorum and for neither side."""

    YES = "yes"
    NO = "no"
    ABSTAIN = "abstain"


class DecisionVote(Model):
    """One per member and decision."""

    __tablename__ = "decision_vote"
    __table_args__ = (UniqueConstraint("decision_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    choice: Mapped[Choice] = mapped_column(enum_column(Choice))
    cast_at: Mapped[datetime] = mapped_column(default=now)
