"""Proofs for strangers: that a line is under a signed root, and that a newer root still holds all of an older one. Each
costs a few indexed reads, however long the record is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Select, select

from governance.record import tree
from governance.record.checkpoint import RecordCheckpoint
from governance.record.checkpointing import nodes_at
from governance.record.entry import RecordEntry
from governance.record.spelling import raw_lines, spelled
from kernel.database import db

AT_ONCE = 500


def checkpoint_over(size: int | None = None) -> RecordCheckpoint | None:
    """The checkpoint over exactly this many lines; the newest one when no number is given."""
    found = select(RecordCheckpoint).order_by(RecordCheckpoint.size.desc()).limit(1)
    return _one(found if size is None else found.where(RecordCheckpoint.size == size))


def inclusion_proof(seq: int, over: RecordCheckpoint) -> dict[str, Any] | None:
    """What shows that line `seq` is under this checkpoint; None when there is no such line, or it is newer."""
    rows = list(proven(raw_lines().where(RecordEntry.seq == seq), over)) if seq <= over.size else []
    return {**rows[0], "checkpoint": over.text, "public_key": over.public_key} if rows else None


def consistency_proof(older: RecordCheckpoint, newer: RecordCheckpoint) -> dict[str, Any]:
    """What shows that every line under the older checkpoint is unchanged under the newer one."""
    path = _hashes(tree.consistency(older.size, newer.size))
    return {
        "from": older.size,
        "to": newer.size,
        "path": path,
        "from_checkpoint": older.text,
        "to_checkpoint": newer.text,
        "public_key": newer.public_key,
    }


def record_of(subjects: Sequence[str], over: RecordCheckpoint | None = None) -> Iterator[dict[str, Any]]:
    """The lines about these subjects with all that a stranger needs: first the checkpoint (the newest), then each line
    with its proof. docs/decisions/record.md has the format. Nothing while there is no checkpoint."""
    over = over or checkpoint_over()
    if over is None:
        return
    yield {"checkpoint": over.text, "public_key": over.public_key, "size": over.size}
    about = RecordEntry.subject.in_(subjects) & (RecordEntry.seq <= over.size)
    yield from proven(raw_lines().where(about), over)


def proven(lines: Select[Any], over: RecordCheckpoint) -> Iterator[dict[str, Any]]:
    """These lines, each with its canonical text, its hash, and its path to the checkpoint's root."""
    rows = db.session.execute(lines).mappings()
    for part in rows.partitions(AT_ONCE):
        paths = {row["seq"]: tree.inclusion(row["seq"] - 1, over.size) for row in part}
        nodes = nodes_at({place for path in paths.values() for span in path for place in tree.places(span)})
        for row in part:
            path = [tree.span_hash(span, nodes).hex() for span in paths[row["seq"]]]
            yield {**line_of(dict(row)), "size": over.size, "path": path}


def lines_after(seq: int, most: int) -> list[dict[str, Any]]:
    """The next lines as they are hashed, without proofs: whoever reads all of them needs none."""
    rows = db.session.execute(raw_lines().where(RecordEntry.seq > seq).limit(most)).mappings()
    return [line_of(dict(row)) for row in rows]


def line_of(row: dict[str, Any]) -> dict[str, Any]:
    """A line as it travels: its number, its hash, and the exact text that the hash covers."""
    return {"seq": row["seq"], "hash": row["hash"], "line": spelled(row)}


def _hashes(path: Iterable[tree.Span]) -> list[str]:
    spans = list(path)
    nodes = nodes_at({place for span in spans for place in tree.places(span)})
    return [tree.span_hash(span, nodes).hex() for span in spans]


def _one(query: Select[Any]) -> RecordCheckpoint | None:
    found: RecordCheckpoint | None = db.session.scalar(query)
    return found
