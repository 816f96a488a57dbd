"""What stands in a cell of a bank's file: a day, an amount with its direction, a currency. The unclear is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from kernel.amount import SIGNS, minor_units

CAME_IN = frozenset(
    ("+", "c", "cr", "crdt", "credit", "h", "haben", "kredit", "bij", "in", "incoming", "eingang", "gutschrift")
    + ("zugang", "deposit", "money in", "paid in", "bijschrijving")
)
SAYS_OUT = frozenset(  # in no column of no name do these mean anything else
    ("dbit", "debit", "debet", "soll", "outgoing", "ausgang", "belastung", "abgang", "withdrawal", "money out")
    + ("paid out", "afschrijving")
)
WENT_OUT = SAYS_OUT | {"-", "−", "d", "dr", "s", "af", "out", "uit"}
NOT_YET = ("vorgemerkt", "pending", "announced", "reserved")
BOOKED = frozenset(
    (
        "booked",
        "completed",
        "complete",
        "posted",
        "settled",
        "cleared",
        "executed",
        "processed",
        "success",
        "successful",
    )
    + (
        "succeeded",
        "done",
        "ok",
        "confirmed",
        "paid",
        "received",
        "gebucht",
        "umsatz gebucht",
        "verbucht",
        "ausgeführt",
    )
    + ("abgeschlossen", "geboekt", "verwerkt", "uitgevoerd", "comptabilisé", "exécuté", "contabilizado")
)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].{0,40})?")
_PARTS = re.compile(r"(\d{1,2})([./-])(\d{1,2})[./-](\d{4}|\d{2})")
_BARE = re.compile(r"(\d{4})(\d{2})(\d{2})")
_CENTS = re.compile(r".*([.,])\d{1,2}\D*|\D*0([.,])\d{3}\D*")
_THREE = re.compile(r"\D*[1-9]\d{0,2}([.,])\d{3}\D*")
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


def is_day(cell: str) -> bool:
    """Whether a cell is a day in one of these ways, the month before it or behind."""
    for month_first in (False, True):
        try:
            return bool(day_in(cell, month_first))
        except ValueError:
            continue
    return False


def is_number(cell: str) -> bool:
    """Whether a cell is an amount, whatever it is of."""
    try:
        minor_units(cell)
    except ValueError:
        return False
    return True


def signs_before_cents(cells: Iterable[str]) -> frozenset[str]:
    """The signs that stand before decimals somewhere in a file; there they part no thousands."""
    found = map(_CENTS.fullmatch, cells)
    return frozenset(sign for one in found if one for sign in one.groups() if sign)


def amount_in(cell: str, direction: str = "", cents: frozenset[str] = frozenset()) -> int:
    """An amount in minor units, negative when it went out: by its own sign, a mark behind it, or the direction's column.

    Raises ValueError with words, also when they contradict each other or a sign of `cents` parts three digits.
    """
    tail = _TAIL.search(cell.strip())
    plain = cell.strip()[: tail.start()] if tail else cell
    amount = minor_units(plain)
    if (three := _THREE.fullmatch(plain)) and three[1] in cents:
        raise ValueError(f"In “{cell[:40]}” it is not clear where the decimals are: other lines have cents there.")
    out = {_goes_out(mark) for mark in (tail[1] if tail else "", direction) if mark.strip()}
    if len(out) > 1 or (amount < 0 and False in out):
        raise ValueError(f"“{cell[:40]}” and “{direction[:20]}” contradict each other: did it come in or go out?")
    return -abs(amount) if True in out else amount


def is_signed(cell: str) -> bool:
    """Whether an amount itself says which way it went."""
    plain = re.sub(r"[^\d+\-−]", "", cell)
    return plain.startswith(("+", "-", "−")) or plain.endswith(("-", "−")) or bool(_TAIL.search(cell.strip()))


def _goes_out(mark: str) -> bool:
    plain = _plain(mark)
    if plain not in CAME_IN | WENT_OUT:
        raise ValueError(f"“{mark[:40]}” does not say whether this came in or went out.")
    return plain in WENT_OUT


def is_direction(mark: str) -> bool:
    """Whether this word is known to say that money came in or went out."""
    return _plain(mark) in CAME_IN | WENT_OUT


def says_out(mark: str) -> bool:
    """Whether this word alone, wherever it stands, says that money went out."""
    return _plain(mark) in SAYS_OUT


def _plain(mark: str) -> str:
    return mark.strip().rstrip(".").casefold()


def currency_in(cell: str) -> str:
    """The code in a currency's column. Raises ValueError with words."""
    plain = cell.strip().upper()
    plain = SIGNS.get(plain, plain)
    if plain and plain != "$" and not re.fullmatch("[A-Z]{3}", plain):
        raise ValueError(f"“{cell[:40]}” is not a currency such as EUR.")
    return plain


def check_booked(status: str, info: str = "") -> None:
    """Raises ValueError when the bank says that it has not booked this, or in a column for that says nothing known."""
    if any(word in said.casefold() for word in NOT_YET for said in (status, info)):
        raise ValueError("The bank has only announced this. Import it again once it is booked.")
    if status.strip() and _plain(status) not in BOOKED:
        raise ValueError(f"“{status[:40]}” does not say that the bank has booked this.")
