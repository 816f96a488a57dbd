"""What must leave the site is first a row in the act's own transaction; a worker delivers it after the commit.

A natural key makes posting twice send once. Delivery is at least once, so a deliverer tolerates a repeat.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Index, select, update
from sqlalchemy.orm import Mapped, mapped_column

from kernel import jobs
from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import Model, after_commit, db, rows_changed, short, transaction

TRIES = 12
LEASE = timedelta(minutes=5)
Deliverer = Callable[..., None]
_deliverers: dict[str, Deliverer] = {}


class OutboxMessage(Model):
    """One thing to deliver: its kind names the deliverer, its payload holds ids."""

    __tablename__ = "outbox_message"
    __table_args__ = (Index("ix_outbox_message_waiting", "delivered_at", "given_up_at", "due_at"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(short(60))
    key: Mapped[str] = mapped_column(short(200), unique=True)
    payload: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    tries: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str | None]
    delivered_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]


def delivers(kind: str) -> Callable[[Deliverer], Deliverer]:
    """Mark the function that delivers messages of this kind; it is called with the payload's ids."""

    def decorate(deliverer: Deliverer) -> Deliverer:
        _deliverers[kind] = deliverer
        return deliverer

    return decorate


def post(kind: str, key: str, **ids: Any) -> None:
    """Add one message inside the open transaction, unless one with this key was ever posted."""
    if kind not in _deliverers:
        raise LookupError(f"nobody delivers {kind!r}")
    moment = now()
    row = {"kind": kind, "key": key, "payload": ids, "created_at": moment, "due_at": moment, "tries": 0}
    db.session.execute(_addition(db.engine.dialect.name), row)
    after_commit(jobs.wake)


@cache
def _addition(dialect: str) -> Any:
    return insert_unless_there(OutboxMessage.__table__).on_conflict_do_nothing()


def deliver_waiting(most: int = 200) -> int:
    """Deliver what is due, oldest first. Returns how many went out. Each message is leased before it is tried."""
    delivered = 0
    for message_id in _due(most):
        message = _lease(message_id)
        if message is not None:
            delivered += _deliver(message)
    return delivered


def _due(most: int) -> list[int]:
    waiting = select(OutboxMessage.id).where(
        OutboxMessage.delivered_at.is_(None), OutboxMessage.given_up_at.is_(None), OutboxMessage.due_at <= now()
    )
    ids = list(db.session.scalars(waiting.order_by(OutboxMessage.due_at, OutboxMessage.id).limit(most)))
    db.session.commit()
    return ids


def _lease(message_id: int) -> OutboxMessage | None:
    """Take the message for five minutes, or leave it to whoever has it."""
    with transaction() as session:
        taken = session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.id == message_id, OutboxMessage.delivered_at.is_(None), OutboxMessage.due_at <= now())
            .values(due_at=now() + LEASE, tries=OutboxMessage.tries + 1)
        )
        if rows_changed(taken) != 1:
            return None
        return session.get(OutboxMessage, message_id, populate_existing=True)


def _deliver(message: OutboxMessage) -> int:
    try:
        _deliverers[message.kind](**message.payload)
    except Exception as error:  # whatever a receiver did, the message stays and is tried again
        db.session.rollback()
        _put_back(message, f"{type(error).__name__}: {error}"[:500])
        return 0
    with transaction() as session:
        session.execute(update(OutboxMessage).where(OutboxMessage.id == message.id).values(delivered_at=now()))
    return 1


def _put_back(message: OutboxMessage, error: str) -> None:
    """Try again after 10 s, 20 s, 40 s … up to an hour; after twelve tries give up, visibly on the staff desk."""
    wait = timedelta(seconds=min(10 * 2**message.tries, 3600))
    given_up = now() if message.tries >= TRIES else None
    with transaction() as session:
        session.execute(
            update(OutboxMessage)
            .where(OutboxMessage.id == message.id)
            .values(due_at=now() + wait, last_error=error, given_up_at=given_up)
        )
