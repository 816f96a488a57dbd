"""A bank's CSV read into lines: date, amount, reference text. Nothing in a cell is ever run.

Banks differ in separators, decimal signs, dates and the start of the file; an unclear line is refused, not guessed.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from kernel.amount import minor_units

MOST_LINES = 5_000
MOST_CHARACTERS = 1_000_000
_NAMES = {
    "day": (
        "date",
        "booking date",
        "bookingdate",
        "buchungstag",
        "buchungsdatum",
        "datum",
        "value date",
        "valuta",
        "day",
    ),
    "amount": ("amount", "betrag", "umsatz", "betrag (eur)", "amount (eur)", "credit", "bedrag", "montant", "sum"),
    "words": (
        "reference",
        "reference text",
        "verwendungszweck",
        "purpose",
        "description",
        "text",
        "details",
        "remittance",
        "payment reference",
        "buchungstext",
        "memo",
        "libellé",
        "omschrijving",
    ),
}
_DAYS = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?"), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})"), (3, 2, 1)),
    (re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{2})"), (3, 2, 1)),
    (re.compile(r"(\d{4})(\d{2})(\d{2})"), (1, 2, 3)),
)


@dataclass(frozen=True, slots=True)
class BankLine:
    """One movement: number is its line in the file, the amount is minor units, what left is negative."""

    number: int
    day: date
    amount_minor: int
    words: str

    @property
    def digest(self) -> str:
        """The same movement gives the same digest in every export, however its text was spaced."""
        plain = f"{self.day.isoformat()}|{self.amount_minor}|{' '.join(self.words.split()).casefold()}"
        return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that could not be read, and why, in words for the person who pasted it."""

    number: int
    words: str
    reason: str


def decoded(content: bytes) -> str:
    """The text of an uploaded file: UTF-8 or UTF-16 by its mark, else UTF-8, else what Western banks write."""
    for start, name in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(start):
            return content.decode(name, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def read(source: str) -> list[BankLine | BadLine]:
    """Every line of a statement in order. Raises ValueError when the whole is too long or no line has three columns."""
    if len(source) > MOST_CHARACTERS:
        raise ValueError("This statement is too long. Paste at most a month at a time.")
    text = source.lstrip("\ufeff").replace("\x00", "")
    if text.count("\n") + text.count("\r") > 10 * MOST_LINES:
        raise ValueError(f"At most {MOST_LINES} lines at a time; this has far more.")
    filled = ((number, [_cell(cell) for cell in row]) for number, row in _rows(text) if any(map(str.strip, row)))
    rows = list(islice(filled, MOST_LINES + 1))
    if not rows:
        raise ValueError("There is nothing to read. Paste lines with a date, an amount and the reference text.")
    if len(rows) > MOST_LINES:
        raise ValueError(f"At most {MOST_LINES} lines at a time; this has more.")
    columns, rest = _columns(rows)
    return [_line(number, row, columns) for number, row in rest]


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The cells of each row with the number of the line it ends on. Raises ValueError on a broken file."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    try:
        for row in reader:
            yield reader.line_num, row
    except csv.Error as error:
        raise ValueError(f"Line {reader.line_num} is broken: {error}.") from error


def _separator(text: str) -> str:
    """The sign that splits a line of column names; without such a line, the one that gives three columns."""
    head = [
        re.sub(r'"[^"]*"', lambda cell: re.sub(r"[;,\t]", " ", cell.group()), line) for line in text.splitlines()[:15]
    ]
    for sign in ";\t,":
        if any(_named([_cell(cell.strip('"')) for cell in line.split(sign)]) for line in head):
            return sign
    return next((sign for sign in ";\t" if any(line.count(sign) >= 2 for line in head)), ",")


def _cell(cell: str) -> str:
    """A cell without what spreadsheets put round text to stop themselves from running it."""
    plain = cell.strip()
    wrapped = re.fullmatch(r'="?([^"]*)"?', plain) if plain.startswith('="') else None
    plain = wrapped.group(1).strip() if wrapped else plain
    return plain[1:].strip() if plain.startswith("'") else plain


def _columns(rows: list[tuple[int, list[str]]]) -> tuple[dict[str, int], list[tuple[int, list[str]]]]:
    """Which column is which, by the names in one of the first rows, else the first three; and the rows below them."""
    for place, (_, row) in enumerate(rows[:15]):
        columns = _named(row)
        if columns:
            return columns, rows[place + 1 :]
    if max(len(row) for _, row in rows) < 3:
        raise ValueError("No line has three columns: a date, an amount and the reference text.")
    return {"day": 0, "amount": 1, "words": 2}, rows


def _named(row: list[str]) -> dict[str, int]:
    """Which column is which by these names; empty when one of the three is not named."""
    names = [cell.casefold() for cell in row]
    found = {key: next((names.index(name) for name in known if name in names), -1) for key, known in _NAMES.items()}
    return found if min(found.values()) >= 0 else {}


def _line(number: int, row: list[str], columns: dict[str, int]) -> BankLine | BadLine:
    """One movement, or why it is none."""
    shown = " · ".join(row)[:200]
    if len(row) <= max(columns.values()):
        return BadLine(number, shown, "It has too few columns.")
    try:
        amount = minor_units(row[columns["amount"]])
        return BankLine(number, _day(row[columns["day"]]), amount, row[columns["words"]][:500])
    except ValueError as error:
        return BadLine(number, shown, str(error))


def _day(written: str) -> date:
    """A day in one of the ways banks write it; days come before months."""
    for shape, (year, month, day) in _DAYS:
        found = shape.fullmatch(written.strip())
        if found:
            try:
                return date(
                    int(found[year]) + (2000 if len(found[year]) == 2 else 0), int(found[month]), int(found[day])
                )
            except ValueError:
                break
    raise ValueError(f"“{written[:40]}” is not a day such as 2026-11-21 or 21.11.2026.")
