"""What readers need of the record: its newest lines, filtered, and one line whole. It is public, so no viewer matters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select

from governance.record.entry import RecordEntry
from kernel.database import db


def lines(kind: str = "", subject: str = "") -> Select[Any]:
    """The lines of this kind and about this subject, newest first; empty means all."""
    found = select(RecordEntry).order_by(RecordEntry.seq.desc())
    if kind:
        found = found.where(RecordEntry.kind == kind)
    if subject:
        found = found.where(RecordEntry.subject == subject)
    return found


def line(seq: int) -> RecordEntry | None:
    """One line by its number."""
    found: RecordEntry | None = db.session.get(RecordEntry, seq)
    return found


def kinds() -> Sequence[str]:
    """Every kind of line there is, for the filter."""
    return db.session.scalars(select(RecordEntry.kind).distinct().order_by(RecordEntry.kind)).all()
