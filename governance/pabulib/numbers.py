"""Numbers as a Pabulib file may write them: plain digits, amounts with at most two decimals. Never through a float."""

from __future__ import annotations

import re

from governance.pabulib.faults import BadFile, shown

_AMOUNT = re.compile(r"(\d{1,13})(?:[.,](\d+))?", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,13}", re.ASCII)


def amount(text: str, what: str, line: int) -> int:
    """A positive amount in minor units. Raises BadFile."""
    found = _AMOUNT.fullmatch(text)
    if not found:
        raise BadFile(f"{what} {shown(text)} is not an amount such as 1200 or 1200.50", line)
    decimals = found[2] or ""
    if len(decimals) > 2:
        raise BadFile(f"{what} {shown(text)} has more than two decimals", line)
    minor = int(found[1]) * 100 + int(decimals.ljust(2, "0"))
    if not minor:
        raise BadFile(f"{what} is zero", line)
    return minor


def whole(text: str, what: str, line: int) -> int:
    """A whole number, which may be negative. Raises BadFile."""
    if not _WHOLE.fullmatch(text):
        raise BadFile(f"{what} {shown(text)} is not a whole number", line)
    return int(text)


def as_amount(minor: int) -> str:
    """Minor units as a file writes them: 120050 as 1200.50, 120000 as 1200."""
    units, cents = divmod(minor, 100)
    return f"{units}.{cents:02}" if cents else str(units)
