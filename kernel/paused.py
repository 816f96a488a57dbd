"""Addresses whose letters come back: none is sent there until somebody says try again, or for thirty days.

Only a keyed hash of the address is kept, and goes after ninety days: it says whether two addresses are the same, no more.
What somebody asks for at that moment, such as the link of a new password, is tried once an hour all the same.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, mapped_column

from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import Model, db, short, transaction
from kernel.keyed import signed
from kernel.refusals import Ended
from kernel.terms import drop

PAUSE = timedelta(days=30)
PAUSE_WHEN_ASKED = timedelta(hours=1)
KEPT = timedelta(days=90)
COME_BACK = "Not sent: letters to this address come back."


class PausedAddress(Model):
    """One address that a mail server refused for good, and when last."""

    __tablename__ = "paused_address"

    address_hash: Mapped[str] = mapped_column(short(64), primary_key=True)
    refused_at: Mapped[datetime] = mapped_column(index=True)


def hash_of(address: str) -> str:
    """How an address is kept here."""
    return signed("paused", address.strip().casefold())


def is_paused(address: str | None) -> bool:
    """Whether letters to this address came back, so that no more are sent there for now."""
    return address is not None and _refused_at(hash_of(address)) is not None


def stand_ready(address: str, asked_for: bool) -> bool:
    """Whether the next letter to this address tries a paused one anew. Raises Ended when it is not to be sent."""
    refused_at = _refused_at(hash_of(address))
    if refused_at is None:
        return False
    if now() - refused_at < (PAUSE_WHEN_ASKED if asked_for else PAUSE):
        raise Ended(COME_BACK, hash_of(address), quiet=True)
    return True


def _refused_at(address_hash: str) -> datetime | None:
    return db.session.scalar(select(PausedAddress.refused_at).where(PausedAddress.address_hash == address_hash))


def pause(address: str) -> None:
    """No letters there from now on; in a transaction of its own, since a worker calls this."""
    row = {"address_hash": hash_of(address), "refused_at": now()}
    addition = insert_unless_there(PausedAddress).values(row)
    change = addition.on_conflict_do_update(index_elements=["address_hash"], set_={"refused_at": row["refused_at"]})
    with transaction() as session:
        session.execute(change)


def lift(address: str) -> None:
    """Send letters there again, from within the open transaction."""
    lift_hash(hash_of(address))


def lift_hash(address_hash: str) -> None:
    """The same for an address that only its hash is known of."""
    db.session.execute(delete(PausedAddress).where(PausedAddress.address_hash == address_hash))


def forget_old() -> None:
    """Drop what is older than ninety days: the next letter there finds out anew. A clock tick."""
    drop(PausedAddress, PausedAddress.refused_at < now() - KEPT)
