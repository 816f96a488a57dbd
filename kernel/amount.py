"""Amounts as people and banks write them, read into whole minor units; what is unclear is refused."""

from __future__ import annotations

import re

CURRENCIES = ("EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "NZD")
LARGEST_MINOR = 100_000_000_00
_SHAPE = re.compile(r"[+-]?\d{1,3}(?:[.,' ]?\d{3})*(?:[.,]\d{1,2})?|[+-]?\d+(?:[.,]\d{1,2})?")
_DECORATION = re.compile(r"(?:€|\$|£|\b[A-Z]{3}\b)")


def minor_units(written: str) -> int:
    """19.99, 19,99, 1.234,50 and -5 EUR as minor units of a two-decimal currency. Raises ValueError with words."""
    plain = _DECORATION.sub("", written.replace("\u00a0", " ").replace("\u202f", " ").replace("\u2212", "-")).strip()
    plain = "-" + plain[:-1] if plain.endswith("-") and not plain.startswith("-") else plain
    plain = plain.replace("- ", "-")
    if len(plain) > 20 or not plain.isascii() or not _SHAPE.fullmatch(plain):
        raise ValueError(f"“{written[:40]}” is not an amount such as 19.99 or 19,99.")
    whole, cents = _split(plain)
    amount = int(re.sub(r"[^\d]", "", whole) or "0") * 100 + int(cents.ljust(2, "0") or "0")
    if amount > LARGEST_MINOR:
        raise ValueError(f"{written[:40]} is more than this site can book.")
    return -amount if plain.startswith("-") else amount


def _split(plain: str) -> tuple[str, str]:
    """The whole part and the decimals: a last group of one or two digits after a point or comma is decimals."""
    found = re.search(r"[.,](\d{1,2})$", plain)
    if not found:
        _one_kind(plain)
        return plain, ""
    whole = plain[: found.start()]
    if plain[found.start()] in whole:
        raise ValueError(f"“{plain}” uses one sign for thousands and for decimals.")
    _one_kind(whole)
    return whole, found.group(1)


def _one_kind(whole: str) -> None:
    """A number groups its thousands by one sign only."""
    if len(set(re.findall(r"[.,' ]", whole))) > 1:
        raise ValueError(f"“{whole}” mixes signs for thousands.")


def written(minor: int) -> str:
    """Minor units as a plain field value: 1999 as 19.99."""
    sign = "-" if minor < 0 else ""
    return f"{sign}{abs(minor) // 100}.{abs(minor) % 100:02d}"
