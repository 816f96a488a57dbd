"""Which bank line pays which pledge: by one valid reference, once. Whatever is doubtful is left to a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from commerce.payments.policy import WHY_NOT
from commerce.payments.statement import BadLine, BankLine
from commerce.pledges.pledge import Pledge
from commerce.pledges.reference import references_in
from commerce.pledges.states import PAYABLE


class Finding(StrEnum):
    """What became of one line of a statement."""

    MATCHED = "matched"
    UNMATCHED = "unmatched"
    DUPLICATE = "duplicate"
    UNREADABLE = "unreadable"


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


def match(
    lines: Sequence[BankLine | BadLine], pledges: Mapping[str, Pledge], booked: Set[str], latest: date, own_id: int = 0
) -> list[Match]:
    """Judge every line in order. `booked` are digests booked before; no line is later than `latest`."""
    seen: set[str] = set()
    held: dict[str, int] = {}
    found = []
    for line in lines:
        if isinstance(line, BadLine):
            found.append(Match(line, Finding.UNREADABLE, line.reason))
        else:
            found.append(_doubt(line, booked, seen, latest) or _judge(line, pledges, held, own_id))
    return found


def _doubt(line: BankLine, booked: Set[str], seen: set[str], latest: date) -> Match | None:
    """Why a line is not even looked up; None when it is."""
    if line.digest in booked:
        return Match(line, Finding.DUPLICATE, "Booked before.")
    if line.digest in seen:
        words = "The same line stands above. If it is a second transfer, record it by hand."
        return Match(line, Finding.DUPLICATE, words)
    seen.add(line.digest)
    return Match(line, Finding.UNREADABLE, "This day has not come yet.") if line.day > latest else None


def _judge(line: BankLine, pledges: Mapping[str, Pledge], held: dict[str, int], own_id: int) -> Match:
    pledge, words = _pledge_of(line, pledges, own_id)
    if pledge is None:
        return Match(line, Finding.UNMATCHED, words)
    before = held.get(pledge.reference, pledge.held_minor)
    held[pledge.reference] = before + line.amount_minor
    return _fit(line, pledge, before + line.amount_minor - pledge.total_minor)


def _pledge_of(line: BankLine, pledges: Mapping[str, Pledge], own_id: int) -> tuple[Pledge | None, str]:
    if line.amount_minor <= 0:
        return None, "Nothing came in with this line."
    named = [pledges[reference] for reference in references_in(line.words) if reference in pledges]
    if not named:
        return None, "No pledge has a reference that stands in this line."
    if len(named) > 1:
        return None, "This line names several pledges. Record each part by hand."
    if named[0].state not in PAYABLE:
        return None, WHY_NOT[named[0].state]
    if named[0].member_id == own_id:
        return None, "This is your own pledge: a colleague records its money."
    return named[0], ""


def _fit(line: BankLine, pledge: Pledge, difference: int) -> Match:
    if difference == 0:
        return Match(line, Finding.MATCHED, "Pays it in full.", pledge, Fit.EXACT)
    fit = Fit.PART if difference < 0 else Fit.SURPLUS
    words = "Part of the price; the rest stays open." if difference < 0 else "More than the price; send the rest back."
    return Match(line, Finding.MATCHED, words, pledge, fit, abs(difference))
