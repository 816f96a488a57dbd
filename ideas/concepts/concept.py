"""A concept is a proposed product in one round. Its text lives in frozen versions; the row holds what lists need."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model, enum_column, short

if TYPE_CHECKING:
    from ideas.concepts.co_author import CoAuthor
    from ideas.concepts.version import ConceptVersion
    from ideas.forums.forum import Forum
    from ideas.rounds.round import Round
    from kernel.pictures import Picture
    from members.accounts.member import Member

TITLE_MAX = 120
SUMMARY_MAX = 280


class ConceptState(StrEnum):
    """Where a concept stands with its author and staff; phases come from the round's clock, not from here."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    MERGED = "merged"


class Concept(Model):
    """One proposed product. Title, summary, cover and counts mirror the current version so that a card is one row."""

    __tablename__ = "concept"
    __table_args__ = (
        UniqueConstraint("round_id", "external_id"),
        CheckConstraint("supports_count >= 0", name="supports_not_negative"),
        CheckConstraint("supports_milestone >= 0", name="milestone_not_negative"),
        CheckConstraint("material_version_id >= 0", name="material_version_not_negative"),
        CheckConstraint("comments_count >= 0", name="comments_not_negative"),
        CheckConstraint("merges_count >= 0", name="merges_not_negative"),
        CheckConstraint("version_number >= 0", name="version_not_negative"),
        CheckConstraint(
            "state = 'draft' OR (proposed_at IS NOT NULL AND version_number > 0)", name="proposed_has_version"
        ),
        CheckConstraint("state <> 'rejected' OR rejected_reason IS NOT NULL", name="rejected_has_reason"),
        CheckConstraint("hidden_at IS NULL OR hidden_reason IS NOT NULL", name="hidden_has_reason"),
        Index("ix_concept_round_listing", "round_id", "state", "proposed_at"),
        Index("ix_concept_forum_listing", "forum_id", "state", "proposed_at"),
        Index("ix_concept_author", "author_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    state: Mapped[ConceptState] = mapped_column(enum_column(ConceptState), default=ConceptState.DRAFT)
    title: Mapped[str] = mapped_column(short(TITLE_MAX), default="")
    summary: Mapped[str] = mapped_column(short(SUMMARY_MAX), default="")
    cover_id: Mapped[int | None] = mapped_column(ForeignKey("picture.id"))
    version_number: Mapped[int] = mapped_column(default=0)
    # No foreign key: version → concept is the one kept by the database, and two would make a circle.
    current_version_id: Mapped[int | None]
    # Supports given to a version before this one are stale: they do not count until carried over. 0: none is.
    material_version_id: Mapped[int] = mapped_column(default=0)
    external_id: Mapped[str | None] = mapped_column(short(120))
    supports_count: Mapped[int] = mapped_column(default=0)
    # All that shows of the count before the round closes: ideas/supports/milestones.py.
    supports_milestone: Mapped[int] = mapped_column(default=0)
    # For one that missed the ballot: where it stood by counted supports, and how many. Sealed until the round closes.
    final_place: Mapped[int | None]
    final_supports: Mapped[int | None]
    comments_count: Mapped[int] = mapped_column(default=0)
    merges_count: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=now)
    proposed_at: Mapped[datetime | None]
    revised_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    rejected_at: Mapped[datetime | None]
    rejected_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    rejected_reason: Mapped[str | None]
    hidden_at: Mapped[datetime | None]
    hidden_reason: Mapped[str | None]

    author: Mapped[Member] = relationship("Member", foreign_keys=[author_id], lazy="raise_on_sql")
    round: Mapped[Round] = relationship("Round", lazy="raise_on_sql")
    forum: Mapped[Forum] = relationship("Forum", lazy="raise_on_sql")
    cover: Mapped[Picture | None] = relationship("Picture", lazy="raise_on_sql")
    version: Mapped[ConceptVersion | None] = relationship(
        "ConceptVersion",
        primaryjoin="foreign(Concept.current_version_id) == ConceptVersion.id",
        viewonly=True,
        lazy="raise_on_sql",
    )
    co_authors: Mapped[list[CoAuthor]] = relationship("CoAuthor", lazy="raise_on_sql", viewonly=True)

    @property
    def path(self) -> str:
        """The address of its page; of the form, while it is a draft."""
        return f"/concepts/{self.id}/draft" if self.is_draft else f"/concepts/{self.id}"

    @property
    def is_draft(self) -> bool:
        """Not yet published: only its authors see it."""
        return self.state is ConceptState.DRAFT

    @property
    def is_listed(self) -> bool:
        """Standing in its round: proposed, and neither withdrawn, rejected nor hidden."""
        return self.state is ConceptState.PROPOSED and self.hidden_at is None

    def is_by(self, member_id: int) -> bool:
        """Whether this member wrote it or has accepted to be co-author. Needs co_authors loaded."""
        return self.author_id == member_id or any(
            mate.member_id == member_id and mate.is_active for mate in self.co_authors
        )

    def is_invited(self, member_id: int) -> bool:
        """Whether this member has an unanswered invitation to be co-author. Needs co_authors loaded."""
        return any(mate.member_id == member_id and mate.is_waiting for mate in self.co_authors)
