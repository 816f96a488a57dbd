"""A ranked ballot: one per member of the roll, changeable until the close, and shown to nobody else before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kernel.clock import now
from kernel.database import Model


class ElectionBallot(Model):
    """That this member voted, and when they last changed it."""

    __tablename__ = "election_ballot"

    election_id: Mapped[int] = mapped_column(ForeignKey("election.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True)
    cast_at: Mapped[datetime] = mapped_column(default=now)


class ElectionChoice(Model):
    """One line of a ballot; rank 1 is the first choice."""

    __tablename__ = "election_choice"
    __table_args__ = (
        UniqueConstraint("election_id", "member_id", "candidate_id"),
        ForeignKeyConstraint(
            ["election_id", "member_id"], ["election_ballot.election_id", "election_ballot.member_id"]
        ),
        CheckConstraint("rank >= 1", name="rank_from_one"),
    )

    election_id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("election_candidate.id"), index=True)
