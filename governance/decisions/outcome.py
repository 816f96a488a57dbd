"""What came of a decision: its three numbers and whether it passed, and later that it has taken effect. Never changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from governance.decisions.decision import Decision
from governance.record.append_only import append_only
from kernel.database import Model


class DecisionOutcome(Model):
    """One per decision. A passed one takes effect at once, or when its cooling-off has run."""

    __tablename__ = "decision_outcome"
    __table_args__ = (
        CheckConstraint("yes >= 0 AND no >= 0 AND abstain >= 0", name="counts_not_negative"),
        CheckConstraint("takes_effect_at >= closed_at", name="effect_after_close"),
        CheckConstraint("NOT passed OR yes > no", name="passed_with_more_yes"),
    )

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    yes: Mapped[int]
    no: Mapped[int]
    abstain: Mapped[int]
    passed: Mapped[bool]
    closed_at: Mapped[datetime]
    takes_effect_at: Mapped[datetime]
    record_seq: Mapped[int] = mapped_column(ForeignKey("record_entry.seq"), index=True)

    decision: Mapped[Decision] = relationship(back_populates="outcome", lazy="raise_on_sql")


class DecisionEffect(Model):
    """A passed decision has been carried out, once."""

    __tablename__ = "decision_effect"

    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), primary_key=True)
    at: Mapped[datetime]


append_only(DecisionOutcome.__table__)
append_only(DecisionEffect.__table__)
