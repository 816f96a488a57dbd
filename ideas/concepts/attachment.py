"""What hangs on a concept besides its text: pictures in order, and the signals it says it answers."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model

if TYPE_CHECKING:
    from kernel.pictures import Picture

PICTURES_MAX = 6


class ConceptPicture(Model):
    """A picture of the version to come; publishing copies the set into the version."""

    __tablename__ = "concept_picture"
    __table_args__ = (
        UniqueConstraint("concept_id", "picture_id"),
        CheckConstraint("position >= 0", name="position_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"))
    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id"), index=True)
    position: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(default=now)

    picture: Mapped[Picture] = relationship("Picture", lazy="raise_on_sql")


class PublishedPicture(Model):
    """This picture stands in a published version of the concept, be it an earlier one: who sees the concept sees it."""

    __tablename__ = "published_picture"

    picture_id: Mapped[int] = mapped_column(ForeignKey("picture.id"), primary_key=True)
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), primary_key=True)


class ConceptSignal(Model):
    """A published concept says that it answers this signal."""

    __tablename__ = "concept_signal"
    __table_args__ = (Index("ix_concept_signal_signal", "signal_id"),)

    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), primary_key=True)
    signal_id: Mapped[int] = mapped_column(ForeignKey("signal.id"), primary_key=True)
    cited_at: Mapped[datetime] = mapped_column(default=now)
