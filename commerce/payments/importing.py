"""A bank statement is pasted or uploaded, previewed, and booked once somebody confirms it; each line at most once ever."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload

from commerce.catalog.policy import may_keep_shop
from commerce.payments.bank_line import BankLine
from commerce.payments.collecting import ZONES, record_payment
from commerce.payments.matching import Finding, Ledger, Match, Paid, match
from commerce.payments.payment import BankStatement, Payment
from commerce.payments.statement import read
from commerce.payments.statement_line import forget_strangers, keep_lines, lines_of
from commerce.pledges.pledge import Pledge
from kernel.clock import now
from kernel.database import db, lock
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

PART = 500
SOURCE_KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Preview:
    """What confirming would do, line by line."""

    matches: list[Match]

    def found(self, finding: Finding) -> list[Match]:
        """The lines with this finding, in order."""
        return [one for one in self.matches if one.finding == finding]


def keep_statement(actor: Member, source: str) -> BankStatement:
    """Keep what was pasted, to be previewed. Raises Refused, and RuleBroken on source when it cannot be read at all."""
    require(may_keep_shop(actor, now()))
    plain = source.lstrip("\ufeff").replace("\x00", "")
    try:
        lines = read(plain)
    except ValueError as error:
        raise RuleBroken(str(error), "source") from error
    statement = BankStatement(source=plain, uploaded_by_id=actor.id)
    db.session.add(statement)
    db.session.flush()
    keep_lines(statement.id, lines)
    return statement


def preview(actor: Member, statement: BankStatement, ticked: Set[str] = frozenset()) -> Preview:
    """What confirming this statement would book now, and what it would leave and why.

    `ticked` are the digests of lines that are a second transfer although they look like one booked before.
    """
    lines = lines_of(statement.id)
    readable = [line for line in lines if isinstance(line, BankLine)]
    pledges = _pledges(sorted({reference for line in readable for reference in line.references}))
    ledger = Ledger(
        pledges, _booked([line.digest for line in readable]), _paid(pledges), own_id=actor.id, allowed=ticked
    )
    return Preview(match(lines, ledger, now().date() + ZONES))


def confirm(actor: Member, statement: BankStatement, ticked: Set[str] = frozenset()) -> BankStatement:
    """Book every matched line. Confirming twice books once, and a line booked elsewhere meanwhile is left out."""
    lock(statement)
    require(may_keep_shop(actor, now()))
    if statement.confirmed_at is not None:
        return statement
    matched = preview(actor, statement, ticked).found(Finding.MATCHED)
    statement.booked = sum(_book(actor, statement, one) for one in matched)
    statement.confirmed_at, statement.confirmed_by_id = now(), actor.id
    db.session.flush()
    return statement


def forget_sources() -> None:
    """Empty the text of statements pasted three months ago. A clock tick.

    The lines read of it stay, but for what went out to people who have nothing to do with any pledge.
    """
    old = (BankStatement.uploaded_at < now() - SOURCE_KEPT, BankStatement.source != "")
    forget_strangers(select(BankStatement.id).where(*old))
    db.session.execute(update(BankStatement).where(*old).values(source=""))


def _book(actor: Member, statement: BankStatement, matched: Match) -> bool:
    line, pledge = matched.line, matched.pledge
    if not isinstance(line, BankLine) or pledge is None:
        return False
    try:
        with db.session.begin_nested():
            record_payment(actor, pledge, line.amount_minor, line.day, line.words, line.digest, statement.id)
    except IntegrityError:
        return False
    return True


def _pledges(references: list[str]) -> dict[str, Pledge]:
    found: dict[str, Pledge] = {}
    for start in range(0, len(references), PART):
        part = select(Pledge).where(Pledge.reference.in_(references[start : start + PART]))
        options = (joinedload(Pledge.campaign), joinedload(Pledge.member))
        found |= {pledge.reference: pledge for pledge in db.session.scalars(part.options(*options))}
    return found


def _booked(digests: list[str]) -> set[str]:
    found: set[str] = set()
    for start in range(0, len(digests), PART):
        part = select(Payment.line_digest).where(Payment.line_digest.in_(digests[start : start + PART]))
        found |= {digest for digest in db.session.scalars(part) if digest}
    return found


def _paid(pledges: dict[str, Pledge]) -> Paid:
    """The days on which how much was booked for these pledges, by a statement or by hand."""
    found: Paid = {}
    references = {pledge.id: reference for reference, pledge in pledges.items()}
    ids = sorted(references)
    for start in range(0, len(ids), PART):
        part = select(Payment.pledge_id, Payment.amount_minor, Payment.received_on)
        for pledge_id, minor, day in db.session.execute(part.where(Payment.pledge_id.in_(ids[start : start + PART]))):
            found.setdefault((references[pledge_id], minor), []).append(day)
    return found
