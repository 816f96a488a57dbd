"""One line of a bank's statement as it was read: a movement, or a line that could not be read and why."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class BankLine:
    """One movement. The number is its line in the file; the amount is minor units, what went out is negative.

    `currency` is what the line says: a code, "$" for any dollar, or nothing. `references` are those of any text column.
    """

    number: int
    day: date
    amount_minor: int
    words: str
    currency: str = ""
    payer: str = ""
    iban: str = ""
    references: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The same movement gives the same digest however its text was spaced; two payers never share one."""
        said = (self.day.isoformat(), str(self.amount_minor), self.currency, self.words, self.payer, self.iban)
        plain = "|".join(" ".join(part.split()).casefold() for part in said)
        return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that could not be read, and why, in words for the person who pasted it."""

    number: int
    words: str
    reason: str
