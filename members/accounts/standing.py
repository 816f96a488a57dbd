"""What staff and operators did about a member: suspensions, roles and the rest, each a row with author, time and reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model, enum_column
from members.accounts.member import Member, Role


class Suspension(Model):
    """One suspension, from its reason to its lifting. At most one of a member is in force."""

    __tablename__ = "suspension"
    __table_args__ = (
        CheckConstraint("length(reason) > 0", name="reason"),
        CheckConstraint("(lifted_at IS NULL) = (lifted_reason IS NULL)", name="lifted_with_reason"),
        CheckConstraint("until IS NULL OR until > at", name="ends_later"),
        Index(
            "uq_suspension_in_force",
            "member_id",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    reason: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    until: Mapped[datetime | None]  # the clock lifts it then; without it, somebody has to
    lifted_at: Mapped[datetime | None]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    lifted_reason: Mapped[str | None]

    member: Mapped[Member] = relationship(foreign_keys=[member_id], lazy="raise_on_sql")
    by: Mapped[Member] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
    lifted_by: Mapped[Member | None] = relationship(foreign_keys=[lifted_by_id], lazy="raise_on_sql")


class SessionEnding(Model):
    """An admin signed somebody out everywhere; they sign in again whenever they like."""

    __tablename__ = "session_ending"
    __table_args__ = (CheckConstraint("length(reason) > 0", name="reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    reason: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[Member] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")


class AddressStanding(Model):
    """An admin let a new address stand: no earlier one can take the account back any more."""

    __tablename__ = "address_standing"
    __table_args__ = (CheckConstraint("length(reason) > 0", name="reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    reason: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    by: Mapped[Member] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")


class RoleGrant(Model):
    """One change of role; `by_id` is empty when the operator did it from the command line."""

    __tablename__ = "role_grant"
    __table_args__ = (CheckConstraint("role <> was", name="changes_it"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    role: Mapped[Role] = mapped_column(enum_column(Role))
    was: Mapped[Role] = mapped_column(enum_column(Role))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    at: Mapped[datetime] = mapped_column(default=now)

    member: Mapped[Member] = relationship(foreign_keys=[member_id], lazy="raise_on_sql")
    by: Mapped[Member | None] = relationship(foreign_keys=[by_id], lazy="raise_on_sql")
