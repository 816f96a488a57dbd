"""An election: the office and its seats, its moments, and the seed of its luck, all fixed when it opens."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from governance.record.append_only import fixed_columns
from governance.seed import SEED_LENGTH, commitment, fresh_seed
from kernel.clock import now
from kernel.database import Model, short

if TYPE_CHECKING:
    from governance.elections.result import ElectionResult

OFFICE_LENGTH = 60
TITLE_LENGTH = 120
URL_LENGTH = 200


class Phase(StrEnum):
    """Where an election stands, by the clock, and by its result."""

    NOMINATING = "nominating"
    VOTING = "voting"
    COUNTING = "counting"
    CLOSED = "closed"


def _promise(context: Any) -> str:
    return commitment(context.get_current_parameters()["seed"])


class Election(Model):
    """`office` says which seats, such as "forum:4"; one election to an office at a time. `title` names it in words."""

    __tablename__ = "election"
    __table_args__ = (
        CheckConstraint("opened_at <= voting_at AND voting_at < closes_at", name="moments_in_order"),
        CheckConstraint("seats >= 1", name="seats_positive"),
        CheckConstraint("term_days >= 1", name="term_positive"),
        CheckConstraint("electorate >= 0", name="electorate_counted"),
        Index(
            "uq_election_open",
            "office",
            unique=True,
            sqlite_where=text("is_open"),
            postgresql_where=text("is_open"),
        ),
        Index(None, "is_open", "closes_at"),
        Index(None, "office", "opened_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office: Mapped[str] = mapped_column(short(OFFICE_LENGTH))
    title: Mapped[str] = mapped_column(short(TITLE_LENGTH))
    office_url: Mapped[str] = mapped_column(short(URL_LENGTH))
    seats: Mapped[int]
    term_days: Mapped[int]
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    opened_at: Mapped[datetime] = mapped_column(default=now)
    voting_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    electorate: Mapped[int] = mapped_column(default=0)
    seed: Mapped[str] = mapped_column(short(SEED_LENGTH), default=fresh_seed)
    seed_commitment: Mapped[str] = mapped_column(short(64), default=_promise)
    is_open: Mapped[bool] = mapped_column(default=True)

    result: Mapped[ElectionResult | None] = relationship(back_populates="election", lazy="raise_on_sql")

    @property
    def path(self) -> str:
        """Its page."""
        return f"/elections/{self.id}"

    def phase(self, at: datetime) -> Phase:
        """Where it stands at that moment."""
        if not self.is_open:
            return Phase.CLOSED
        if at < self.voting_at:
            return Phase.NOMINATING
        return Phase.VOTING if at < self.closes_at else Phase.COUNTING


class ElectionRoll(Model):
    """One member who may vote, written once when the election opens; `may_stand` unless they hold such a seat beyond it."""

    __tablename__ = "election_roll"

    election_id: Mapped[int] = mapped_column(ForeignKey("election.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True)
    may_stand: Mapped[bool] = mapped_column(default=True)


fixed_columns(
    Election.__table__,
    "office",
    "seats",
    "term_days",
    "voting_at",
    "closes_at",
    "seed",
    "seed_commitment",
)
fixed_columns(ElectionRoll.__table__, "election_id", "member_id", "may_stand")
