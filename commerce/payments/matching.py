"""Which bank line pays which pledge: by one valid reference, once. Whatever is doubtful is left to a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from commerce.payments.bank_line import BadLine, BankLine
from commerce.payments.policy import WHY_NOT
from commerce.pledges.pledge import Pledge
from commerce.pledges.states import PAYABLE
from kernel.amount import is_same

NEAR = timedelta(days=5)  # so far apart one payment's days may be in two exports, or in one and a note by hand
MUCH = 10  # nobody pays so many times the price: a sign for thousands was taken for one before decimals, or a digit slipped
Paid = dict[tuple[str, int], list[date]]


class Finding(StrEnum):
    """What became of one line of a statement."""

    MATCHED = "matched"
    LOOKS_BOOKED = "looks booked"
    CAME_BACK = "came back"
    OTHER_CURRENCY = "other currency"
    UNMATCHED = "unmatched"
    UNREADABLE = "unreadable"
    DUPLICATE = "duplicate"
    WENT_OUT = "went out"


class Fit(StrEnum):
    """How a matched amount compares with what is open on its pledge."""

    EXACT = "exact"
    PART = "part"
    SURPLUS = "surplus"


@dataclass(frozen=True, slots=True)
class Match:
    """One line, what was found, and why in words. A matched line names its pledge; difference is minor units."""

    line: BankLine | BadLine
    finding: Finding
    words: str
    pledge: Pledge | None = None
    fit: Fit | None = None
    difference_minor: int = 0


@dataclass(slots=True)
class Ledger:
    """What is known while the lines are judged in order: pledges by reference, what was booked, who looks.

    `booked` are digests, `paid` the days of payments before by reference and minor units; it grows with lines that match.
    `allowed` are digests that a person ticked although they look like one booked before.
    """

    pledges: Mapping[str, Pledge]
    booked: Set[str] = frozenset()
    paid: Paid = field(default_factory=dict)
    own_id: int = 0
    allowed: Set[str] = frozenset()
    seen: set[str] = field(default_factory=set)
    held: dict[str, int] = field(default_factory=dict)


def match(lines: Sequence[BankLine | BadLine], ledger: Ledger, latest: date) -> list[Match]:
    """Judge every line in order. No line is later than `latest`."""
    return [
        Match(line, Finding.UNREADABLE, line.reason) if isinstance(line, BadLine) else _judge(line, ledger, latest)
        for line in lines
    ]


def _judge(line: BankLine, ledger: Ledger, latest: date) -> Match:
    named = [ledger.pledges[reference] for reference in line.references if reference in ledger.pledges]
    if line.amount_minor <= 0:
        return _no_income(line, named)
    if not named:
        return Match(line, Finding.UNMATCHED, "No pledge has a reference that stands in this line.")
    if len(named) > 1:
        return Match(line, Finding.UNMATCHED, "This line names several pledges. Record each part by hand.")
    return _doubt(line, named[0], ledger, latest) or _fit(line, named[0], ledger)


def _no_income(line: BankLine, named: list[Pledge]) -> Match:
    if line.amount_minor == 0:
        return Match(line, Finding.UNMATCHED, "Nothing came in with this line.")
    if named:
        words = "This went out and names a pledge. If its money was sent back, record it there."
        return Match(line, Finding.CAME_BACK, words, named[0])
    return Match(line, Finding.WENT_OUT, "This went out.")


def _doubt(line: BankLine, pledge: Pledge, ledger: Ledger, latest: date) -> Match | None:
    """Why a line that names this pledge is not booked; None when it may be."""
    if line.digest in ledger.booked:
        return Match(line, Finding.DUPLICATE, "Booked before.")
    if line.digest in ledger.seen:
        words = "The same line stands above. If it is a second transfer, record it by hand."
        return Match(line, Finding.DUPLICATE, words)
    ledger.seen.add(line.digest)
    if line.day > latest:
        return Match(line, Finding.UNREADABLE, "This day has not come yet.")
    if line.currency and not is_same(line.currency, pledge.campaign.currency):
        words = f"This line is in {line.currency}, the pledge in {pledge.campaign.currency}."
        return Match(line, Finding.OTHER_CURRENCY, words, pledge)
    return _not_theirs(line, pledge, ledger) or _looks_booked(line, pledge, ledger)


def _not_theirs(line: BankLine, pledge: Pledge, ledger: Ledger) -> Match | None:
    if pledge.state not in PAYABLE:
        return Match(line, Finding.UNMATCHED, WHY_NOT[pledge.state])
    if pledge.member_id == ledger.own_id:
        return Match(line, Finding.UNMATCHED, "This is your own pledge: a colleague records its money.")
    return None


def _looks_booked(line: BankLine, pledge: Pledge, ledger: Ledger) -> Match | None:
    if line.digest in ledger.allowed:
        return None
    days = ledger.paid.get((pledge.reference, line.amount_minor), [])
    paid_up = ledger.held.get(pledge.reference, pledge.held_minor) >= pledge.total_minor
    if not any(paid_up or abs(day - line.day) <= NEAR for day in days):
        return None
    words = "As much is booked for this pledge already, and "
    words += "its price is paid." if paid_up else "within days of this one."
    return Match(line, Finding.LOOKS_BOOKED, f"{words} Tick it if it is a second transfer.", pledge)


def _fit(line: BankLine, pledge: Pledge, ledger: Ledger) -> Match:
    if line.amount_minor >= MUCH * pledge.total_minor:
        words = f"This is {MUCH} times the price or more. Look whether its decimals were read right; record it by hand."
        return Match(line, Finding.UNMATCHED, words, pledge)
    before = ledger.held.get(pledge.reference, pledge.held_minor)
    ledger.held[pledge.reference] = before + line.amount_minor
    ledger.paid.setdefault((pledge.reference, line.amount_minor), []).append(line.day)
    difference = before + line.amount_minor - pledge.total_minor
    if difference == 0:
        return Match(line, Finding.MATCHED, "Pays it in full.", pledge, Fit.EXACT)
    fit = Fit.PART if difference < 0 else Fit.SURPLUS
    words = "Part of the price; the rest stays open." if difference < 0 else "More than the price; send the rest back."
    return Match(line, Finding.MATCHED, words, pledge, fit, abs(difference))
