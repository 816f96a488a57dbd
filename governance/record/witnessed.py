"""Holding the walked lines against what was put under a signature: the stored tree, our checkpoints, and one that
somebody kept, which even the database's owner cannot change."""

from __future__ import annotations

from sqlalchemy import String, select, type_coerce
from sqlalchemy.exc import DBAPIError

from governance.record import note as notes
from governance.record import tree
from governance.record.checkpoint import RecordCheckpoint, RecordNode
from governance.record.key import is_signed
from governance.record.walking import Walk
from kernel.database import db


def node_faults(walked: Walk) -> list[str]:
    """Where the stored tree is not the one over the lines."""
    last = db.session.scalar(select(RecordCheckpoint.size).order_by(RecordCheckpoint.size.desc()).limit(1)) or 0
    expected = {place: digest.hex() for place, digest in tree.growth({}, 0, walked.leaves[:last])}
    faults = []
    try:
        for row in db.session.execute(select(RecordNode.level, RecordNode.position, RecordNode.hash)):
            if expected.pop((row.level, row.position), None) != row.hash:
                faults.append(f"the stored node {row.level}/{row.position} is not the one over the lines")
    except DBAPIError:
        db.session.rollback()
        faults.append("the stored nodes cannot be read")
    return faults + [f"the node {level}/{position} is missing" for level, position in sorted(expected)[:10]]


def checkpoint_faults(walked: Walk) -> list[str]:
    """What is wrong with our own checkpoints."""
    sizes = list(db.session.scalars(select(RecordCheckpoint.size).order_by(RecordCheckpoint.size)))
    roots = _roots(walked, sizes)
    faults = []
    for size in sizes:
        try:
            words = _stored_fault(walked, size, roots.get(size))
        except (ValueError, TypeError, DBAPIError):
            db.session.rollback()
            words = "cannot be read"
        if words:
            faults.append(f"the checkpoint over {size} lines {words}")
    return faults


def _stored_fault(walked: Walk, size: int, root: bytes | None) -> str:
    """What is wrong with this row, every column taken as it is stored. Raises ValueError for what is no checkpoint."""
    table = RecordCheckpoint.__table__.c
    at = type_coerce(table.at, String).label("at")
    names = ("origin", "root", "chain", "public_key", "signature")
    row = db.session.execute(select(*(table[name] for name in names), at).where(table.size == size)).one()
    key = notes.key_id(row.origin, bytes.fromhex(row.public_key))
    hashes = bytes.fromhex(row.root), bytes.fromhex(row.signature)
    if (row.root, row.signature) != tuple(part.hex() for part in hashes):
        return "is not spelled as it was"
    said = notes.Note(row.origin, size, hashes[0], row.at, row.chain, key, hashes[1])
    return _fault_of(walked, said, row.public_key, root)


def note_faults(walked: Walk, kept: notes.Note) -> list[str]:
    """Why this checkpoint, kept elsewhere, does not go with the record as it is now; nothing when it does."""
    key = next((key for key in walked.keys if notes.key_id(kept.origin, bytes.fromhex(key)) == kept.key_id), "")
    if not key:
        return ["it is not signed with a key that this record ever announced"]
    words = _fault_of(walked, kept, key, _roots(walked, [kept.size]).get(kept.size))
    return [f"over {kept.size} lines it {words}"] if words else []


def _fault_of(walked: Walk, said: notes.Note, public_key: str, root: bytes | None) -> str:
    if root is None:
        return f"speaks of more lines than the {walked.lines} that are there"
    if not is_signed(said.body, public_key, said.signature.hex()):
        return "is not signed with its key"
    if walked.keys.get(public_key, said.size + 1) > said.size:
        return "is signed with a key that was not announced by then"
    if root != said.root or walked.hashes[said.size - 1] != said.chain:
        return "has another root: lines before it were changed since"
    return ""


def _roots(walked: Walk, sizes: list[int]) -> dict[int, bytes]:
    """The root over the first so many lines, for each of these sizes that there are lines for."""
    wanted = [size for size in sizes if 1 <= size <= len(walked.leaves)]
    if not wanted:
        return {}
    nodes = dict(tree.growth({}, 0, walked.leaves[: max(wanted)]))
    return {size: tree.span_hash((0, size), nodes) for size in wanted}
