"""Which events are on, and which were lately."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from kernel.clock import now
from kernel.database import db
from members.event_days.event_day import LONGEST_HOURS, EventDay


def _maybe_open() -> Select[Any]:
    begun = EventDay.at > now() - timedelta(hours=LONGEST_HOURS)
    return select(EventDay).where(begun, EventDay.ended_at.is_(None)).order_by(EventDay.id.desc())


def is_event_at(networks: Sequence[str]) -> bool:
    """Whether the limits are widened for a visitor counted under these neighbourhoods."""
    return not widened_networks().isdisjoint({None, *networks})


def widened_networks() -> set[str | None]:
    """Where the limits are widened now; None stands for everywhere."""
    return {row.network for row in db.session.scalars(_maybe_open()) if row.is_open(now())}


def open_events() -> list[EventDay]:
    """Those that are on now, newest first, with who began them."""
    rows = db.session.scalars(_maybe_open().options(joinedload(EventDay.by)))
    return [row for row in rows if row.is_open(now())]


def lately() -> Sequence[EventDay]:
    """The last twenty, newest first, with who began and ended them."""
    query = select(EventDay).options(joinedload(EventDay.by), joinedload(EventDay.ended_by))
    return db.session.scalars(query.order_by(EventDay.id.desc()).limit(20)).all()
