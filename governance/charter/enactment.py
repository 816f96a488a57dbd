"""One version of one value: what it was set to, when, by whose power and why. Nothing is ever changed here, only added.

An emergency act has a moment at which it lapses; from then on the version before it is in force again.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from governance.record.append_only import append_only
from governance.record.entry import RecordEntry  # noqa: TC001  (its table must be known before ours)
from kernel.database import Model, enum_column, short

if TYPE_CHECKING:
    from members.accounts.member import Member

KIND = "charter.enacted"  # of the line of the record that an enactment stands on
REASON_LENGTH = 2000


class Power(StrEnum):
    """What set a value: the founding, a decision of the members, an emergency act of staff, or the end of one."""

    FOUNDING = "founding"
    DECISION = "decision"
    EMERGENCY = "emergency"
    LAPSE = "lapse"


class Enactment(Model):
    """`overrides_version` of an emergency act is the version it overrides, so that each is overridden once at most."""

    __tablename__ = "charter_enactment"
    __table_args__ = (
        UniqueConstraint("key", "version"),
        UniqueConstraint("key", "overrides_version"),
        CheckConstraint("version >= 1", name="version_from_one"),
        CheckConstraint("(power = 'emergency') = (lapses_at IS NOT NULL)", name="only_emergencies_lapse"),
        CheckConstraint("(power = 'emergency') = (overrides_version IS NOT NULL)", name="emergency_overrides"),
        CheckConstraint("power <> 'decision' OR decision_id IS NOT NULL", name="decided"),
        CheckConstraint("lapses_at IS NULL OR lapses_at > enacted_at", name="lapses_later"),
        CheckConstraint("length(reason) > 0", name="reason_given"),
        Index(None, "decision_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(short(60))
    version: Mapped[int]
    value: Mapped[int]
    power: Mapped[Power] = mapped_column(enum_column(Power))
    enacted_at: Mapped[datetime]
    lapses_at: Mapped[datetime | None]
    overrides_version: Mapped[int | None]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"))
    by_member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    reason: Mapped[str]
    record_seq: Mapped[int] = mapped_column(ForeignKey("record_entry.seq"), index=True)

    by_member: Mapped[Member | None] = relationship(lazy="raise_on_sql")
    entry: Mapped[RecordEntry] = relationship(lazy="raise_on_sql")

    def is_in_force(self, at: datetime) -> bool:
        """Whether it has not lapsed by then; a newer version of the key overrides it all the same."""
        return self.lapses_at is None or at < self.lapses_at


append_only(Enactment.__table__)
