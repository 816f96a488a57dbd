"""What must leave the site is first a row in the act's own transaction; a worker delivers it after the commit.

A natural key makes posting twice send once. Delivery is at least once, so a deliverer tolerates a repeat. Letters go apart
from all other errands, so that a mail server that hangs holds up nothing else.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from flask import current_app
from sqlalchemy import Index, Row, select, update
from sqlalchemy.orm import Mapped, mapped_column

from kernel import jobs, lanes, smtp
from kernel.breaker import breaker_of
from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import Model, after_commit, db, short, transaction
from kernel.refusals import Ended, ServerAway, TryLater
from kernel.terms import drop

TRIES = 12
LEASE = timedelta(minutes=5)
LETTERS = "letter."  # what a letter's kind begins with
AT_ONCE = 50  # letters leased together: far fewer than a lease's time is enough for
RUN_SECONDS = 30.0  # after which a run of letters stops and gives back what it has not tried
DELIVERED_KEPT, GIVEN_UP_KEPT = timedelta(days=30), timedelta(days=90)
WAITS_AT_MOST = timedelta(days=7)  # for a server that is away
Deliverer = Callable[..., None]
_deliverers: dict[str, Deliverer] = {}
_words: dict[str, str] = {}


class OutboxMessage(Model):
    """One thing to deliver: its kind names the deliverer, its payload holds ids and goes with its delivery.

    What is given up for good waits on the staff desk until somebody dismisses it; `to_hash` is the paused address it was for.
    """

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
    dismissed_at: Mapped[datetime | None]
    to_hash: Mapped[str | None] = mapped_column(short(64))


def delivers(kind: str, words: str) -> Callable[[Deliverer], Deliverer]:
    """Mark the function that delivers messages of this kind; it is called with the payload's ids.

    Staff read `words` when it failed: what it was, such as "A notice" or "Telling of a merge".
    """

    def decorate(deliverer: Deliverer) -> Deliverer:
        _deliverers[kind], _words[kind] = deliverer, words
        return deliverer

    return decorate


def words_of(kind: str) -> str:
    """What messages of this kind are; there may be old ones that nobody delivers any more."""
    return _words.get(kind, "A letter" if kind.startswith(LETTERS) else "Work in the background")


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
    """Deliver what is due: all errands, then the letters. Returns how many went out."""
    letters_due = _due(most, letters=True)
    return errands(most) + _send(letters_due)


def errands(most: int = 200) -> int:
    """Deliver what is due and is no letter, oldest first, each leased before it is tried. Returns how many were done."""
    return sum(_deliver(message) for one in _due(most, letters=False) for message in _lease([one]))


def letters(most: int = 200) -> int:
    """Send the letters that are due, oldest first, for half a minute at most. Returns how many went out."""
    return _send(_due(most, letters=True))


def _send(due: list[int]) -> int:
    sent, stops_at = 0, time.monotonic() + RUN_SECONDS
    breaker = breaker_of(current_app.config["MAIL_URL"])
    with smtp.one_connection():
        for part in _parts(due):
            if breaker.is_open or time.monotonic() > stops_at or lanes.stopping.is_set():
                break
            leased = _lease(part)
            for place, message in enumerate(leased):
                if breaker.is_open or time.monotonic() > stops_at or lanes.stopping.is_set():
                    _give_back([one.id for one in leased[place:]])
                    break
                sent += _deliver(message)
    return sent


def _parts(ids: list[int]) -> list[list[int]]:
    return [ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)]


def _due(most: int, letters: bool) -> list[int]:
    is_letter = OutboxMessage.kind.startswith(LETTERS)
    waiting = select(OutboxMessage.id).where(
        *waits(), OutboxMessage.due_at <= now(), is_letter if letters else ~is_letter
    )
    ids = list(db.session.scalars(waiting.order_by(OutboxMessage.due_at, OutboxMessage.id).limit(most)))
    db.session.commit()
    return ids


def waits() -> tuple[Any, ...]:
    """What is true of a message that is still to be delivered."""
    return OutboxMessage.delivered_at.is_(None), OutboxMessage.given_up_at.is_(None)


def _lease(ids: Sequence[int]) -> list[Row[Any]]:
    """Take these messages for five minutes, in this order, but for those that somebody else has or has delivered."""
    one = OutboxMessage.__table__.c
    with transaction() as session:
        taken = session.execute(
            update(OutboxMessage.__table__)
            .where(one.id.in_(ids), one.delivered_at.is_(None), one.given_up_at.is_(None), one.due_at <= now())
            .values(due_at=now() + LEASE)
            .returning(one.id, one.kind, one.payload, one.tries, one.created_at)
        ).all()
    return sorted(taken, key=lambda row: ids.index(row.id))


def _deliver(message: Row[Any]) -> int:
    try:
        _deliverers[message.kind](**message.payload)
    except Exception as error:  # whatever a receiver did, the message stays or is seen to have ended
        db.session.rollback()
        _note(message.id, **_after(error, message))
        return 0
    _note(message.id, delivered_at=now(), payload={})
    return 1


def _after(error: Exception, message: Row[Any]) -> dict[str, Any]:
    """What becomes of a message whose delivery failed like this."""
    words = str(error)[:500]
    if isinstance(error, ServerAway) and now() - message.created_at < WAITS_AT_MOST:
        return {"due_at": now() + timedelta(seconds=10), "last_error": words}
    if isinstance(error, Ended):
        end = {"given_up_at": now(), "last_error": words, "to_hash": error.to_hash}
        return end | {"dismissed_at": now(), "payload": {}} if error.quiet else end
    return _again(
        message.tries + 1, words if isinstance(error, ServerAway | TryLater) else f"{type(error).__name__}: {words}"
    )


def _again(tries: int, words: str) -> dict[str, Any]:
    """Try again after 20 s, 40 s … up to an hour; after twelve tries give up, visibly on the staff desk."""
    wait = timedelta(seconds=min(10 * 2**tries, 3600))
    return {
        "due_at": now() + wait,
        "last_error": words,
        "tries": tries,
        "given_up_at": now() if tries >= TRIES else None,
    }


def _note(message_id: int, **values: Any) -> None:
    with transaction() as session:
        session.execute(update(OutboxMessage).where(OutboxMessage.id == message_id).values(**values))


def _give_back(ids: list[int]) -> None:
    """End the lease of what was not tried."""
    with transaction() as session:
        mine = (OutboxMessage.id.in_(ids), *waits())
        session.execute(update(OutboxMessage).where(*mine).values(due_at=now()))


def forget_old() -> None:
    """Drop what was delivered a month ago, and what was given up three months ago. A clock tick.

    Posting twice still sends once: whatever posts is itself done once, or asks for what it has told before.
    """
    drop(OutboxMessage, OutboxMessage.delivered_at < now() - DELIVERED_KEPT)
    drop(OutboxMessage, OutboxMessage.delivered_at.is_(None) & (OutboxMessage.given_up_at < now() - GIVEN_UP_KEPT))
