"""A round is one question put to a forum: a brief, the slots it can fill, what it excludes, and a timetable.

Its moments are ordered in the database too, and each change of them is a row with its author and public reason.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from governance.counting.contest import BallotKind, TieRule
from governance.counting.rule import Completion, RuleName, Utility
from governance.record.append_only import fixed_columns
from governance.seed import SEED_LENGTH, commitment, fresh_seed
from ideas.forums.forum import SLUG_LENGTH, Forum
from ideas.rounds.phase import Phase, Timetable, next_moment, phase
from ideas.rounds.rule import CURRENCY_LENGTH, RULE_COLUMNS, RoundRule
from kernel.clock import now
from kernel.database import Model, enum_column, short

if TYPE_CHECKING:
    from ideas.rounds.signal import RoundSignal
    from members.accounts.member import Member

TITLE_LENGTH = 120
HELD_ELSEWHERE = "pabulib"  # with what `imported_from` begins where the ballots came with the round


def commitment_of_seed(context: Any) -> str:
    """The column's default: what the round promises of the seed it is stored with."""
    return commitment(context.get_current_parameters()["seed"])


class Round(Model):
    """The phase is asked for a moment: `round.phase(at)`."""

    __tablename__ = "round"
    __table_args__ = (
        CheckConstraint("proposing_at <= refining_at", name="refining_after_proposing"),
        CheckConstraint("refining_at <= balloting_at", name="balloting_after_refining"),
        CheckConstraint("balloting_at <= closes_at", name="closes_after_balloting"),
        CheckConstraint(
            "(slots >= 1 AND budget_minor IS NULL AND currency IS NULL AND usual_cost_minor IS NULL) OR "
            "(slots = 0 AND budget_minor >= 1 AND length(currency) = 3 AND usual_cost_minor >= 1)",
            name="slots_or_budget",
        ),
        CheckConstraint("minimum_votes >= 0", name="minimum_votes_not_negative"),
        CheckConstraint(
            "(ballot_kind = 'points') = (points IS NOT NULL) AND (points IS NULL OR points >= 1)",
            name="points_on_a_points_ballot",
        ),
        CheckConstraint(
            "counting_rule <> 'single-transferable-vote' OR (ballot_kind = 'ranked' AND budget_minor IS NULL)",
            name="transferable_is_ranked",
        ),
        CheckConstraint("choices_limit IS NULL OR choices_limit >= 1", name="choices_limit_positive"),
        CheckConstraint("finalists_limit IS NULL OR finalists_limit >= slots", name="finalists_fill_slots"),
        CheckConstraint("(withdrawn_at IS NULL) = (length(withdrawn_reason) = 0)", name="withdrawn_with_reason"),
        Index(None, "forum_id", "closes_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(short(SLUG_LENGTH), unique=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    title: Mapped[str] = mapped_column(short(TITLE_LENGTH))
    brief_source: Mapped[str]
    brief_html: Mapped[str]
    exclusions: Mapped[str] = mapped_column(default="")
    slots: Mapped[int]
    choices_limit: Mapped[int | None]
    finalists_limit: Mapped[int | None]
    ballot_kind: Mapped[BallotKind] = mapped_column(enum_column(BallotKind), default=BallotKind.APPROVAL)
    counting_rule: Mapped[RuleName] = mapped_column(enum_column(RuleName), default=RuleName.EQUAL_SHARES)
    utility: Mapped[Utility] = mapped_column(enum_column(Utility), default=Utility.COST)
    completion: Mapped[Completion] = mapped_column(enum_column(Completion), default=Completion.ADD1U)
    minimum_votes: Mapped[int] = mapped_column(default=0)
    tie_rule: Mapped[TieRule] = mapped_column(enum_column(TieRule), default=TieRule.CHEAPER_THEN_DRAWN)
    points: Mapped[int | None]
    budget_minor: Mapped[int | None]
    currency: Mapped[str | None] = mapped_column(short(CURRENCY_LENGTH))
    usual_cost_minor: Mapped[int | None]
    seed: Mapped[str] = mapped_column(short(SEED_LENGTH), default=fresh_seed)
    seed_commitment: Mapped[str] = mapped_column(short(64), default=commitment_of_seed)
    proposing_at: Mapped[datetime]
    refining_at: Mapped[datetime]
    balloting_at: Mapped[datetime]
    closes_at: Mapped[datetime] = mapped_column(index=True)
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    opened_at: Mapped[datetime] = mapped_column(default=now)
    imported_from: Mapped[str | None] = mapped_column(short(200))
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(default="")
    amended_at: Mapped[datetime | None]

    forum: Mapped[Forum] = relationship(lazy="raise_on_sql")
    opener: Mapped[Member | None] = relationship(lazy="raise_on_sql")
    signals: Mapped[list[RoundSignal]] = relationship(
        back_populates="round", cascade="all, delete-orphan", lazy="raise_on_sql", order_by="RoundSignal.id"
    )
    reschedulings: Mapped[list[Rescheduling]] = relationship(
        back_populates="round", lazy="raise_on_sql", order_by="Rescheduling.id"
    )

    @property
    def timetable(self) -> Timetable:
        """Its four moments as one value."""
        return Timetable(self.proposing_at, self.refining_at, self.balloting_at, self.closes_at)

    @timetable.setter
    def timetable(self, value: Timetable) -> None:
        self.proposing_at, self.refining_at, self.balloting_at, self.closes_at = value.moments

    @property
    def rule(self) -> RoundRule:
        """How its winners are chosen, as one value."""
        return RoundRule(**{name: getattr(self, name) for name in RULE_COLUMNS})

    @rule.setter
    def rule(self, value: RoundRule) -> None:
        for name in RULE_COLUMNS:
            setattr(self, name, getattr(value, name))

    @property
    def has_budget(self) -> bool:
        """Whether finalists cost money; else each fills one slot."""
        return self.budget_minor is not None

    @property
    def was_held_elsewhere(self) -> bool:
        """Whether its ballots came with it, from voters who are no accounts here."""
        return (self.imported_from or "").startswith(HELD_ELSEWHERE)

    def phase(self, at: datetime) -> Phase:
        """Where the round stands at that moment."""
        return phase(self.timetable, at)

    def next_moment(self, at: datetime) -> datetime | None:
        """When the phase of that moment ends; None once closed."""
        return next_moment(self.timetable, at)

    def is_closed(self, at: datetime) -> bool:
        """Whether its last moment has come."""
        return at >= self.closes_at


class Rescheduling(Model):
    """One change of a round's timetable: what it was, what it became, by whom and why. Public, and never removed."""

    __tablename__ = "rescheduling"
    __table_args__ = (CheckConstraint("length(reason) > 0", name="reason_given"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)
    moved_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    moved_at: Mapped[datetime] = mapped_column(default=now)
    reason: Mapped[str]
    before: Mapped[dict[str, Any]]
    after: Mapped[dict[str, Any]]

    round: Mapped[Round] = relationship(back_populates="reschedulings", lazy="raise_on_sql")
    mover: Mapped[Member | None] = relationship(lazy="raise_on_sql")


class PhaseEntered(Model):
    """The clock has done what a phase's beginning brings (notices, freezing finalists), once per round and phase."""

    __tablename__ = "phase_entered"
    __table_args__ = (UniqueConstraint("round_id", "phase"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    phase: Mapped[Phase] = mapped_column(enum_column(Phase))
    at: Mapped[datetime] = mapped_column(default=now)


class FormerAddress(Model):
    """The slug a round had before its title was corrected: it leads on, and no other round ever gets it."""

    __tablename__ = "former_address"

    slug: Mapped[str] = mapped_column(short(SLUG_LENGTH), primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), index=True)


SOMETHING_IN_IT = (
    "OLD.withdrawn_at IS NOT NULL "
    "OR EXISTS (SELECT 1 FROM concept WHERE concept.round_id = OLD.id AND concept.state <> 'draft') "
    "OR EXISTS (SELECT 1 FROM phase_entered WHERE phase_entered.round_id = OLD.id AND phase_entered.phase <> 'announced')"
)
fixed_columns(Round.__table__, *RULE_COLUMNS, "seed", "seed_commitment", once=SOMETHING_IN_IT)
