"""A result: what a round's ballots came to, counted once and frozen. The database refuses to change it afterwards."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from governance.record.append_only import append_only
from kernel.database import Model, short

if TYPE_CHECKING:
    from ideas.concepts.concept import Concept


class Result(Model):
    """One per round. The digest covers every input of the count, so that anyone can tell whether it was this one.

    Amounts are minor units in a round with a budget, else slots; exact fractions are text, such as "7/3". `share` is what
    each voter had, after the shares were raised `increments` times. `seed` is the round's, revealed. `ties` tells who were
    equal and what decided, `stages` how votes were transferred.
    """

    __tablename__ = "result"
    __table_args__ = (
        CheckConstraint("slots >= 0 and ballots >= 0 and spent >= 0 and increments >= 0", name="not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), unique=True)
    counted_at: Mapped[datetime]
    rule: Mapped[str] = mapped_column(short(32))
    slots: Mapped[int]
    budget_minor: Mapped[int | None]
    currency: Mapped[str | None] = mapped_column(short(3))
    ballots: Mapped[int]
    spent: Mapped[int] = mapped_column(default=0)
    share: Mapped[str] = mapped_column(default="0")
    increments: Mapped[int] = mapped_column(default=0)
    stopped: Mapped[str | None] = mapped_column(short(32))
    quota: Mapped[int] = mapped_column(default=0)
    ties: Mapped[list[Any]] = mapped_column(default=list)
    stages: Mapped[list[Any]] = mapped_column(default=list)
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

    `votes` are the ballots that support it, `score` what the rule ranked by: votes or points. The numbers beside `reason`
    are those of governance.counting.outcome.Standing. `each` is what Equal Shares asked of each supporter of a winner.
    `payers_full` of them paid that, `payers_last` gave the last they had, `paid_last` together.
    `most_votes` says whether the plain count would have chosen it.
    """

    __tablename__ = "result_line"
    __table_args__ = (
        UniqueConstraint("result_id", "concept_id"),
        UniqueConstraint("result_id", "position"),
        CheckConstraint("votes >= 0", name="votes_not_negative"),
        CheckConstraint("score >= 0", name="score_not_negative"),
        CheckConstraint("position >= 1", name="position_from_one"),
        CheckConstraint("cost >= 1", name="cost_positive"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    result_id: Mapped[int] = mapped_column(ForeignKey("result.id"))
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"), index=True)
    position: Mapped[int]
    votes: Mapped[int]
    score: Mapped[int] = mapped_column(default=0)
    cost: Mapped[int] = mapped_column(default=1)
    won: Mapped[bool]
    reason: Mapped[str] = mapped_column(short(32), default="")
    by_tie_rule: Mapped[bool]
    standing: Mapped[bool]
    money: Mapped[str | None]
    money_short: Mapped[str | None]
    votes_short: Mapped[int | None]
    each: Mapped[str | None]
    payers_full: Mapped[int | None]
    payers_last: Mapped[int | None]
    paid_last: Mapped[str | None]
    most_votes: Mapped[bool] = mapped_column(default=False)
    concept: Mapped[Concept] = relationship(lazy="raise_on_sql")
    result: Mapped[Result] = relationship(lazy="raise_on_sql", back_populates="lines")


append_only(Result.__table__)
append_only(ResultLine.__table__)
