"""What a line's hash covers, from the bytes as they are stored, so that no edit of a stored row goes unseen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, String, select, type_coerce

from governance.record.canonical import canonical, moment
from governance.record.entry import RecordEntry

WORDS = ("actor", "actor_role", "at", "commitment", "kind")
Raw = Mapping[str, Any]


def spelled(raw: Raw) -> str:
    """The canonical JSON of a line: keys in order, no spaces. `at` and `payload` are texts as they are stored."""
    parts = [f'"{name}":{_quoted(raw[name])}' for name in WORDS]
    parts += [f'"payload":{raw["payload"]}', f'"prev_hash":{_quoted(raw["prev_hash"])}']
    parts += [f'"seq":{raw["seq"]}', f'"subject":{_quoted(raw["subject"])}']
    return "{" + ",".join(parts) + "}"


def covered(entry: RecordEntry) -> str:
    """The same of a line that is loaded or about to be stored."""
    raw = {name: getattr(entry, name) for name in (*WORDS, "prev_hash", "seq", "subject")}
    return spelled({**raw, "at": moment(entry.at), "payload": canonical(entry.payload).decode()})


def link(line: str) -> str:
    """A line's hash in the chain: SHA-256 of its canonical JSON, which holds the hash before it."""
    return sha256(line.encode()).hexdigest()


def is_whole(entry: RecordEntry) -> bool:
    """Whether a stored line still says what its hash covers."""
    try:
        return entry.hash == link(covered(entry))
    except (TypeError, ValueError):
        return False


def raw_lines() -> Select[Any]:
    """Every line in order, each column as it is stored."""
    table = RecordEntry.__table__.c
    plain = ("seq", "kind", "subject", "actor", "actor_role", "commitment", "prev_hash", "hash")
    texts = [type_coerce(table[name], String).label(name) for name in ("at", "payload")]
    return select(*(table[name] for name in plain), *texts).order_by(table.seq)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
