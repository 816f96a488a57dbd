"""A jury: the case, the seed promised before anybody knows the pool, the pool's digest, and its deadline once drawn."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from governance.record.append_only import append_only, fixed_columns
from governance.seed import SEED_LENGTH, commitment, fresh_seed
from kernel.clock import now
from kernel.database import Model, short

if TYPE_CHECKING:
    from governance.juries.juror import Juror, JuryVerdict


class Phase(StrEnum):
    """Where a jury stands: its own rows say it, and the clock whether its time is up."""

    WAITING = "waiting for the lot"
    HEARING = "hearing"
    COUNTING = "counting"
    DECIDED = "decided"


def _promise(context: Any) -> str:
    return commitment(context.get_current_parameters()["seed"])


class Jury(Model):
    """`subject` is what the case is about, once for each kind. Its numbers come from the charter when it is summoned."""

    __tablename__ = "jury"
    __table_args__ = (
        UniqueConstraint("kind", "subject"),
        CheckConstraint("size >= 1 AND days >= 1 AND answer_days >= 1", name="numbers_positive"),
        CheckConstraint("(drawn_at IS NULL) = (closes_at IS NULL)", name="drawn_has_deadline"),
        CheckConstraint("drawn_at IS NULL OR pool_size >= 1", name="drawn_from_somebody"),
        Index(None, "is_open", "closes_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(short(40))
    subject: Mapped[str] = mapped_column(short(60))
    title: Mapped[str] = mapped_column(short(200))
    subject_url: Mapped[str] = mapped_column(short(200))
    size: Mapped[int]
    days: Mapped[int]
    answer_days: Mapped[int]
    seed: Mapped[str] = mapped_column(short(SEED_LENGTH), default=fresh_seed)
    seed_commitment: Mapped[str] = mapped_column(short(64), default=_promise)
    opened_at: Mapped[datetime] = mapped_column(default=now)
    drawn_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    pool_size: Mapped[int] = mapped_column(default=0)
    pool_digest: Mapped[str] = mapped_column(short(64), default="")
    is_open: Mapped[bool] = mapped_column(default=True)

    jurors: Mapped[list[Juror]] = relationship(lazy="raise_on_sql", order_by="Juror.position", viewonly=True)
    verdict: Mapped[JuryVerdict | None] = relationship(lazy="raise_on_sql", viewonly=True)

    @property
    def path(self) -> str:
        """Its page."""
        return f"/juries/{self.id}"

    def phase(self, at: datetime) -> Phase:
        """Where it stands at that moment."""
        if not self.is_open:
            return Phase.DECIDED
        if self.closes_at is None:
            return Phase.WAITING
        return Phase.HEARING if at < self.closes_at else Phase.COUNTING


class JuryPlace(Model):
    """One place of the pool and who has it, hidden in the published list behind a random salt."""

    __tablename__ = "jury_place"
    __table_args__ = (UniqueConstraint("jury_id", "member_id"),)

    jury_id: Mapped[int] = mapped_column(ForeignKey("jury.id"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    salt: Mapped[str] = mapped_column(short(32))


append_only(JuryPlace.__table__)
fixed_columns(Jury.__table__, "kind", "subject", "size", "days", "answer_days", "seed", "seed_commitment", "opened_at")
