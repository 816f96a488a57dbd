"""Look-alikes become one concept only when authors of both want it, or a keeper of the forum gives a public reason.

A merge moves no support: the source keeps its own rows, and those who carry over get a row at the target that names the
merge. So undoing it restores every support exactly.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model

if TYPE_CHECKING:
    from ideas.concepts.concept import Concept
    from members.accounts.member import Member

STANDING = text("merged_at IS NOT NULL AND undone_at IS NULL")
WAITING = text("merged_at IS NULL AND declined_at IS NULL")


class ConceptMerge(Model):
    """One merge of `source` into `target`: proposed, then agreed to or declined, perhaps undone. Never removed."""

    __tablename__ = "concept_merge"
    __table_args__ = (
        CheckConstraint("source_id <> target_id", name="two_concepts"),
        CheckConstraint("merged_at IS NULL OR declined_at IS NULL", name="one_answer"),
        CheckConstraint("undone_at IS NULL OR merged_at IS NOT NULL", name="undone_after_merged"),
        CheckConstraint("NOT by_keeper OR length(reason) > 0", name="keeper_gives_reason"),
        Index("uq_concept_merge_standing", "source_id", unique=True, sqlite_where=STANDING, postgresql_where=STANDING),
        Index(
            "uq_concept_merge_waiting",
            "source_id",
            "target_id",
            unique=True,
            sqlite_where=WAITING,
            postgresql_where=WAITING,
        ),
        Index("ix_concept_merge_source", "source_id"),
        Index("ix_concept_merge_target", "target_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("concept.id"))
    target_id: Mapped[int] = mapped_column(ForeignKey("concept.id"))
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    by_keeper: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")
    merged_at: Mapped[datetime | None]
    accepted_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    declined_at: Mapped[datetime | None]
    declined_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    undone_at: Mapped[datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    undone_reason: Mapped[str] = mapped_column(default="")

    source: Mapped[Concept] = relationship("Concept", foreign_keys=[source_id], lazy="raise_on_sql")
    target: Mapped[Concept] = relationship("Concept", foreign_keys=[target_id], lazy="raise_on_sql")
    proposed_by: Mapped[Member] = relationship("Member", foreign_keys=[proposed_by_id], lazy="raise_on_sql")
    accepted_by: Mapped[Member | None] = relationship("Member", foreign_keys=[accepted_by_id], lazy="raise_on_sql")
    undone_by: Mapped[Member | None] = relationship("Member", foreign_keys=[undone_by_id], lazy="raise_on_sql")

    @property
    def is_waiting(self) -> bool:
        """Proposed, and no answer yet."""
        return self.merged_at is None and self.declined_at is None

    @property
    def is_standing(self) -> bool:
        """The source is part of the target now."""
        return self.merged_at is not None and self.undone_at is None
