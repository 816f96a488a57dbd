"""Labels are read from pasted lines: a pledge's reference, its parcel number, and its carrier when it differs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from kernel.rules import RuleBroken

MOST_LINES = 500
FIELD = "number-"


@dataclass(frozen=True, slots=True)
class Label:
    """Which pledge goes with which carrier under which number, and the line it stood on (from 1)."""

    line: int
    reference: str
    carrier: str
    number: str


def read_labels(text: str, carrier: str) -> list[Label]:
    """The labels of a pasted text with comma, semicolon or tab between the cells; empty lines are skipped.

    Raises RuleBroken on labels, naming the first line that cannot be read.
    """
    labels: list[Label] = []
    for line, written in enumerate(text.splitlines(), start=1):
        if not written.strip():
            continue
        labels.append(_label(line, written, carrier))
        if len(labels) > MOST_LINES:
            raise RuleBroken(f"At most {MOST_LINES} pledges ship at a time. Send the rest afterwards.", "labels")
    return labels


def _label(line: int, written: str, carrier: str) -> Label:
    mark = next((mark for mark in "\t;," if mark in written), ",")
    cells = [cell.strip() for cell in next(csv.reader(io.StringIO(written), delimiter=mark, skipinitialspace=True))]
    if len(cells) not in (2, 3) or not cells[0] or not cells[1]:
        raise RuleBroken(f"Line {line} needs a reference and a number, such as: CM-1234-5678, 00340123456789", "labels")
    own = cells[2] if len(cells) == 3 and cells[2] else carrier.strip()
    return Label(line, cells[0].upper(), own, cells[1])


def read_fields(fields: Iterable[tuple[str, str]], carrier: str) -> list[Label]:
    """The labels of a table's fields `number-<reference>` that were filled in; the line is the row among those."""
    filled = [(name.removeprefix(FIELD), value.strip()) for name, value in fields if name.startswith(FIELD)]
    filled = [(reference, number) for reference, number in filled if number]
    return [Label(row, name.upper(), carrier.strip(), number) for row, (name, number) in enumerate(filled, start=1)]
