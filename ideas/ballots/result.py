"""A result: what a round's ballots came to, counted once and frozen. The database refuses to change it afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from governance.record.append_only import append_only
from kernel.database import Model, short

if TYPE_CHECKING:
    from ideas.concepts.concept import Concept


class Result(Model):
    """One per round. The digest covers every input of the count, so that anyone can tell whether it was this one.

    `increments` is how often every share was raised before the last count, and `spent` what the winners cost: minor units
    in a round with a budget, slots in one without. `seed` is the round's seed, revealed.
    """

    __tablename__ = "result"
    __table_args__ = (CheckConstraint("slots >= 0 and ballots >= 0", name="not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), unique=True)
    counted_at: Mapped[datetime]
    rule: Mapped[str] = mapped_column(short(32))
    slots: Mapped[int]
    budget_minor: Mapped[int | None]
    currency: Mapped[str | None] = mapped_column(short(3))
    ballots: Mapped[int]
    increments: Mapped[int] = mapped_column(default=0)
    spent: Mapped[int] = mapped_column(default=0)
    seed: Mapped[str] = mapped_column(short(64), default="")
    digest: Mapped[str] = mapped_column(short(64))
    lines: Mapped[list[ResultLine]] = relationship(
        lazy="raise_on_sql", order_by="ResultLine.position", back_populates="result"
    )

    @property
    def names(self) -> dict[int, str]:
        """The finalists' titles by concept id, for sentences; the lines and their concepts must be loaded."""
        return {line.concept_id: line.concept.title for line in self.lines}


class ResultLine(Model):
    """What one finalist came to: its place, its votes, whether it won and why, and whether the tie rule decided its place.

    `votes` are approvals, or the points given; `supporters` are the ballots that name it. `outcome` is the counting
    rule's word for why it won or missed. `rate`, of a winner paid for by shares, is an exact fraction: what each
    supporter paid per unit of utility, unless they had less left. `missing` is what one that missed lacked, in the unit of
    its outcome. `most_votes` says whether the plain count would have chosen it.
    """

    __tablename__ = "result_line"
    __table_args__ = (
        UniqueConstraint("result_id", "concept_id"),
        UniqueConstraint("result_id", "position"),
        CheckConstraint("votes >= 0", name="votes_not_negative"),
        CheckConstraint("position >= 1", name="position_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"))
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), index=True)
    position: Mapped[int]
    votes: Mapped[int]
    won: Mapped[bool]
    by_tie_rule: Mapped[bool]
    standing: Mapped[bool]
    supporters: Mapped[int] = mapped_column(default=0)
    cost_minor: Mapped[int | None]
    outcome: Mapped[str] = mapped_column(short(40), default="")
    step: Mapped[int | None]
    rate: Mapped[str | None]
    missing: Mapped[int | None]
    most_votes: Mapped[bool] = mapped_column(default=False)
    concept: Mapped[Concept] = relationship(lazy="raise_on_sql")
    result: Mapped[Result] = relationship(lazy="raise_on_sql", back_populates="lines")

    @property
    def candidate(self) -> int:
        """The finalist it speaks of, in the counting rules' word."""
        return self.concept_id


append_only(Result.__table__)
append_only(ResultLine.__table__)
