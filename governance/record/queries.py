"""What readers need of the record: its newest lines, filtered, and one line whole. It is public, so no viewer matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import Select, func, select

from governance.record.checkpoint import RecordCheckpoint
from governance.record.entry import RecordEntry
from kernel.database import db
from kernel.paging import Page, page_of

AT_ONCE = 30


@dataclass(frozen=True)
class Wanted:
    """Which lines a reader asks for: of this kind, about this subject, of this day (UTC); empty means all."""

    kind: str = ""
    subject: str = ""
    day: date | None = None

    @property
    def parts(self) -> dict[str, Any]:
        """The same as parts of an address, without what is empty."""
        named = {"kind": self.kind, "subject": self.subject, "day": self.day and self.day.isoformat()}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True)
class Lines:
    """Some lines, newest first, and the numbers between which their neighbours lie; None where there are none."""

    rows: Sequence[RecordEntry]
    newer_after: int | None
    older_before: int | None


def lines(wanted: Wanted, before: int | None = None, after: int | None = None) -> Lines:
    """The newest lines asked for; those older than line `before`, or the next newer than line `after`. One statement."""
    found = _asked(wanted)
    if after is not None:
        rows = _some(found.where(RecordEntry.seq > after).order_by(RecordEntry.seq))
        more, shown = len(rows) > AT_ONCE, rows[:AT_ONCE][::-1]
        return Lines(shown, shown[0].seq if more else None, shown[-1].seq if shown else None)
    older = found if before is None else found.where(RecordEntry.seq < before)
    rows = _some(older.order_by(RecordEntry.seq.desc()))
    more, shown = len(rows) > AT_ONCE, rows[:AT_ONCE]
    newer = shown[0].seq if shown and before is not None else None
    return Lines(shown, newer, shown[-1].seq if more else None)


def _some(query: Select[Any]) -> list[RecordEntry]:
    return list(db.session.scalars(query.limit(AT_ONCE + 1)))


def _asked(wanted: Wanted) -> Select[Any]:
    found = select(RecordEntry)
    if wanted.kind:
        found = found.where(RecordEntry.kind == wanted.kind)
    if wanted.subject:
        found = found.where(RecordEntry.subject == wanted.subject)
    if wanted.day:
        begins, ends = (datetime.combine(wanted.day, hour, UTC) for hour in (time.min, time.max))
        found = found.where(RecordEntry.at >= begins, RecordEntry.at <= ends)
    return found


def line(seq: int) -> RecordEntry | None:
    """One line by its number."""
    found: RecordEntry | None = db.session.get(RecordEntry, seq)
    return found


def kinds() -> list[str]:
    """Every kind of line there is, in order: one step of the index for each, however long the record is."""
    first = select(func.min(RecordEntry.kind).label("kind")).cte("kinds", recursive=True)
    following = select(func.min(RecordEntry.kind)).where(RecordEntry.kind > first.c.kind).scalar_subquery()
    every = first.union_all(select(following).where(first.c.kind.is_not(None)))
    return list(db.session.scalars(select(every.c.kind).where(every.c.kind.is_not(None))))


def checkpoints(number: int) -> Page[RecordCheckpoint]:
    """The signed roots, newest first."""
    return page_of(select(RecordCheckpoint).order_by(RecordCheckpoint.size.desc()), number)
