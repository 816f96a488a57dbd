"""A hold stands beside a vote and never changes it: until staff release it, the vote is kept but not counted.

Only two different staff, each with a public reason and neither the voter, make an invalidation of it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from governance.record.append_only import append_only
from ideas.holds.reason import HoldReason, Uncounted, VoteKind
from kernel.clock import now
from kernel.database import Model, enum_column
from kernel.drawn import drawn_number

if TYPE_CHECKING:
    from ideas.rounds.round import Round
    from members.accounts.member import Member


class Finding(Model):
    """What the detector saw, once: a group of votes of one kind in one round, with the facts in numbers."""

    __tablename__ = "hold_finding"
    __table_args__ = (Index(None, "round_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    kind: Mapped[VoteKind] = mapped_column(enum_column(VoteKind))
    reason: Mapped[HoldReason] = mapped_column(enum_column(HoldReason))
    facts: Mapped[dict[str, Any]]
    found_at: Mapped[datetime] = mapped_column(default=now)

    round: Mapped[Round] = relationship(lazy="raise_on_sql")
    holds: Mapped[list[Hold]] = relationship(lazy="raise_on_sql", back_populates="finding", order_by="Hold.member_id")


class Hold(Model):
    """One member's votes of one kind in one round, held. At most one ever: what staff released is not held again."""

    __tablename__ = "hold"
    __table_args__ = (
        UniqueConstraint("round_id", "kind", "member_id"),
        CheckConstraint(
            "(released_at IS NULL) = (released_by IS NULL) AND (released_at IS NULL) = (released_why IS NULL)",
            name="release_is_signed",
        ),
        CheckConstraint(
            "(doubted_at IS NULL) = (doubted_by IS NULL) AND (doubted_at IS NULL) = (doubted_why IS NULL)",
            name="first_voice_is_signed",
        ),
        CheckConstraint(
            "(invalidated_at IS NULL) = (invalidated_by IS NULL)"
            " AND (invalidated_at IS NULL) = (invalidated_why IS NULL)",
            name="second_voice_is_signed",
        ),
        CheckConstraint(
            "invalidated_by IS NULL OR (doubted_by IS NOT NULL AND doubted_by <> invalidated_by)", name="two_different"
        ),
        CheckConstraint(
            "COALESCE(released_by, 0) <> member_id AND COALESCE(doubted_by, 0) <> member_id"
            " AND COALESCE(invalidated_by, 0) <> member_id",
            name="nobody_judges_themselves",
        ),
        CheckConstraint("released_at IS NULL OR invalidated_at IS NULL", name="one_outcome"),
        CheckConstraint(
            "COALESCE(length(released_why), 1) > 0 AND COALESCE(length(doubted_why), 1) > 0"
            " AND COALESCE(length(invalidated_why), 1) > 0",
            name="reasons_given",
        ),
        CheckConstraint("(appealed_at IS NULL) = (appeal_source IS NULL)", name="appeal_has_words"),
    )

    id: Mapped[int] = mapped_column(
        primary_key=True, default=drawn_number
    )  # its owner reads it: it must not tell how many are held
    finding_id: Mapped[int] = mapped_column(ForeignKey("hold_finding.id"), index=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"))
    kind: Mapped[VoteKind] = mapped_column(enum_column(VoteKind))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    held_at: Mapped[datetime] = mapped_column(default=now)
    answer_until: Mapped[datetime]
    appealed_at: Mapped[datetime | None]
    appeal_source: Mapped[str | None]
    appeal_html: Mapped[str | None]
    released_at: Mapped[datetime | None]
    released_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    released_why: Mapped[str | None]
    doubted_at: Mapped[datetime | None]
    doubted_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    doubted_why: Mapped[str | None]
    invalidated_at: Mapped[datetime | None]
    invalidated_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    invalidated_why: Mapped[str | None]

    finding: Mapped[Finding] = relationship(lazy="raise_on_sql", back_populates="holds")
    round: Mapped[Round] = relationship(lazy="raise_on_sql")
    member: Mapped[Member] = relationship(foreign_keys=[member_id], lazy="raise_on_sql")
    releaser: Mapped[Member | None] = relationship(foreign_keys=[released_by], lazy="raise_on_sql")
    doubter: Mapped[Member | None] = relationship(foreign_keys=[doubted_by], lazy="raise_on_sql")
    invalidator: Mapped[Member | None] = relationship(foreign_keys=[invalidated_by], lazy="raise_on_sql")

    @property
    def is_open(self) -> bool:
        """Whether staff still have to judge it."""
        return self.released_at is None and self.invalidated_at is None


class UncountedVote(Model):
    """A vote that was set apart when its kind of vote closed, and why: fixed there, so that a recount finds the same.

    It names the member's number only, and stays when an account that was never confirmed goes.
    """

    __tablename__ = "uncounted_vote"
    __table_args__ = {"sqlite_with_rowid": False}

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True, autoincrement=False)
    kind: Mapped[VoteKind] = mapped_column(enum_column(VoteKind), primary_key=True)
    member_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    why: Mapped[Uncounted] = mapped_column(enum_column(Uncounted))


class HoldLook(Model):
    """When the detector last looked at a round's votes of one kind."""

    __tablename__ = "hold_look"

    round_id: Mapped[int] = mapped_column(ForeignKey("round.id"), primary_key=True, autoincrement=False)
    kind: Mapped[VoteKind] = mapped_column(enum_column(VoteKind), primary_key=True)
    at: Mapped[datetime]


append_only(UncountedVote.__table__)
