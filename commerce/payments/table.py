"""Which column of a file is which, by its names and by what stands in it. Columns of unknown names are never guessed
by their place, but a currency or a direction is seen wherever it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from commerce.payments import cells
from commerce.payments.headings import BY_PLACE, Columns, columns_of, is_heading, unknown
from commerce.payments.rows import HEAD, Row
from kernel.amount import is_currency


@dataclass(frozen=True, slots=True)
class Table:
    """The columns, the rows above their names and below, and how this file writes days and decimals."""

    columns: Columns
    above: Sequence[Row]
    below: Sequence[Row]
    month_first: bool
    cents: frozenset[str]


def table_of(rows: Sequence[Row]) -> Table:
    """Raises ValueError with words when the columns are not known."""
    columns, above, below = _parts(rows)
    for number, row in below:
        if is_heading(row) and columns_of(row)[0] != columns:
            raise ValueError(f"Line {number} begins a table with other columns. Import each table by itself.")
    columns = _with_unnamed(columns, [row for _, row in below])
    amounts = [columns.cell(row, thing) for _, row in below for thing in ("amount", "credit", "debit")]
    month_first = cells.months_come_first(columns.cell(row, "day") for _, row in below)
    return Table(columns, above, below, month_first, cells.signs_before_cents(amounts))


def _parts(rows: Sequence[Row]) -> tuple[Columns, Sequence[Row], Sequence[Row]]:
    """The columns by the names in one of the first rows, else the first three; the rows above and below those names."""
    known = [(place, *columns_of(row)) for place, (_, row) in enumerate(rows[:HEAD]) if is_heading(row)]
    for place, columns, missing in known:
        if not missing:
            return columns, rows[:place], rows[place + 1 :]
    if known:
        place, _, missing = min(known, key=lambda found: len(found[2]))
        raise unknown(missing, rows[place][1])
    wide = [row for _, row in rows if len(row) >= 3]
    if not wide:
        raise ValueError("No line has three columns: a date, an amount and the reference text.")
    first = next((row for row in wide[:HEAD] if sum(map(bool, row)) >= 3), [])
    if first and not any(cells.is_day(cell) or cells.is_number(cell) for cell in first):
        raise unknown(columns_of(first)[1], first)
    return BY_PLACE, [], rows


def _with_unnamed(columns: Columns, rows: Sequence[Sequence[str]]) -> Columns:
    """With the columns in which nothing but currencies, or nothing but directions, stands; without those left empty."""
    empty = [thing for thing in ("direction", "currency") if not any(columns.cell(row, thing) for row in rows)]
    at = {thing: place for thing, place in columns.at.items() if thing not in empty}
    spoken = set(at.values()) - (set() if columns.headed else {at["words"]})
    free = [place for place in range(max(map(len, rows), default=0)) if place not in spoken]
    filled = {place: [row[place] for row in rows if place < len(row) and row[place]] for place in free}
    if "direction" not in at and (place := next((one for one in free if _directs(filled[one])), -1)) >= 0:
        at["direction"] = place
    told = "currency" in at or columns.currency_said
    currencies = tuple(one for one in free if not told and filled[one] and all(map(is_currency, filled[one])))
    if not columns.headed and at["words"] in {at.get("direction"), *currencies}:
        taken = {at["day"], at["amount"], at.get("direction"), *currencies}
        at["words"] = next((place for place in free if place not in taken), at["words"])
    return replace(columns, at=at, currencies=currencies)


def _directs(marks: Sequence[str]) -> bool:
    """Whether every cell says a direction, and not merely a dash for nothing."""
    return any(any(map(str.isalpha, mark)) for mark in marks) and all(map(cells.is_direction, marks))
