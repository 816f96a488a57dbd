"""Becoming a witness and ceasing to be one, by a link in a letter: the address itself is the only account needed."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select

from governance.record.witness import Pace, RecordWitness
from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import db
from kernel.keyed import is_signed, signed
from kernel.outbox import post
from kernel.rules import RuleBroken
from members.accounts.address import fit_address, folded_address

FORGOTTEN_AFTER = timedelta(days=7)
CONFIRM, STOP = "confirm", "stop"


def ask(email: str, pace: str) -> None:
    """Send a letter whose link makes this address a witness at this pace. What the page says is the same for all."""
    address = fit_address(email)
    if pace not in set(Pace):
        raise RuleBroken("Choose how often.", "pace")
    folded, at = folded_address(address), now()
    row = insert_unless_there(RecordWitness).values(email=address, email_folded=folded, pace=Pace(pace), asked_at=at)
    db.session.execute(row.on_conflict_do_update(index_elements=["email_folded"], set_={"asked_at": at}))
    found = db.session.execute(select(RecordWitness.id).where(RecordWitness.email_folded == folded)).one()
    key = f"witness:{found.id}:{at.isoformat()}"
    post("letter.witness", key=key, witness_id=found.id, pace=pace)


def confirm(witness: RecordWitness, pace: Pace) -> None:
    """The address's owner wants our checkpoints. Doing it twice changes nothing."""
    witness.confirmed_at = witness.confirmed_at or now()
    witness.pace = pace


def stop(witness: RecordWitness) -> None:
    """No more letters, and nothing kept."""
    db.session.delete(witness)


def forget_unconfirmed() -> None:
    """Drop addresses that nobody confirmed within a week. A clock tick."""
    stale = RecordWitness.asked_at < now() - FORGOTTEN_AFTER
    db.session.execute(delete(RecordWitness).where(RecordWitness.confirmed_at.is_(None), stale))


def link_part(witness: RecordWitness, purpose: str, pace: str) -> str:
    """What stands in a letter's link. It speaks of this address only."""
    return f"{witness.id}-{pace}-{signed('witness', _said(witness, purpose, pace))}"


def _said(witness: RecordWitness, purpose: str, pace: str) -> str:
    return f"{purpose}:{pace}:{witness.id}:{witness.email_folded}"


def witness_in(part: str, purpose: str) -> tuple[RecordWitness, Pace] | None:
    """Whom a link means and at what pace; None for a link that is not ours, or of somebody who has stopped."""
    number, _, rest = part[:120].partition("-")
    pace, _, signature = rest.partition("-")
    if not (number.isascii() and number.isdigit()) or pace not in set(Pace) or len(number) > 18:
        return None
    witness: RecordWitness | None = db.session.get(RecordWitness, int(number))
    if witness is None:
        return None
    ours = is_signed("witness", _said(witness, purpose, pace), signature)
    return (witness, Pace(pace)) if ours else None
