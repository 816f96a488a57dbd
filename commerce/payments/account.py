"""The bank account that pledges are paid to: a row per change, with the moment from which it is in force.

What was proposed is never rewritten, and no moment lies in the past of its row: so who was told an account can be told the
same one for ever, from the moment they were told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, or_, select, text
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from governance.record.append_only import fixed_columns
from kernel.clock import now
from kernel.database import Model, db, enum_column, short
from members.accounts.member import Member

IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
PROPOSED = text("state = 'proposed'")


class AccountState(StrEnum):
    """Agreed is not yet in force: that is a matter of its moment."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    CANCELLED = "cancelled"


class BankAccount(Model):
    """One account as an admin proposed it; confirmed by another admin, or by nobody where there is no other."""

    __tablename__ = "bank_account"
    __table_args__ = (
        CheckConstraint("confirmed_by_id <> proposed_by_id", name="confirmed_by_another"),
        CheckConstraint("confirmed_by_id IS NULL OR in_force_from IS NOT NULL", name="confirmed_has_its_day"),
        CheckConstraint(
            "state = 'cancelled' OR (state = 'agreed') = (in_force_from IS NOT NULL)", name="agreed_has_its_day"
        ),
        CheckConstraint("in_force_from >= proposed_at", name="never_in_the_past"),
        CheckConstraint("(state = 'cancelled') = (cancelled_by_id IS NOT NULL)", name="cancelled_by_somebody"),
        Index("uq_bank_account_proposed", "state", unique=True, sqlite_where=PROPOSED, postgresql_where=PROPOSED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    holder: Mapped[str] = mapped_column(short(70))
    iban: Mapped[str] = mapped_column(short(34))
    bic: Mapped[str] = mapped_column(short(11), default="")
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    proposed_at: Mapped[datetime] = mapped_column(default=now)
    state: Mapped[AccountState] = mapped_column(enum_column(AccountState), default=AccountState.PROPOSED)
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    in_force_from: Mapped[datetime | None]
    cancelled_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))

    proposed_by: Mapped[Member] = relationship(foreign_keys=[proposed_by_id], lazy="raise_on_sql")
    confirmed_by: Mapped[Member | None] = relationship(foreign_keys=[confirmed_by_id], lazy="raise_on_sql")
    cancelled_by: Mapped[Member | None] = relationship(foreign_keys=[cancelled_by_id], lazy="raise_on_sql")

    @property
    def grouped_iban(self) -> str:
        """In fours, as banks print it."""
        return " ".join(self.iban[i : i + 4] for i in range(0, len(self.iban), 4))

    def waits(self, at: datetime) -> bool:
        """Whether it can still be stopped before anybody is told to pay there."""
        if self.state is AccountState.PROPOSED:
            return True
        return self.state is AccountState.AGREED and self.in_force_from is not None and at < self.in_force_from


fixed_columns(BankAccount.__table__, "holder", "iban", "bic", "proposed_by_id", "proposed_at")


def account_in_force(at: datetime) -> BankAccount | None:
    """Where whoever was told at this moment pays; None before there was an account."""
    agreed = select(BankAccount).where(BankAccount.state == AccountState.AGREED, BankAccount.in_force_from <= at)
    return db.session.scalar(agreed.order_by(BankAccount.in_force_from.desc(), BankAccount.id.desc()).limit(1))


def waiting_account(at: datetime) -> BankAccount | None:
    """The one change that waits for its second admin or for its moment."""
    later = (BankAccount.state == AccountState.AGREED) & (BankAccount.in_force_from > at)
    waiting = select(BankAccount).where(or_(BankAccount.state == AccountState.PROPOSED, later))
    return db.session.scalar(waiting.order_by(BankAccount.id.desc()).limit(1))


def accounts_newest_first() -> Sequence[BankAccount]:
    """Every account there was or was to be, with who did what; at most 50."""
    beside = (BankAccount.proposed_by, BankAccount.confirmed_by, BankAccount.cancelled_by)
    newest = select(BankAccount).order_by(BankAccount.id.desc()).limit(50)
    return db.session.scalars(newest.options(*(joinedload(one) for one in beside))).all()


def is_iban(iban: str) -> bool:
    """Whether the check digits fit: moved to the end and read as a number, it leaves 1 when divided by 97."""
    if not IBAN.fullmatch(iban):
        return False
    return int("".join(str(int(sign, 36)) for sign in iban[4:] + iban[:4])) % 97 == 1
