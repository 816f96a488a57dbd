"""An assessment is staff's scored and reasoned judgement of a winner: due by a date, saved piece by piece, and
decided only when every criterion has its score and public reason.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ideas.viability.rubric import HIGHEST, LOWEST, AssessmentVerdict, Criterion
from kernel.clock import now
from kernel.database import Model, enum_column

if TYPE_CHECKING:
    from ideas.concepts.concept import Concept
    from ideas.rounds.round import Round
    from members.accounts.member import Member


class Assessment(Model):
    """One attempt at one concept. A returned concept that was revised is assessed again as the next attempt."""

    __tablename__ = "assessment"
    __table_args__ = (
        UniqueConstraint("concept_id", "attempt"),
        CheckConstraint("attempt >= 1", name="attempt_positive"),
        CheckConstraint(
            "verdict IS NULL OR (decided_at IS NOT NULL AND decided_by IS NOT NULL AND length(words) > 0)",
            name="verdict_is_signed",
        ),
        CheckConstraint(
            "verdict IS NULL OR verdict = 'viable' OR length(would_change_our_mind) > 0", name="refusal_shows_a_way"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    concept_id: Mapped[int] = mapped_column(ForeignKey("concept.id"))
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    attempt: Mapped[int] = mapped_column(default=1)
    version_number: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime] = mapped_column(index=True)
    words: Mapped[str] = mapped_column(default="")
    would_change_our_mind: Mapped[str] = mapped_column(default="")
    verdict: Mapped[AssessmentVerdict | None] = mapped_column(enum_column(AssessmentVerdict))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    returned_by_jury: Mapped[int | None] = mapped_column(ForeignKey("jury.id"), unique=True)

    concept: Mapped[Concept] = relationship(lazy="raise_on_sql")
    round: Mapped[Round] = relationship(lazy="raise_on_sql")
    decider: Mapped[Member | None] = relationship(lazy="raise_on_sql")
    scores: Mapped[list[AssessmentScore]] = relationship(
        back_populates="assessment", cascade="all, delete-orphan", lazy="raise_on_sql", order_by="AssessmentScore.id"
    )

    def score_of(self, criterion: Criterion) -> AssessmentScore | None:
        """What is noted on one criterion, if anything. The scores must be loaded."""
        return next((score for score in self.scores if score.criterion == criterion), None)

    def missing(self) -> list[Criterion]:
        """The criteria that still lack a score or a reason, in the rubric's order. The scores must be loaded."""
        done = {score.criterion for score in self.scores if score.is_complete}
        return [criterion for criterion in Criterion if criterion not in done]

    def is_late(self, at: datetime) -> bool:
        """Whether it is undecided after its due date."""
        return self.verdict is None and at > self.due_at


class AssessmentScore(Model):
    """One criterion of one assessment. Half of it may be missing while the assessment is a draft."""

    __tablename__ = "assessment_score"
    __table_args__ = (
        UniqueConstraint("assessment_id", "criterion"),
        CheckConstraint(f"score IS NULL OR (score >= {LOWEST} AND score <= {HIGHEST})", name="score_in_range"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    criterion: Mapped[Criterion] = mapped_column(enum_column(Criterion))
    score: Mapped[int | None]
    reason: Mapped[str] = mapped_column(default="")
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    noted_at: Mapped[datetime] = mapped_column(default=now)

    assessment: Mapped[Assessment] = relationship(back_populates="scores", lazy="raise_on_sql")

    @property
    def is_complete(self) -> bool:
        """Whether it has both its score and its reason."""
        return self.score is not None and bool(self.reason.strip())
