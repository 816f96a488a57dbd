"""Checking the record: every line's place, its link to the line before, and its hash over what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from governance.record.entry import FIRST_PREVIOUS, RecordEntry
from governance.record.recording import link
from kernel.database import db

AT_ONCE = 1000


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, at one line."""

    seq: int
    words: str


@dataclass(frozen=True)
class Verified:
    """What a check of the whole record found. The last hash stands for everything before it."""

    lines: int
    last_hash: str
    faults: list[Fault]


def verify() -> Verified:
    """Walk the whole record in order and recompute it. Faults are listed, not raised."""
    lines, seq, previous = 0, 0, FIRST_PREVIOUS
    faults: list[Fault] = []
    for entry in _entries(faults):
        lines += 1
        if entry.seq != seq + 1:
            faults.append(Fault(seq + 1, f"missing: line {seq} is followed by line {entry.seq}"))
        elif entry.prev_hash != previous:
            faults.append(Fault(entry.seq, "does not link to the line before it"))
        if entry.hash != link(entry):
            faults.append(Fault(entry.seq, "does not say what it said when it was recorded"))
        seq, previous = entry.seq, entry.hash
    return Verified(lines, previous, faults)


def _entries(faults: list[Fault]) -> Iterator[RecordEntry]:
    """Every line in order, a thousand at a time; one that cannot even be read is a fault."""
    seqs = list(db.session.scalars(select(RecordEntry.seq).order_by(RecordEntry.seq)))
    for start in range(0, len(seqs), AT_ONCE):
        part = seqs[start : start + AT_ONCE]
        try:
            yield from _read(part)
        except (ValueError, TypeError):
            yield from _one_by_one(part, faults)
        db.session.expunge_all()


def _read(seqs: list[int]) -> list[RecordEntry]:
    within = select(RecordEntry).where(RecordEntry.seq.between(seqs[0], seqs[-1])).order_by(RecordEntry.seq)
    return list(db.session.scalars(within.execution_options(populate_existing=True)))


def _one_by_one(seqs: list[int], faults: list[Fault]) -> Iterator[RecordEntry]:
    for seq in seqs:
        try:
            yield from _read([seq])
        except (ValueError, TypeError):
            faults.append(Fault(seq, "cannot be read"))
