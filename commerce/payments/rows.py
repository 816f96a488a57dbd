"""The text of a bank's file split into rows of cells. No quote that was left open swallows the lines behind it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from itertools import islice

from commerce.payments.cells import is_day
from commerce.payments.headings import is_heading

MOST_LINES = 5_000
HEAD = 15  # rows in which the names of the columns may stand
MOST_COLUMNS = 100  # no bank has half as many
Row = tuple[int, list[str]]
_CENTS = re.compile(r"[+-]?[\d.,' ]*\d[.,]\d\d")


def rows_of(text: str) -> list[Row]:
    """The cells of each row that has any, with its line's number. A row whose quotes are broken is read without them."""
    sign = _separator(text)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
        rows = [(reader.line_num, row) for row in reader]
        width = max((len(row) for _, row in rows), default=0)
        if not any(_swallowed(row, sign, width) for _, row in rows):
            return _filled(rows)
    except csv.Error:
        pass
    return _filled((number, _alone(number, line, sign)) for number, line in enumerate(text.splitlines(), start=1))


def _filled(rows: Iterable[Row]) -> list[Row]:
    """Those that hold something; one more than is allowed is enough to refuse them all."""
    filled = ((n, [_cell(cell) for cell in row[:MOST_COLUMNS]]) for n, row in rows if any(map(str.strip, row)))
    return list(islice(filled, MOST_LINES + 1))


def _swallowed(row: list[str], sign: str, width: int) -> bool:
    """Whether a quote that was never closed took the next lines into one cell: one of them has columns of its own."""
    inside = (line.split(sign) for cell in row if "\n" in cell for line in cell.splitlines()[1:])
    return any(len(parts) > 2 and (len(parts) >= width or any(map(_moves, parts))) for parts in inside)


def _moves(part: str) -> bool:
    plain = part.strip(' "')
    return is_day(plain) or bool(_CENTS.fullmatch(plain))


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
            is_heading([_cell(cell.strip('"')) for cell in line.split(sign, MOST_COLUMNS)[:MOST_COLUMNS]])
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
