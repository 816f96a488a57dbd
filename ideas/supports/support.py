"""A support: one member wants one concept, in one of its versions. The pair is the key, so it cannot be given twice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from ideas.concepts.concept import Concept
from kernel.database import Model


class Support(Model):
    """One member's "I want this". It goes by its row's deletion; the concept keeps the count of its live supports."""

    __tablename__ = "support"
    __table_args__ = {"sqlite_with_rowid": False}

    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), primary_key=True, autoincrement=False)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, autoincrement=False, index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("concept_version.id"))
    via_merge_id: Mapped[int | None] = mapped_column(ForeignKey("concept_merge.id"))
    created_at: Mapped[datetime]

    def is_live(self, concept: Concept) -> bool:
        """Whether it counts: given to, or carried over to, what the concept says since its last material change."""
        return self.version_id >= concept.material_version_id


def live() -> ColumnElement[bool]:
    """The same as SQL, for a statement that joins Support and Concept."""
    return Support.version_id >= Concept.material_version_id
