"""The lines of a statement as rows, so that what nobody has matched yet stays to be looked at after its file is gone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Select, UniqueConstraint, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from commerce.payments.bank_line import BadLine, BankLine
from kernel.database import Model, db, short

EMPTY: dict[str, Any] = {
    "day": None,
    "amount_minor": None,
    "currency": "",
    "payer": "",
    "iban": "",
    "references": (),
    "reason": None,
}


class StatementLine(Model):
    """One line of a statement: a movement in minor units, or the reason why it could not be read."""

    __tablename__ = "statement_line"
    __table_args__ = (
        UniqueConstraint("statement_id", "number"),
        CheckConstraint("(reason IS NULL) = (day IS NOT NULL AND amount_minor IS NOT NULL)", name="read_or_reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    statement_id: Mapped[int] = mapped_column(ForeignKey("bank_statement.id"), index=True)
    number: Mapped[int]
    words: Mapped[str]
    day: Mapped[date | None]
    amount_minor: Mapped[int | None]
    currency: Mapped[str] = mapped_column(short(3), default="")
    payer: Mapped[str] = mapped_column(short(140), default="")
    iban: Mapped[str] = mapped_column(short(34), default="")
    references: Mapped[list[str]]
    reason: Mapped[str | None]

    def as_read(self) -> BankLine | BadLine:
        """The line as the reader gave it."""
        if self.day is None or self.amount_minor is None:
            return BadLine(self.number, self.words, self.reason or "")
        said = {"currency": self.currency, "payer": self.payer, "iban": self.iban}
        return BankLine(self.number, self.day, self.amount_minor, self.words, references=tuple(self.references), **said)


def keep_lines(statement_id: int, lines: Sequence[BankLine | BadLine]) -> None:
    """Store what was read of a statement."""
    db.session.execute(insert(StatementLine), [_row(statement_id, line) for line in lines])


def lines_of(statement_id: int) -> list[BankLine | BadLine]:
    """What was read of a statement, in its order."""
    rows = select(StatementLine).where(StatementLine.statement_id == statement_id).order_by(StatementLine.number)
    return [row.as_read() for row in db.session.scalars(rows)]


def forget_strangers(statement_ids: Select[int]) -> None:
    """Drop of these statements what went out and names no pledge: somebody's rent, somebody's wages."""
    went_out = select(StatementLine).where(
        StatementLine.statement_id.in_(statement_ids), StatementLine.amount_minor <= 0
    )
    for line in db.session.scalars(went_out).all():
        if not line.references:
            db.session.delete(line)


def _row(statement_id: int, line: BankLine | BadLine) -> dict[str, object]:
    said = {name: getattr(line, name, empty) for name, empty in EMPTY.items()}
    said["references"] = list(said["references"])
    return {"statement_id": statement_id, "number": line.number, "words": line.words, **said}
