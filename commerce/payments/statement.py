"""A bank's CSV read into lines. Nothing in a cell is ever run, and no line of the file is dropped without a word.

Banks differ in separators, decimal signs, dates and the start of the file; an unclear line is refused, not guessed.
"""

from __future__ import annotations

from collections.abc import Sequence

from commerce.payments import cells
from commerce.payments.bank_line import BadLine, BankLine
from commerce.payments.headings import Columns
from commerce.payments.rows import MOST_LINES, Row, rows_of
from commerce.payments.table import Table, table_of
from commerce.pledges.reference import references_in
from kernel.amount import DOLLARS, named_currency

MOST_CHARACTERS = 1_000_000
MOST_WORDS = 500
NO_WORDS = ("day", "amount", "credit", "debit", "currency", "direction", "words")


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
    rows = rows_of(text)
    if not rows:
        raise ValueError("There is nothing to read. Paste lines with a date, an amount and the reference text.")
    if len(rows) > MOST_LINES:
        raise ValueError(f"At most {MOST_LINES} lines at a time; this has more.")
    table = table_of(rows)
    lines = [_line(number, row, table) for number, row in table.below]
    if not table.columns.headed and not any(isinstance(line, BankLine) for line in lines):
        shown = " · ".join(rows[0][1])[:200]
        raise ValueError(f"The first three columns are not a day, an amount and the text. The first line is: {shown}")
    return [*_lost_above(table.above), *lines]


def _lost_above(rows: Sequence[Row]) -> list[BadLine]:
    """Rows above the names that look like movements: said, not read."""
    reason = "It stands above the names of the columns."
    return [BadLine(number, _shown(row), reason) for number, row in rows if _looks_like_one(row)]


def _looks_like_one(row: list[str]) -> bool:
    return (any(map(cells.is_day, row)) and len(row) > 2) or bool(references_in(" ".join(row)))


def _shown(row: list[str]) -> str:
    return " · ".join(row)[:200]


def _line(number: int, row: list[str], table: Table) -> BankLine | BadLine:
    """One movement, or why it is none."""
    try:
        return _movement(number, row, table)
    except ValueError as error:
        return BadLine(number, _shown(row), str(error))


def _movement(number: int, row: list[str], table: Table) -> BankLine:
    columns = table.columns
    if len(row) <= columns.last_needed():
        raise ValueError("It has too few columns.")
    cells.check_booked(columns.cell(row, "status"), columns.cell(row, "info"))
    amount, said = _amount(row, table)
    account = columns.cell(row, "iban")
    return BankLine(
        number,
        cells.day_in(columns.cell(row, "day"), table.month_first),
        amount,
        columns.cell(row, "words")[:MOST_WORDS],
        currency=said,
        payer=columns.cell(row, "payer")[:140],
        iban=account[:34] if sum(sign.isdigit() for sign in account) > 5 else "",
        references=tuple(references_in(" ".join(_texts(row, columns)))),
    )


def _texts(row: list[str], columns: Columns) -> list[str]:
    """Every cell that may hold a reference, the text's own first."""
    spoken = {columns.at.get(thing) for thing in NO_WORDS}
    others = [cell for place, cell in enumerate(row) if place not in spoken]
    return [columns.cell(row, "words"), *others]


def _amount(row: list[str], table: Table) -> tuple[int, str]:
    """The amount in minor units, and the currency that the line names. Raises ValueError when two things contradict."""
    cell, debit = table.columns.cell(row, "amount"), table.columns.cell(row, "debit")
    if debit and (not cell or cells.amount_in(debit)):
        credit = table.columns.cell(row, "credit")
        if credit and cells.amount_in(credit):
            raise ValueError("It has an amount that came in and one that went out.")
        return -abs(cells.amount_in(debit, cents=table.cents)), _currency(row, table.columns, debit)
    return cells.amount_in(cell, _direction(row, cell, table.columns), table.cents), _currency(row, table.columns, cell)


def _direction(row: list[str], amount: str, columns: Columns) -> str:
    """What says whether this came in or went out. Raises ValueError where other lines say it and this one does not."""
    if "direction" not in columns.at:
        return next(filter(cells.says_out, row), "")
    direction = columns.cell(row, "direction")
    if not direction and not cells.is_signed(amount):
        raise ValueError("It does not say whether this came in or went out, as other lines do.")
    return direction


def _currency(row: list[str], columns: Columns, amount: str) -> str:
    """The one currency that the line names, or nothing. Raises ValueError when it names several."""
    told = [columns.cell(row, "currency"), *(row[place] for place in columns.currencies if place < len(row))]
    named = {*map(cells.currency_in, told), named_currency(amount), columns.currency_said} - {""}
    if len(named - {"$"}) > 1 or ("$" in named and not named - {"$"} <= DOLLARS):
        raise ValueError(f"It names several currencies: {', '.join(sorted(named))}.")
    return next(iter(named - {"$"}), "$" if named else "")
