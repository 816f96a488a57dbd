"""A bank's CSV read into lines. Nothing in a cell is ever run, and no line of the file is dropped without a word.

Banks differ in separators, decimal signs, dates and the start of the file; an unclear line is refused, not guessed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from itertools import islice

from commerce.payments import cells
from commerce.payments.bank_line import BadLine, BankLine
from commerce.payments.headings import BY_PLACE, Columns, columns_of
from commerce.pledges.reference import references_in
from kernel.amount import DOLLARS, named_currency

MOST_LINES = 5_000
MOST_CHARACTERS = 1_000_000
HEAD = 15  # rows in which the names of the columns may stand
MOST_COLUMNS = 100  # no bank has half as many
MOST_WORDS = 500
Row = tuple[int, list[str]]


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
    """Every line of a statement in order. Raises ValueError with words when the whole cannot be a statement."""
    if len(source) > MOST_CHARACTERS:
        raise ValueError("This statement is too long. Paste at most a month at a time.")
    text = source.lstrip("\ufeff").replace("\x00", "")
    if text.count("\n") + text.count("\r") > 10 * MOST_LINES:
        raise ValueError(f"At most {MOST_LINES} lines at a time; this has far more.")
    rows = _rows(text)
    if not rows:
        raise ValueError("There is nothing to read. Paste lines with a date, an amount and the reference text.")
    if len(rows) > MOST_LINES:
        raise ValueError(f"At most {MOST_LINES} lines at a time; this has more.")
    columns, above, below = _parts(rows)
    month_first = cells.months_come_first(columns.cell(row, "day") for _, row in below)
    lines = [_line(number, row, columns, month_first) for number, row in below]
    if not columns.headed and not any(isinstance(line, BankLine) for line in lines):
        shown = " · ".join(rows[0][1])[:200]
        raise ValueError(f"The first three columns are not a day, an amount and the text. The first line is: {shown}")
    return [*_lost_above(above), *lines]


def _rows(text: str) -> list[Row]:
    """The cells of each row that has any, with its line's number. A row whose quotes are broken is read without them."""
    sign = _separator(text)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
        rows = [(reader.line_num, row) for row in reader]
        if not any(_swallowed(row, sign) for _, row in rows):
            return _filled(rows)
    except csv.Error:
        pass
    return _filled((number, _alone(number, line, sign)) for number, line in enumerate(text.splitlines(), start=1))


def _filled(rows: Iterable[Row]) -> list[Row]:
    """Those that hold something; one more than is allowed is enough to refuse them all."""
    filled = ((n, [_cell(cell) for cell in row[:MOST_COLUMNS]]) for n, row in rows if any(map(str.strip, row)))
    return list(islice(filled, MOST_LINES + 1))


def _swallowed(row: list[str], sign: str) -> bool:
    """Whether a quote that was never closed took the next lines into one cell: one of them has a day and columns."""
    inside = (line.split(sign) for cell in row if "\n" in cell for line in cell.splitlines()[1:])
    return any(len(parts) > 2 and any(_is_day(part.strip(' "')) for part in parts) for parts in inside)


def _alone(number: int, line: str, sign: str) -> list[str]:
    """The cells of one line by itself. Raises ValueError when not even that can be read."""
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
        try:
            return next(csv.reader([line], delimiter=sign, strict=True, quoting=quoting), [])
        except csv.Error as broken:
            error = broken
    raise ValueError(f"Line {number} is broken: {error}.")


def _separator(text: str) -> str:
    """The sign that splits a line of column names; without such a line, the one that gives three columns."""
    head = [
        re.sub(r'"[^"]*"', lambda cell: re.sub(r"[;,\t]", " ", cell.group()), line) for line in text.splitlines()[:HEAD]
    ]
    for sign in ";\t,":
        if any(
            _is_heading([_cell(cell.strip('"')) for cell in line.split(sign, MOST_COLUMNS)[:MOST_COLUMNS]])
            for line in head
        ):
            return sign
    return next((sign for sign in ";\t" if any(line.count(sign) >= 2 for line in head)), ",")


def _cell(cell: str) -> str:
    """A cell without what spreadsheets put round text to stop themselves from running it."""
    plain = cell.strip()
    wrapped = re.fullmatch(r'="?([^"]*)"?', plain) if plain.startswith('="') else None
    plain = wrapped.group(1).strip() if wrapped else plain
    return plain[1:].strip() if plain.startswith("'") else plain


