"""What a concept costs in a round with a budget: set by staff before the ballot opens, with the reason, and frozen with the
finalists when balloting begins. In a round with slots every finalist costs one slot.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model, short

if TYPE_CHECKING:
    from members.accounts.member import Member

SOURCE_LENGTH = 300


class ConceptCost(Model):
    """The cost that stands for one concept now, in minor units of its round's currency, and where it comes from."""

    __tablename__ = "concept_cost"
    __table_args__ = (CheckConstraint("cost_minor >= 1", name="cost_positive"),)

    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), primary_key=True, autoincrement=False)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    cost_minor: Mapped[int]
    source: Mapped[str] = mapped_column(short(SOURCE_LENGTH), default="")
    set_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    set_at: Mapped[datetime] = mapped_column(default=now)

    setter: Mapped[Member | None] = relationship(lazy="raise_on_sql")
