"""The bare shape of a Pabulib file: three blocks, each a name, a row of columns, and rows as wide as it; nothing else."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from governance.pabulib.faults import BadFile, shown

NAMES = ("META", "PROJECTS", "VOTES")
FIRST_COLUMNS = {"project_id": "PROJECTS", "voter_id": "VOTES"}
LARGEST_FILE = 256 * 1024 * 1024
MOST_COLUMNS = 100
MOST_ROWS = {"META": 1_000, "PROJECTS": 10_000, "VOTES": 10_000_000}
LONGEST_CELL = 20_000
LONGEST_LINE = 1_000_000
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row's cells by column, stripped of blanks, and its line."""

    line: int
    cells: dict[str, str]


@dataclass(slots=True)
class Block:
    """One of the three blocks; `line` is where its columns stand."""

    name: str
    line: int
    columns: list[str]
    rows: list[Row] = field(default_factory=list)

    def needs(self, *columns: str) -> None:
        """Raises BadFile when one of these columns is missing."""
        for column in columns:
            if column not in self.columns:
                raise BadFile(f"{self.name} has no column “{column}”", self.line)


def blocks_of(content: bytes) -> dict[str, Block]:
    """The three blocks by name. Raises BadFile."""
    found: dict[str, Block] = {}
    block: Block | None = None
    awaiting, line = "", 1
    for line, cells in _rows(_text(content)):
        named = cells[0] if cells[0] in NAMES and not any(cells[1:]) else ""
        if named:
            _expected(named, found, awaiting, line)
            awaiting = named
        elif awaiting:
            block = found[awaiting] = Block(awaiting, line, _columns(awaiting, cells, line))
            awaiting = ""
        elif block is None:
            raise BadFile(f"the file must begin with META, not {shown(cells[0])}", line)
        else:
            block.rows.append(_row(block, cells, line))
            if len(block.rows) > MOST_ROWS[block.name]:
                raise BadFile(f"{block.name} has more than {MOST_ROWS[block.name]:,} rows", line)
    for name in NAMES:
        if name not in found:
            raise BadFile(f"the block {name} is {'empty' if name == awaiting else 'missing'} where the file ends", line)
    return found


def _text(content: bytes) -> str:
    if len(content) > LARGEST_FILE:
        raise BadFile(f"the file is larger than {LARGEST_FILE // 1024 // 1024} MB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile("this is not UTF-8 text", content[: error.start].count(b"\n") + 1) from error


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Every row that is not blank, with the line it begins on."""
    reader = csv.reader(_lines(text), delimiter=";", strict=True)
    line = 1
    try:
        for cells in reader:
            _refuse_unfit(cells, line)
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield line, stripped
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadFile(f"this row cannot be read ({error})", line) from error


def _lines(text: str) -> Iterator[str]:
    """Line by line, so that an endless one is refused before it is taken apart."""
    for number, line in enumerate(io.StringIO(text, newline=""), 1):
        if len(line) > LONGEST_LINE:
            raise BadFile(f"this line has more than {LONGEST_LINE:,} letters", number)
        yield line


def _refuse_unfit(cells: list[str], line: int) -> None:
    if len(cells) > MOST_COLUMNS:
        raise BadFile(f"this row has {len(cells):,} columns; {MOST_COLUMNS} are the most", line)
    for cell in cells:
        if len(cell) > LONGEST_CELL:
            raise BadFile(f"a cell has more than {LONGEST_CELL:,} letters", line)
        if unfit := _CONTROL.search(cell):
            raise BadFile(f"a cell holds a character that cannot be shown (U+{ord(unfit[0]):04X})", line)


def _expected(name: str, found: dict[str, Block], awaiting: str, line: int) -> None:
    if awaiting:
        raise BadFile(f"the block {awaiting} has no row of columns", line)
    if name in found:
        raise BadFile(f"the block {name} stands there twice", line)
    for earlier in NAMES[: NAMES.index(name)]:
        if earlier not in found:
            raise BadFile(f"the block {earlier} is missing before {name}", line)


def _columns(name: str, cells: list[str], line: int) -> list[str]:
    columns = [cell.lower() for cell in cells]
    while columns and not columns[-1]:
        columns.pop()
    for at, column in enumerate(columns):
        if not column or column in columns[:at]:
            raise BadFile(
                f"{name} has {'a column without a name' if not column else f'two columns {shown(column)}'}", line
            )
    return columns


def _row(block: Block, cells: list[str], line: int) -> Row:
    width = len(block.columns)
    named = FIRST_COLUMNS.get(cells[0].lower())
    if named and named != block.name:
        raise BadFile(f"the block {named} is missing before its row of columns", line)
    if len(cells) < width or any(cells[width:]):
        raise BadFile(f"this row has {len(cells)} cells, but {block.name} has {width} columns", line)
    return Row(line, dict(zip(block.columns, cells, strict=False)))
