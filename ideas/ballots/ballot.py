"""A ballot: what one member chooses among the finalists of one round: approves, gives points to, or ranks. One per member and
round, kept by the database.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from governance.pabulib.ballots import LONGEST_VOTER
from kernel.database import Model, short


class Ballot(Model):
    """Changeable until the close. The receipt finds it among the counted ballots without naming its owner.

    A ballot of an imported election belongs to no account: `voter` is what its file calls the voter.
    """

    __tablename__ = "ballot"
    __table_args__ = (
        UniqueConstraint("round_id", "member_id"),
        UniqueConstraint("round_id", "voter"),
        CheckConstraint("(member_id IS NULL) <> (voter IS NULL)", name="member_or_imported_voter"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    voter: Mapped[str | None] = mapped_column(short(LONGEST_VOTER))
    cast_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    receipt: Mapped[str] = mapped_column(short(32), unique=True)
    choices: Mapped[list[BallotChoice]] = relationship(
        lazy="raise_on_sql", viewonly=True, order_by="BallotChoice.rank, BallotChoice.concept_id"
    )

    @property
    def approved(self) -> set[int]:
        """The ids of the concepts it chooses, whatever the kind of ballot; choices must be loaded."""
        return {choice.concept_id for choice in self.choices}

    @property
    def marks(self) -> dict[int, int]:
        """{concept id: its points, its rank, or 1 for an approval}; choices must be loaded."""
        return {choice.concept_id: choice.mark for choice in self.choices}

    @property
    def receipt_words(self) -> str:
        """The receipt in groups of four, to be read aloud or copied by hand."""
        return " ".join(self.receipt[at : at + 4] for at in range(0, len(self.receipt), 4))


class BallotChoice(Model):
    """One concept chosen on a ballot: approved, or given points, or given a rank, the first being 1."""

    __tablename__ = "ballot_choice"
    __table_args__ = (
        UniqueConstraint("ballot_id", "rank"),
        CheckConstraint("points IS NULL OR points >= 1", name="points_positive"),
        CheckConstraint("rank IS NULL OR rank >= 1", name="rank_from_one"),
        CheckConstraint("points IS NULL OR rank IS NULL", name="points_or_rank"),
        {"sqlite_with_rowid": False},
    )

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), primary_key=True, autoincrement=False)
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), primary_key=True, autoincrement=False, index=True)
    points: Mapped[int | None]
    rank: Mapped[int | None]

    @property
    def mark(self) -> int:
        """Its points or its rank; 1 for an approval."""
        return self.points or self.rank or 1
