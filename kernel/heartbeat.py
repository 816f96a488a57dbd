"""When each part of the worker last did its work, so that a clock that stands still is seen by people and not only in a log."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Mapped, mapped_column

from kernel.clock import now
from kernel.conflicts import insert_unless_there
from kernel.database import Model, db, short, transaction

LATE = timedelta(minutes=3)


class Heartbeat(Model):
    """One part of the worker; the newest of all machines counts."""

    __tablename__ = "heartbeat"

    name: Mapped[str] = mapped_column(short(40), primary_key=True)
    at: Mapped[datetime]
    trouble: Mapped[str] = mapped_column(default="")


def beat(name: str, trouble: str = "") -> None:
    """Note that this part has just done its work, and what failed in it."""
    values = {"at": now(), "trouble": trouble[:2000]}
    row = insert_unless_there(Heartbeat).values(name=name, **values)
    with transaction() as session:
        session.execute(row.on_conflict_do_update(index_elements=["name"], set_=values))


def beats() -> dict[str, Heartbeat]:
    """The last of each part, by its name."""
    return {one.name: one for one in db.session.scalars(select(Heartbeat))}
