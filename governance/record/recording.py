"""Adding to the record: each line is chained to the one before it, in the transaction of the deed it tells of."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from sqlalchemy import func, select

from governance.record.canonical import canonical, moment
from governance.record.entry import FIRST_PREVIOUS, RecordEntry
from kernel.clock import now
from kernel.database import db

WRITERS_LOCK = 7_307_199  # any number, as long as nothing else locks on it


def record(kind: str, subject: str, **payload: Any) -> RecordEntry:
    """Append a public line, such as record("round.counted", "round:spring", votes=12). Text, whole numbers, lists only.

    Writers take turns: SQLite has one, PostgreSQL waits on an advisory lock until the other's transaction ends.
    """
    session = db.session()
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(WRITERS_LOCK)))
    last = session.execute(
        select(RecordEntry.seq, RecordEntry.hash).order_by(RecordEntry.seq.desc()).limit(1)
    ).one_or_none()
    seq, prev_hash = (last.seq + 1, last.hash) if last else (1, FIRST_PREVIOUS)
    entry = RecordEntry(seq=seq, at=now(), kind=kind, subject=subject, payload=payload, prev_hash=prev_hash)
    entry.hash = link(entry)
    session.add(entry)
    session.flush()
    return entry


def link(entry: RecordEntry) -> str:
    """The hash of a line: SHA-256 over the canonical JSON of everything in it and of the hash before it."""
    return sha256(covered(entry).encode()).hexdigest()


def covered(entry: RecordEntry) -> str:
    """What a line's hash covers, spelled in the one way that counts."""
    parts = {"seq": entry.seq, "at": moment(entry.at), "kind": entry.kind, "subject": entry.subject}
    return canonical({**parts, "payload": entry.payload, "prev_hash": entry.prev_hash}).decode()
