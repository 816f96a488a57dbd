"""When balloting begins the concepts with the most supports, up to the round's limit, become its finalists, each in one
frozen version. Nothing changes them afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.database import Model

if TYPE_CHECKING:
    from ideas.concepts.concept import Concept


class Finalist(Model):
    """A concept on the ballot: the version voted on, its supports at that moment, its place among them, and its cost.

    No cost means that it fills one slot.
    """

    __tablename__ = "finalist"
    __table_args__ = (
        UniqueConstraint("round_id", "concept_id"),
        UniqueConstraint("round_id", "position"),
        CheckConstraint("supports >= 0", name="supports_not_negative"),
        CheckConstraint("position >= 1", name="position_positive"),
        CheckConstraint("cost_minor IS NULL OR cost_minor >= 1", name="cost_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("concept_version.id"), index=True)
    supports: Mapped[int]
    position: Mapped[int]
    cost_minor: Mapped[int | None]

    concept: Mapped[Concept] = relationship(lazy="raise_on_sql")
