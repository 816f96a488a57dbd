"""Every ten minutes in which something was recorded, and when a round closes, the whole record is put under one root and
signed. Whoever keeps that text can tell later whether a line before it was changed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from sqlalchemy import func, insert, or_, select

from governance.record import key, tree
from governance.record.canonical import moment
from governance.record.checkpoint import RecordCheckpoint, RecordNode
from governance.record.entry import RecordEntry
from governance.record.note import body
from governance.record.recording import record, take_turn
from governance.record.spelling import raw_lines, spelled
from kernel.clock import now
from kernel.database import db
from kernel.outbox import post

log = logging.getLogger(__name__)
EVERY = timedelta(minutes=10)
KEY_BEGUN = "record.key-begun"
ANOTHER_KEY = (
    "The record's key is not the one that signed the newest checkpoint. Put the old key back (RECORD_KEY, or the file "
    "record_key in DATA_DIR). If it is lost, `flask --app app record new-key` begins a new one, which the record shows."
)
AT_ONCE = 1000


def checkpoint_due() -> None:
    """Sign what is new, unless the last time is less than ten minutes ago. A clock tick."""
    last = newest()
    if last is not None and last.at > now() - EVERY:
        return
    if (db.session.scalar(select(func.max(RecordEntry.seq))) or 0) > (last.size if last else 0):
        checkpoint()


def checkpoint(told: bool = False, new_key: bool = False) -> RecordCheckpoint | None:
    """Sign every line so far, inside the open transaction: at a round's close, after its lines are recorded.

    The newest checkpoint when nothing is new or when the key is not the one that signed it, None while the record is
    empty. `told` also mails it to those witnesses who asked for one a day; `new_key` lets another key take over.
    """
    take_turn()
    last = newest()
    size = db.session.scalar(select(func.max(RecordEntry.seq))) or 0
    if size == (last.size if last else 0) and not new_key:
        return last
    public_key = key.public()
    if last is None or last.public_key != public_key:
        if last and not new_key:
            log.error(ANOTHER_KEY)  # a round must close all the same; its lines are signed once the key is back
            return last
        size = record(KEY_BEGUN, "record", public_key=public_key).seq
    _grow(last.size if last else 0)
    made = _signed(size)
    db.session.add(made)
    db.session.flush()
    post("record.checkpoint", key=f"checkpoint:{size}:0", size=size, told=told, after=0)
    return made


def is_signed_by_another_key() -> bool:
    """Whether the newest checkpoint was signed by a key that this site does not have."""
    last = newest()
    return last is not None and last.public_key != key.public()


def newest() -> RecordCheckpoint | None:
    """The last checkpoint there is."""
    found: RecordCheckpoint | None = db.session.scalar(
        select(RecordCheckpoint).order_by(RecordCheckpoint.size.desc()).limit(1)
    )
    return found


def to_keep() -> str:
    """The newest checkpoint with a sentence before it, for a letter that tells of a result; empty when there is none."""
    last = newest()
    return (
        f"Keep this letter: with it you can show if the public record was changed later.\n\n{last.text}" if last else ""
    )


def nodes_at(places: set[tree.Place]) -> dict[tree.Place, bytes]:
    """These stored nodes, in one statement for each thousand."""
    found: dict[tree.Place, bytes] = {}
    wanted = iter(sorted(places))
    while part := list(islice(wanted, AT_ONCE)):
        here = select(RecordNode.level, RecordNode.position, RecordNode.hash)
        by_level: dict[int, list[int]] = {}
        for level, position in part:
            by_level.setdefault(level, []).append(position)
        choices = [(RecordNode.level == level) & RecordNode.position.in_(at) for level, at in by_level.items()]
        for level, position, digest in db.session.execute(here.where(or_(*choices))):
            found[level, position] = bytes.fromhex(digest)
    return found


def _grow(size: int) -> None:
    """Store the tree's nodes for every line after the first `size`."""
    edge = nodes_at(set(tree.places((0, size))))
    grown = tree.growth(edge, size, _leaves(size))
    while part := list(islice(grown, AT_ONCE)):
        rows = [{"level": level, "position": at, "hash": digest.hex()} for (level, at), digest in part]
        db.session.execute(insert(RecordNode), rows)


def _leaves(size: int) -> Iterator[bytes]:
    """The leaf hashes of the lines after the first `size`."""
    while rows := db.session.execute(raw_lines().where(RecordEntry.seq > size).limit(AT_ONCE)).mappings().all():
        yield from (tree.leaf_hash(spelled(dict(row)).encode()) for row in rows)
        size = rows[-1]["seq"]


def _signed(size: int) -> RecordCheckpoint:
    span = (0, size)
    root = tree.span_hash(span, nodes_at(set(tree.places(span))))
    chain = db.session.scalar(select(RecordEntry.hash).where(RecordEntry.seq == size)) or ""
    at, origin = now(), key.origin()
    public_key, signature = key.sign(body(origin, size, root, moment(at), chain))
    words = {"origin": origin, "root": root.hex(), "chain": chain, "public_key": public_key, "signature": signature}
    return RecordCheckpoint(size=size, at=at, **words)
