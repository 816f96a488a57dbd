"""Adding to the record: each line is chained to the one before it, in the transaction of the deed it tells of."""

from __future__ import annotations

import hmac
import secrets
from hashlib import sha256
from typing import Any

from sqlalchemy import func, select

from governance.record.canonical import canonical
from governance.record.entry import FIRST_PREVIOUS, RecordEntry
from governance.record.private import RecordSecret
from governance.record.pseudonyms import pseudonym_of
from governance.record.spelling import covered, link
from kernel.clock import now
from kernel.database import db
from members.accounts.member import Member

WRITERS_LOCK = 7_307_199  # any number, as long as nothing else locks on it


def record(
    kind: str,
    subject: str,
    private: dict[str, Any] | None = None,
    actor: Member | None = None,
    *,
    acting_as: str = "",
    **public: Any,
) -> RecordEntry:
    """Append a line, such as record("round.counted", "round:spring", votes=12). Text, whole numbers, lists only.

    What is public stays for good and names no person: `actor` becomes a role (their own, or `acting_as`, such as
    "steward") and a pseudonym; others stand in it as pseudonym_of(member). `private` is only committed to: it can be
    erased, and until then shown to hold. Writers take turns: SQLite has one, PostgreSQL waits on an advisory lock.
    """
    take_turn()  # before the pseudonym: two who make the same one, each holding what the other waits for, would never end
    by_account = actor is not None and actor.id is not None  # an import's operator is nobody's account
    pseudonym = pseudonym_of(actor) if actor and by_account else ""
    role = acting_as or (actor.role.value if actor else "")
    kept = {**(private or {}), **({"actor": actor.id} if actor and by_account else {})}
    salt = secrets.token_hex(32) if kept else ""
    session = db.session()
    last = session.execute(
        select(RecordEntry.seq, RecordEntry.hash).order_by(RecordEntry.seq.desc()).limit(1)
    ).one_or_none()
    seq, prev_hash = (last.seq + 1, last.hash) if last else (1, FIRST_PREVIOUS)
    entry = RecordEntry(seq=seq, at=now(), kind=kind, subject=subject, payload=public, prev_hash=prev_hash)
    entry.actor, entry.actor_role = pseudonym, role
    entry.commitment = commitment(salt, kept) if kept else ""
    entry.hash = link(covered(entry))
    session.add(entry)
    session.flush()
    if kept:
        session.add(RecordSecret(seq=seq, salt=salt, private=kept))
    return entry


def take_turn() -> None:
    """Wait until no other transaction is writing the record."""
    if db.session().get_bind().dialect.name == "postgresql":
        db.session.execute(select(func.pg_advisory_xact_lock(WRITERS_LOCK)))


def commitment(salt: str, private: dict[str, Any]) -> str:
    """HMAC-SHA-256 of the canonical private part under the line's own random salt, both in hexadecimal."""
    return hmac.new(bytes.fromhex(salt), canonical(private), sha256).hexdigest()
