"""A decision: what is put to the members, by whom, its three moments, and the quorum and majority it was opened under.

Those numbers are frozen on its row, so a charter that changes meanwhile does not change what the decision needs.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from governance.record.append_only import fixed_columns
from kernel.clock import now
from kernel.database import Model, short

if TYPE_CHECKING:
    from governance.decisions.outcome import DecisionOutcome
    from members.accounts.member import Member

TITLE_LENGTH = 140
KIND_LENGTH = 40
SUBJECT_LENGTH = 120
HIDDEN_REASON_LENGTH = 500


class Phase(StrEnum):
    """Where a decision stands: the clock alone says which of the first three, its outcome the others."""

    DISCUSSION = "discussion"
    VOTING = "voting"
    COUNTING = "counting"
    COOLING_OFF = "cooling off"
    PASSED = "passed"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"


class Decision(Model):
    """`subject` is what it is about, such as the key of a value; one kind and subject is decided once at a time."""

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint("opened_at <= voting_at AND voting_at < closes_at", name="moments_in_order"),
        CheckConstraint("majority_percent BETWEEN 50 AND 100", name="majority_of_votes"),
        CheckConstraint("quorum >= 1", name="quorum_positive"),
        CheckConstraint("electorate >= 0", name="electorate_counted"),
        CheckConstraint("cooling_off_days >= 0", name="cooling_off_forward"),
        CheckConstraint("length(title) > 0", name="title_given"),
        CheckConstraint("length(subject) > 0", name="subject_given"),
        CheckConstraint("withdrawn_at IS NULL OR NOT is_open", name="withdrawn_is_over"),
        CheckConstraint("(hidden_at IS NULL) = (hidden_reason IS NULL)", name="hidden_has_reason"),
        Index(
            "uq_decision_open",
            "kind",
            "subject",
            unique=True,
            sqlite_where=text("is_open"),
            postgresql_where=text("is_open"),
        ),
        Index(None, "is_open", "closes_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(short(KIND_LENGTH))
    subject: Mapped[str] = mapped_column(short(SUBJECT_LENGTH))
    title: Mapped[str] = mapped_column(short(TITLE_LENGTH))
    reason_source: Mapped[str]
    reason_html: Mapped[str]
    proposed: Mapped[dict[str, Any]]
    proposer_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    opened_at: Mapped[datetime] = mapped_column(default=now)
    voting_at: Mapped[datetime]
    closes_at: Mapped[datetime]
    old_enough_before: Mapped[datetime]
    has_roll: Mapped[bool] = mapped_column(default=False)
    electorate: Mapped[int]
    quorum: Mapped[int]
    majority_percent: Mapped[int]
    cooling_off_days: Mapped[int] = mapped_column(default=0)
    is_open: Mapped[bool] = mapped_column(default=True)
    withdrawn_at: Mapped[datetime | None]
    hidden_at: Mapped[datetime | None]
    hidden_reason: Mapped[str | None] = mapped_column(short(HIDDEN_REASON_LENGTH))

    proposer: Mapped[Member | None] = relationship(lazy="raise_on_sql")
    outcome: Mapped[DecisionOutcome | None] = relationship(back_populates="decision", lazy="raise_on_sql")

    @property
    def path(self) -> str:
        """Its page."""
        return f"/decisions/{self.id}"

    @property
    def heading(self) -> str:
        """Its title, unless its words are hidden."""
        return self.title if self.hidden_at is None else f"Decision {self.id}, its words hidden"

    @property
    def author_id(self) -> int | None:
        """Whose words it has."""
        return self.proposer_id

    @property
    def cooling_off(self) -> timedelta:
        """How long it waits after passing."""
        return timedelta(days=self.cooling_off_days)

    def phase(self, at: datetime) -> Phase:
        """Where it stands at that moment. The outcome must be loaded."""
        if self.withdrawn_at is not None:
            return Phase.WITHDRAWN
        if self.outcome is not None:
            if not self.outcome.passed:
                return Phase.FAILED
            return Phase.PASSED if at >= self.outcome.takes_effect_at else Phase.COOLING_OFF
        if at < self.voting_at:
            return Phase.DISCUSSION
        return Phase.VOTING if at < self.closes_at else Phase.COUNTING


class DecisionRoll(Model):
    """One member who may vote on a decision that is not for everybody; written once, when it opens."""

    __tablename__ = "decision_roll"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True)


fixed_columns(
    Decision.__table__,
    "kind",
    "subject",
    "title",
    "reason_source",
    "reason_html",
    "proposer_id",
    "opened_at",
    "voting_at",
    "closes_at",
    "old_enough_before",
    "has_roll",
    "electorate",
    "quorum",
    "majority_percent",
    "cooling_off_days",
)
fixed_columns(DecisionRoll.__table__, "decision_id", "member_id")
