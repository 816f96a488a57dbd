"""What came of an election, frozen: each stage of the count, the seed revealed, and a digest of what was counted, which is
empty when too few voted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from governance.elections.election import Election
from governance.record.append_only import append_only
from kernel.database import Model, short


class ElectionResult(Model):
    """One per election. `counted` holds candidates by id, never by name; amounts are hundred-thousandths of a vote."""

    __tablename__ = "election_result"
    __table_args__ = (CheckConstraint("ballots >= 0 AND quota >= 0", name="counts_not_negative"),)

    election_id: Mapped[int] = mapped_column(ForeignKey("election.id"), primary_key=True)
    closed_at: Mapped[datetime]
    ballots: Mapped[int]
    quota: Mapped[int]
    seed: Mapped[str] = mapped_column(short(64))
    digest: Mapped[str] = mapped_column(short(64))
    counted: Mapped[dict[str, Any]]
    record_seq: Mapped[int] = mapped_column(ForeignKey("record_entry.seq"), index=True)

    election: Mapped[Election] = relationship(back_populates="result", lazy="raise_on_sql")


append_only(ElectionResult.__table__)
