"""What was given up is seen until somebody tries it again or puts it aside; what was put aside can still be tried again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, select, update

from kernel import jobs
from kernel.clock import now
from kernel.database import after_commit, db
from kernel.outbox import OutboxMessage, waits
from kernel.paused import COME_BACK, lift_hash

SEEN = (OutboxMessage.delivered_at.is_(None), OutboxMessage.given_up_at.is_not(None))
OPEN = (*SEEN, OutboxMessage.dismissed_at.is_(None))
ASIDE = (*SEEN, OutboxMessage.dismissed_at.is_not(None), OutboxMessage.last_error != COME_BACK)


def given_up(aside: bool = False) -> Select[Any]:
    """Newest first: what still waits for somebody, or what somebody put aside."""
    return select(OutboxMessage).where(*(ASIDE if aside else OPEN)).order_by(OutboxMessage.id.desc())


@dataclass(frozen=True, slots=True)
class Undelivered:
    """How many messages failed and wait for somebody, since when; how many wait for a server that is away, and its words."""

    failed: int
    since: datetime | None
    held_up: int
    said: str


def undelivered() -> Undelivered:
    """What is not delivered now. One statement."""
    fails, waiting = and_(*OPEN), and_(*waits())
    here = select(
        func.count(case((fails, 1))),
        func.min(case((fails, OutboxMessage.given_up_at))),
        func.count(case((waiting, 1))),
        func.max(case((waiting & (OutboxMessage.tries == 0), OutboxMessage.last_error))),
    )
    failed, since, count, said = db.session.execute(here.where(OutboxMessage.delivered_at.is_(None))).one()
    return Undelivered(failed, since, count if said else 0, said or "")


def try_again(message_id: int) -> None:
    """Deliver one as if it were new, also to an address that was paused. Another than a given-up one is left alone."""
    _try_again(OutboxMessage.id == message_id)


def try_all_again() -> None:
    """The same for all that nobody put aside."""
    _try_again(OutboxMessage.dismissed_at.is_(None))


def _try_again(which: Any) -> None:
    mine = (*SEEN, which, func.coalesce(OutboxMessage.last_error, "") != COME_BACK)
    for address in filter(None, db.session.scalars(select(OutboxMessage.to_hash).where(*mine))):
        lift_hash(address)
    fresh = {"given_up_at": None, "dismissed_at": None, "last_error": None, "to_hash": None, "tries": 0}
    db.session.execute(update(OutboxMessage).where(*mine).values(due_at=now(), **fresh))
    after_commit(jobs.wake)


def dismiss(message_id: int) -> None:
    """Put one aside."""
    db.session.execute(update(OutboxMessage).where(*OPEN, OutboxMessage.id == message_id).values(dismissed_at=now()))


def dismiss_all() -> None:
    """Put all aside."""
    db.session.execute(update(OutboxMessage).where(*OPEN).values(dismissed_at=now()))
