"""What waits, for staff and for who arranged it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from governance.pending.pending_act import PendingAct
from kernel.database import db


def waiting_for(kind: str, about: int | str) -> PendingAct | None:
    """The act of this kind that waits for this thing."""
    mine = (PendingAct.kind == kind, PendingAct.subject == str(about), PendingAct.ended_at.is_(None))
    query = select(PendingAct).where(*mine).options(joinedload(PendingAct.arranger))
    found: PendingAct | None = db.session.scalar(query)
    return found


def pending_act(pending_id: int) -> PendingAct | None:
    """One of them, with who arranged it."""
    query = select(PendingAct).where(PendingAct.id == pending_id).options(joinedload(PendingAct.arranger))
    found: PendingAct | None = db.session.scalar(query)
    return found


def all_waiting() -> Sequence[PendingAct]:
    """Every act that waits, the next due first: there are a few in a busy quarter of an hour."""
    query = select(PendingAct).where(PendingAct.ended_at.is_(None)).options(joinedload(PendingAct.arranger))
    return db.session.scalars(query.order_by(PendingAct.due_at, PendingAct.id)).all()
