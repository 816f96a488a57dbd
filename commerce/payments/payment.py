"""Payments and refunds are rows that are only added. Each says what moved, on which day, and who recorded it.

A line of the bank's statement can be booked once: its digest is unique.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kernel.clock import now
from kernel.database import Model, enum_column, short

if TYPE_CHECKING:
    from commerce.pledges.pledge import Pledge
    from members.accounts.member import Member


class Method(StrEnum):
    """How money moved."""

    BANK_TRANSFER = "bank_transfer"


class Payment(Model):
    """Money that arrived for a pledge, in minor units of the campaign's currency."""

    __tablename__ = "payment"
    __table_args__ = (CheckConstraint("amount_minor > 0", name="amount_is_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledge.id"), index=True)
    method: Mapped[Method] = mapped_column(enum_column(Method), default=Method.BANK_TRANSFER)
    amount_minor: Mapped[int]
    received_on: Mapped[date]
    line_digest: Mapped[str | None] = mapped_column(short(64), unique=True)
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("bank_statement.id"), index=True)
    note: Mapped[str] = mapped_column(short(300), default="")
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    recorded_at: Mapped[datetime] = mapped_column(default=now)

    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")
    recorded_by: Mapped[Member] = relationship(lazy="raise_on_sql")


class Refund(Model):
    """Money that went back to a pledger; together never more than what arrived."""

    __tablename__ = "refund"
    __table_args__ = (CheckConstraint("amount_minor > 0", name="amount_is_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pledge_id: Mapped[int] = mapped_column(ForeignKey("pledge.id"), index=True)
    method: Mapped[Method] = mapped_column(enum_column(Method), default=Method.BANK_TRANSFER)
    amount_minor: Mapped[int]
    refunded_on: Mapped[date]
    reason: Mapped[str] = mapped_column(short(300))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    recorded_at: Mapped[datetime] = mapped_column(default=now)

    pledge: Mapped[Pledge] = relationship(lazy="raise_on_sql")
    recorded_by: Mapped[Member] = relationship(lazy="raise_on_sql")


class BankStatement(Model):
    """A statement as staff pasted or uploaded it, kept so that its preview can be left and come back to."""

    __tablename__ = "bank_statement"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    uploaded_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    uploaded_at: Mapped[datetime] = mapped_column(default=now)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    confirmed_at: Mapped[datetime | None]
    booked: Mapped[int] = mapped_column(default=0)
