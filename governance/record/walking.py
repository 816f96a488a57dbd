"""One walk over all lines as they are stored: place, link, hash and commitment of each, and the leaves of the tree."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from sqlalchemy import String, select, type_coerce
from sqlalchemy.exc import DBAPIError

from governance.record import tree
from governance.record.canonical import canonical
from governance.record.entry import FIRST_PREVIOUS, RecordEntry
from governance.record.private import RecordPseudonym, RecordSecret
from governance.record.spelling import link, raw_lines, spelled
from kernel.database import db

AT_ONCE = 1000
KEY_BEGUN = "record.key-begun"
UNREADABLE = (ValueError, TypeError, KeyError, DBAPIError)


@dataclass
class Walk:
    """What a walk found: how many lines, what is wrong at which, every leaf hash, and the keys announced at which line."""

    lines: int = 0
    seq: int = 0
    last_hash: str = FIRST_PREVIOUS
    faults: list[tuple[int, str]] = field(default_factory=list)
    leaves: list[bytes] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    people: dict[int, str] = field(default_factory=dict)
    owners: dict[str, int] = field(default_factory=dict)
    opened: int = 0
    erased: int = 0


def walk() -> Walk:
    """Walk from the first line to the last. Faults are listed, not raised."""
    found = Walk()
    found.people = {row.member_id: row.pseudonym for row in db.session.execute(_people())}
    found.owners = {pseudonym: member_id for member_id, pseudonym in found.people.items()}
    for row in _rows(found.faults):
        _look_at(row, found)
    orphans = select(RecordSecret.seq).where(RecordSecret.seq.not_in(select(RecordEntry.seq)))
    found.faults += [(seq, "has a private part but is not there") for seq in db.session.scalars(orphans)]
    return found


def _people() -> Any:
    return select(RecordPseudonym.member_id, RecordPseudonym.pseudonym)


def _look_at(row: Mapping[str, Any], found: Walk) -> None:
    seq, line = row["seq"], spelled(row)
    found.lines += 1
    if seq != found.seq + 1:
        found.faults.append((found.seq + 1, f"is missing: line {found.seq} is followed by line {seq}"))
    elif row["prev_hash"] != found.last_hash:
        found.faults.append((seq, "does not link to the line before it"))
    if row["hash"] != link(line):
        found.faults.append((seq, "does not say what it said when it was recorded"))
    found.leaves.append(tree.leaf_hash(line.encode()))
    found.hashes.append(row["hash"])
    if words := _commitment_fault(row, found):
        found.faults.append((seq, words))
    if row["kind"] == KEY_BEGUN:
        found.keys.setdefault(str(json.loads(row["payload"]).get("public_key")), seq)
    found.seq, found.last_hash = seq, row["hash"]


def _commitment_fault(row: Mapping[str, Any], found: Walk) -> str:
    """What is wrong with the private part, empty when it opens the commitment, was erased, or there is none."""
    salt, private, promised = row["salt"], row["private"], row["commitment"]
    if salt is None:
        found.erased += bool(promised)
        return ""
    found.opened += 1
    if not promised:
        return "has a private part that it never committed to"
    key = bytes.fromhex(salt)
    if key.hex() != salt or hmac.new(key, private.encode(), sha256).hexdigest() != promised:
        return "committed to another private part than the one that is stored"
    said = json.loads(private)
    if canonical(said).decode() != private:
        return "has a private part that is not spelled as it was"
    if not _is_by(said.get("actor"), row["actor"], found):
        return "stands under another pseudonym than its actor's"
    noun, _, pseudonym = row["subject"].partition(":")
    if noun == "member" and not _is_by(said.get("member"), pseudonym, found):
        return "is about another pseudonym than its member's"
    return ""


def _is_by(member_id: int | None, pseudonym: str, found: Walk) -> bool:
    """Whether the list of who is who does not say otherwise. An erased pair says nothing any more."""
    if member_id is None:
        return True
    return found.people.get(member_id) == (pseudonym if pseudonym in found.owners else None)


def _rows(faults: list[tuple[int, str]]) -> Iterator[Mapping[str, Any]]:
    """Every line with its private part, a thousand at a time; one that cannot even be read is a fault."""
    seqs = list(db.session.scalars(select(RecordEntry.seq).order_by(RecordEntry.seq)))
    for start in range(0, len(seqs), AT_ONCE):
        part = seqs[start : start + AT_ONCE]
        try:
            yield from _read(part[0], part[-1])
        except UNREADABLE:
            db.session.rollback()
            yield from _one_by_one(part, faults)


def _read(first: int, last: int) -> list[Mapping[str, Any]]:
    private = type_coerce(RecordSecret.private, String).label("private")
    lines = raw_lines().add_columns(RecordSecret.salt, private)
    lines = lines.outerjoin(RecordSecret, RecordSecret.seq == RecordEntry.seq)
    rows: list[Mapping[str, Any]] = [
        dict(row) for row in db.session.execute(lines.where(RecordEntry.seq.between(first, last))).mappings()
    ]
    for row in rows:
        _refuse_unreadable(row)
    return rows


def _refuse_unreadable(row: Mapping[str, Any]) -> None:
    """Raise for what cannot be what was stored, so that the walk need not ask again."""
    spelled(row).encode()
    if not isinstance(json.loads(row["payload"]), dict):
        raise ValueError("the payload is no object")
    if row["salt"] is not None:
        bytes.fromhex(row["salt"])
        if not isinstance(json.loads(row["private"]), dict):
            raise ValueError("the private part is no object")


def _one_by_one(seqs: list[int], faults: list[tuple[int, str]]) -> Iterator[Mapping[str, Any]]:
    for seq in seqs:
        try:
            yield from _read(seq, seq)
        except UNREADABLE:
            db.session.rollback()
            faults.append((seq, "cannot be read"))
