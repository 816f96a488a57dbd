"""A forum is a standing place for one product family; it has its own questions for concepts and its own stewards."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model, enum_column, short

if TYPE_CHECKING:
    from members.accounts.member import Member

NAME_LENGTH = 80
SLUG_LENGTH = 60
SUMMARY_LENGTH = 280
LABEL_LENGTH = 80
HINT_LENGTH = 200
LABELS = {"title": "Title", "summary": "In one sentence", "body": "In full"}  # of the parts every concept has
WORDS = tuple(LABELS)


class FieldKind(StrEnum):
    """How a concept answers one of the forum's questions."""

    TEXT = "text"
    LONG = "long"
    NUMBER = "number"


class Forum(Model):
    """Open to everybody's eyes; rounds are held in it one after another."""

    __tablename__ = "forum"
    __table_args__ = (
        CheckConstraint("length(colour) = 7 AND colour LIKE '#%'", name="colour_is_hex"),
        CheckConstraint("(closed_at IS NULL) = (length(closed_reason) = 0)", name="closed_with_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(short(SLUG_LENGTH), unique=True)
    name: Mapped[str] = mapped_column(short(NAME_LENGTH), unique=True)
    colour: Mapped[str] = mapped_column(short(7))
    summary: Mapped[str] = mapped_column(short(SUMMARY_LENGTH))
    created_at: Mapped[datetime] = mapped_column(default=now)
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    closed_at: Mapped[datetime | None]
    closed_reason: Mapped[str] = mapped_column(default="")
    # Which of WORDS are material: changing them asks a concept's supporters to carry their support over.
    material_words: Mapped[list[str]] = mapped_column(default=lambda: ["summary"])

    fields: Mapped[list[ForumField]] = relationship(
        back_populates="forum", order_by="ForumField.position", cascade="all, delete-orphan", lazy="raise_on_sql"
    )
    stewards: Mapped[list[ForumSteward]] = relationship(
        back_populates="forum", order_by="ForumSteward.id", cascade="all, delete-orphan", lazy="raise_on_sql"
    )

    @property
    def is_closed(self) -> bool:
        """Whether nothing new begins in it, for now."""
        return self.closed_at is not None

    @property
    def asked(self) -> list[ForumField]:
        """The questions in force, in order. The fields must be loaded."""
        return [field for field in self.fields if field.retired_at is None]

    def stewards_at(self, at: datetime) -> list[ForumSteward]:
        """Those in office at that moment: a term ends by itself. The stewards must be loaded."""
        return [steward for steward in self.stewards if steward.is_in_office(at)]

    def is_stewarded_by(self, member_id: int, at: datetime) -> bool:
        """Whether this member keeps the forum at that moment. The stewards must be loaded."""
        return any(steward.member_id == member_id for steward in self.stewards_at(at))


class ForumField(Model):
    """One question that every concept of the forum answers: need, for whom, price point, must-haves."""

    __tablename__ = "forum_field"
    __table_args__ = (UniqueConstraint("forum_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    key: Mapped[str] = mapped_column(short(40))
    label: Mapped[str] = mapped_column(short(LABEL_LENGTH))
    hint: Mapped[str] = mapped_column(short(HINT_LENGTH), default="")
    kind: Mapped[FieldKind] = mapped_column(enum_column(FieldKind), default=FieldKind.TEXT)
    required: Mapped[bool] = mapped_column(default=False)
    material: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    retired_at: Mapped[datetime | None]

    forum: Mapped[Forum] = relationship(back_populates="fields", lazy="raise_on_sql")


class ForumSteward(Model):
    """A member who keeps the forum's order: elected until a moment, or, before a first election, appointed."""

    __tablename__ = "forum_steward"
    __table_args__ = (
        UniqueConstraint("forum_id", "member_id"),
        CheckConstraint("(until IS NULL) = (election_id IS NULL)", name="elected_for_a_term"),
        CheckConstraint("until IS NULL OR until > since", name="term_forward"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    appointed_by: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    since: Mapped[datetime] = mapped_column(default=now)
    until: Mapped[datetime | None]
    election_id: Mapped[int | None] = mapped_column(ForeignKey("election.id"), index=True)

    forum: Mapped[Forum] = relationship(back_populates="stewards", lazy="raise_on_sql")
    member: Mapped[Member] = relationship(foreign_keys=[member_id], lazy="raise_on_sql")

    def is_in_office(self, at: datetime) -> bool:
        """Whether they keep the forum at that moment."""
        return self.until is None or at < self.until
