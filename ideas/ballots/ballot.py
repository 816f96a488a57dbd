"""A ballot: the finalists one member approves in one round. One per member and round, kept by the database."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.database import Model, short


class Ballot(Model):
    """Changeable until the close. The receipt finds it among the counted ballots without naming its owner."""

    __tablename__ = "ballot"
    __table_args__ = (UniqueConstraint("round_id", "member_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    cast_at: Mapped[datetime]
    changed_at: Mapped[datetime]
    receipt: Mapped[str] = mapped_column(short(32), unique=True)
    choices: Mapped[list[BallotChoice]] = relationship(lazy="raise_on_sql", viewonly=True)

    @property
    def approved(self) -> set[int]:
        """The ids of the concepts it approves; choices must be loaded."""
        return {choice.concept_id for choice in self.choices}

    @property
    def receipt_words(self) -> str:
        """The receipt in groups of four, to be read aloud or copied by hand."""
        return " ".join(self.receipt[at : at + 4] for at in range(0, len(self.receipt), 4))


class BallotChoice(Model):
    """One approval on a ballot."""

    __tablename__ = "ballot_choice"
    __table_args__ = {"sqlite_with_rowid": False}

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), primary_key=True, autoincrement=False)
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), primary_key=True, autoincrement=False, index=True)
