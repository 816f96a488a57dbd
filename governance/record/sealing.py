"""Rows under seal: when voting ends, a digest of the rows as they are stored goes into the private part of the record's line.

The public learns nothing of who voted how, and no later edit of a row goes unseen: not of its owner, not of its moment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, String, Text, select, type_coerce
from sqlalchemy import cast as sql_cast

from governance.record.canonical import moment
from governance.record.entry import RecordEntry
from governance.record.private import RecordSecret
from kernel.database import UtcDateTime, db

PART = "seals"
AT_ONCE = 10_000
ODD = "stored as "
Seals = dict[str, str]
_SPELLING = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}", re.ASCII)
_line = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def seal(model: Any, *where: Any, beside: Collection[str] = ()) -> str:
    """SHA-256 over these rows in the order of their key, each column as it is stored; `beside` are columns left out."""
    columns = [column for column in model.__table__.columns if column.name not in beside]
    moments = [place for place, column in enumerate(columns) if isinstance(column.type, UtcDateTime)]
    rows = select(*map(_as_stored, columns)).where(*where).order_by(*model.__table__.primary_key)
    hashed = sha256()
    db.session.flush()
    for row in db.session.connection().execute(rows.execution_options(yield_per=AT_ONCE)):
        hashed.update(_line(_spelled(row, moments)).encode() + b"\n")
    return hashed.hexdigest()


def seal_of(row: Any, beside: Collection[str] = ()) -> str:
    """The seal that this one row will have once it is stored; for a row that wants the number of the line that seals it."""
    values = []
    for column in row.__table__.columns:
        if column.name not in beside:
            value = getattr(row, column.name)
            values.append(json.dumps(value) if isinstance(column.type, JSON) else value)
    moments = [place for place, value in enumerate(values) if isinstance(value, datetime)]
    return sha256(_line(_spelled(values, moments)).encode() + b"\n").hexdigest()


def broken_seals(kind: str, subject: str, found: Mapping[str, str]) -> list[str]:
    """What is wrong, in words, with the rows that lines of this kind about this subject sealed: `found` are their seals
    now. A line without any is older than sealing.
    """
    faults: list[str] = []
    for seq, kept in _kept(kind, subject):
        if kept is None:
            faults.append(f"the seal of line {seq} cannot be opened any more")
        else:
            differing = [name for name, digest in kept.items() if found.get(name) != digest]
            faults += [f"the seal of line {seq} is broken: {name}" for name in differing]
    return faults


def misspelled(model: Any) -> list[str]:
    """Rows with a moment whose stored text is not the one that a moment has; a reader would not see the difference."""
    table = model.__table__
    keys, moments = list(table.primary_key), [one for one in table.columns if isinstance(one.type, UtcDateTime)]
    rows = select(*map(_as_stored, (*keys, *moments)))
    return [
        f"{table.name} {'/'.join(map(str, row[: len(keys)]))} has a moment that is not spelled as it was"
        for row in db.session.execute(rows)
        if any(str(_moment(value)).startswith(ODD) for value in row[len(keys) :])
    ]


def _kept(kind: str, subject: str) -> Iterator[tuple[int, Seals | None]]:
    lines = (
        select(RecordEntry.seq, RecordSecret.private)
        .outerjoin(RecordSecret, RecordSecret.seq == RecordEntry.seq)
        .where(RecordEntry.kind == kind, RecordEntry.subject == subject, RecordEntry.commitment != "")
        .order_by(RecordEntry.seq)
    )
    for seq, private in db.session.execute(lines):
        yield seq, (None if private is None else private.get(PART, {}))


def _as_stored(column: Any) -> Any:
    if isinstance(column.type, JSON):
        return sql_cast(column, Text)
    return type_coerce(column, String)


def _spelled(row: Iterable[Any], moments: list[int]) -> list[Any]:
    values = [int(value) if isinstance(value, bool) else value for value in row]
    for place in moments:
        values[place] = _moment(values[place])
    return values


def _moment(value: Any) -> Any:
    """One spelling on both engines; a text that SQLite would not have stored for a moment stays apart."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, str):
        return f"{value[:10]}T{value[11:]}Z" if _SPELLING.fullmatch(value) else f"{ODD}{value}"
    return value
