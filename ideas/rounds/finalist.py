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
    """A concept on the ballot: the version voted on, its supports at that moment, and its place among them."""

    __tablename__ = "finalist"
    __table_args__ = (
        UniqueConstraint("round_id", "concept_id"),
        UniqueConstraint("round_id", "position"),
        CheckConstraint("supports >= 0", name="supports_not_negative"),
        CheckConstraint("position >= 1", name="position_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("concept_version.id"), index=True)
    supports: Mapped[int]
    position: Mapped[int]

    concept: Mapped[Concept] = relationship(lazy="raise_on_sql")
