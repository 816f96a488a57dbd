"""Letters to witnesses: the one that asks them to confirm, and each checkpoint, two hundred a message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_, select

from governance.record.checkpoint import RecordCheckpoint
from governance.record.witness import Pace, RecordWitness
from governance.record.witnessing import CONFIRM, STOP, link_part
from kernel.clock import now
from kernel.database import db, transaction
from kernel.mail import send
from kernel.outbox import delivers, post
from members.letters import link

AT_ONCE = 200
A_DAY = timedelta(hours=23, minutes=50)  # the checkpoint of the same hour counts as the next day's


@delivers("record.checkpoint", "Telling witnesses of a checkpoint")
def tell_witnesses(size: int, told: bool, after: int) -> None:
    """Post a letter to the next two hundred who want this checkpoint, in order of their ids, and the rest after."""
    with transaction():
        witnesses = _wanting(told, after, now())
        for witness in witnesses:
            witness.told_at = now()
            post("letter.checkpoint", key=f"checkpoint:{size}:to:{witness.id}", witness_id=witness.id, size=size)
        if len(witnesses) == AT_ONCE:
            last = witnesses[-1].id
            post("record.checkpoint", key=f"checkpoint:{size}:{last}", size=size, told=told, after=last)


def _wanting(told: bool, after: int, at: datetime) -> Sequence[RecordWitness]:
    wanting = select(RecordWitness).where(RecordWitness.confirmed_at.is_not(None), RecordWitness.id > after)
    if not told:
        waited = or_(RecordWitness.told_at.is_(None), RecordWitness.told_at <= at - A_DAY)
        wanting = wanting.where(or_(RecordWitness.pace == Pace.EVERY, waited))
    return db.session.scalars(wanting.order_by(RecordWitness.id).limit(AT_ONCE)).all()


@delivers("letter.witness", "The letter that asks a witness to confirm")
def ask_to_confirm(witness_id: int, pace: str) -> None:
    """The link that makes an address a witness."""
    witness: RecordWitness | None = db.session.get(RecordWitness, witness_id)
    if witness is not None:
        url = link("record_witnesses.confirmation", token=_part(witness, CONFIRM, pace))
        key = f"witness:{witness_id}:{witness.asked_at.isoformat()}"
        send("witness", to=witness.email, key=key, asked_for=True, url=url)


@delivers("letter.checkpoint", "A checkpoint of the record, to a witness")
def checkpoint(witness_id: int, size: int) -> None:
    """One checkpoint, whole, to keep."""
    witness: RecordWitness | None = db.session.get(RecordWitness, witness_id)
    made: RecordCheckpoint | None = db.session.get(RecordCheckpoint, size)
    if witness is None or witness.confirmed_at is None or made is None:
        return
    send(
        "checkpoint",
        to=witness.email,
        key=f"checkpoint:{size}:to:{witness_id}",
        stop_url=link("record_witnesses.removal", token=_part(witness, STOP, witness.pace.value)),
        checkpoint=made,
        url=link("record_proofs.how"),
    )


def _part(witness: RecordWitness, purpose: str, pace: str) -> str:
    return link_part(witness, purpose, pace)