def _is_heading(row: list[str]) -> bool:
    columns, _ = columns_of(row)
    return len(columns.at) >= 2 and not any(_is_day(cell) for cell in row)


def _is_day(cell: str) -> bool:
    try:
        return bool(cells.day_in(cell))
    except ValueError:
        return False


def _parts(rows: list[Row]) -> tuple[Columns, list[Row], list[Row]]:
    """Which column is which, by the names in one of the first rows, else the first three; the rows above and below it."""
    known = [(place, *columns_of(row)) for place, (_, row) in enumerate(rows[:HEAD]) if _is_heading(row)]
    for place, columns, missing in known:
        if not missing:
            return _with_type(columns, rows[place + 1 :]), rows[:place], rows[place + 1 :]
    if known:
        place, _, missing = min(known, key=lambda found: len(found[2]))
        shown = ", ".join(cell for cell in rows[place][1] if cell)[:300]
        raise ValueError(f"No column for {' and '.join(missing)} was found. The headings are: {shown}.")
    if max(len(row) for _, row in rows) < 3:
        raise ValueError("No line has three columns: a date, an amount and the reference text.")
    return BY_PLACE, [], rows


def _with_type(columns: Columns, rows: list[Row]) -> Columns:
    """A column called "type" says the direction only where every cell of it does."""
    marks = [mark for _, row in rows if (mark := columns.cell(row, "type"))]
    if "direction" in columns.at or not marks or not all(map(cells.is_direction, marks)):
        return columns
    return Columns({**columns.at, "direction": columns.at["type"]}, columns.currency_said)


def _lost_above(rows: list[Row]) -> list[BadLine]:
    """Rows above the names that look like movements: said, not read."""
    reason = "It stands above the names of the columns."
    return [BadLine(number, _shown(row), reason) for number, row in rows if any(map(_is_day, row)) and len(row) > 2]


def _shown(row: list[str]) -> str:
    return " · ".join(row)[:200]


def _line(number: int, row: list[str], columns: Columns, month_first: bool) -> BankLine | BadLine:
    """One movement, or why it is none."""
    try:
        return _movement(number, row, columns, month_first)
    except ValueError as error:
        return BadLine(number, _shown(row), str(error))


def _movement(number: int, row: list[str], columns: Columns, month_first: bool) -> BankLine:
    if len(row) <= columns.last_needed():
        raise ValueError("It has too few columns.")
    if cells.is_announced(columns.cell(row, "status")):
        raise ValueError("The bank has only announced this. Import it again once it is booked.")
    amount, said = _amount(row, columns)
    account = columns.cell(row, "iban")
    return BankLine(
        number,
        cells.day_in(columns.cell(row, "day"), month_first),
        amount,
        columns.cell(row, "words")[:MOST_WORDS],
        currency=said,
        payer=columns.cell(row, "payer")[:140],
        iban=account[:34] if sum(sign.isdigit() for sign in account) > 5 else "",
        references=tuple(references_in(" ".join(_texts(row, columns)))),
    )


def _texts(row: list[str], columns: Columns) -> list[str]:
    """Every cell that may hold a reference, the text's own first."""
    spoken = {columns.at.get(thing) for thing in ("day", "amount", "credit", "debit", "currency", "direction", "words")}
    others = [cell for place, cell in enumerate(row) if place not in spoken]
    return [columns.cell(row, "words"), *others]


def _amount(row: list[str], columns: Columns) -> tuple[int, str]:
    """The amount in minor units, and the currency that the line names. Raises ValueError when two things contradict."""
    cell = columns.cell(row, "amount")
    debit = columns.cell(row, "debit")
    if "debit" in columns.at and debit and not cell:
        amount, cell = -abs(cells.amount_in(debit)), debit
    elif (
        "debit" in columns.at and debit and cells.amount_in(debit) and columns.at["amount"] == columns.at.get("credit")
    ):
        raise ValueError("It has an amount that came in and one that went out.")
    else:
        amount = cells.amount_in(cell, columns.cell(row, "direction"))
    named = {cells.currency_in(columns.cell(row, "currency")), named_currency(cell), columns.currency_said} - {""}
    if len(named - {"$"}) > 1 or ("$" in named and not named - {"$"} <= DOLLARS):
        raise ValueError(f"It names several currencies: {', '.join(sorted(named))}.")
    return amount, next(iter(named - {"$"}), "$" if named else "")
