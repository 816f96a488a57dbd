"""What stands in a cell of a bank's file: a day, an amount with its direction, a currency. The unclear is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from kernel.amount import SIGNS, minor_units

CAME_IN = frozenset(
    ("+", "c", "cr", "crdt", "credit", "h", "haben", "kredit", "bij", "in", "incoming", "eingang", "gutschrift")
)
WENT_OUT = frozenset(
    ("-", "−", "d", "dr", "dbit", "debit", "debet", "s", "soll", "af", "out", "outgoing", "ausgang", "belastung")
)
NOT_YET = ("vorgemerkt", "pending", "announced", "reserved")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].{0,40})?")
_PARTS = re.compile(r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d{2})")
_BARE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_TAIL = re.compile(r"(?<=[\d\s])(CR|DR|C|D|H|S)\.?$", re.IGNORECASE)


def months_come_first(cells: Iterable[str]) -> bool:
    """Whether a file writes 12/22/2026: some second number cannot be a month, and every first one can."""
    found = [part for cell in cells if (part := _PARTS.fullmatch(cell.strip())) and part[2] != "."]
    return any(int(part[3]) > 12 for part in found) and all(int(part[1]) <= 12 for part in found)


def day_in(cell: str, month_first: bool = False) -> date:
    """A day in one of the ways banks write it. Raises ValueError with words."""
    plain = cell.strip()
    try:
        if found := _ISO.fullmatch(plain) or _BARE.fullmatch(plain):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _PARTS.fullmatch(plain):
            first, second = int(found[1]), int(found[3])
            day, month = (second, first) if month_first and found[2] != "." else (first, second)
            return date(int(found[4]) + (2000 if len(found[4]) == 2 else 0), month, day)
    except ValueError:
        pass
    raise ValueError(f"“{cell[:40]}” is not a day such as 2026-11-21 or 21.11.2026.")


def amount_in(cell: str, direction: str = "") -> int:
    """An amount in minor units, negative when it went out: by its own sign, a mark behind it, or the direction's column.

    Raises ValueError with words, also when they contradict each other.
    """
    tail = _TAIL.search(cell.strip())
    plain = cell.strip()[: tail.start()] if tail else cell
    amount = minor_units(plain)
    out = {_goes_out(mark) for mark in (tail[1] if tail else "", direction) if mark.strip()}
    if len(out) > 1 or (amount < 0 and False in out):
        raise ValueError(f"“{cell[:40]}” and “{direction[:20]}” contradict each other: did it come in or go out?")
    return -abs(amount) if True in out else amount


def _goes_out(mark: str) -> bool:
    plain = mark.strip().rstrip(".").casefold()
    if plain not in CAME_IN | WENT_OUT:
        raise ValueError(f"“{mark[:40]}” does not say whether this came in or went out.")
    return plain in WENT_OUT


def is_direction(mark: str) -> bool:
    """Whether this word is known to say that money came in or went out."""
    return mark.strip().rstrip(".").casefold() in CAME_IN | WENT_OUT


def currency_in(cell: str) -> str:
    """The code in a currency's column. Raises ValueError with words."""
    plain = cell.strip().upper()
    plain = SIGNS.get(plain, plain)
    if plain and plain != "$" and not re.fullmatch("[A-Z]{3}", plain):
        raise ValueError(f"“{cell[:40]}” is not a currency such as EUR.")
    return plain


def is_announced(status: str) -> bool:
    """Whether the bank says that it has not booked this yet."""
    return any(word in status.casefold() for word in NOT_YET)
