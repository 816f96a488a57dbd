"""The staff desk: what is due, in order of lateness, each with its one next act; and the letters that failed."""

from __future__ import annotations

from flask import render_template
from sqlalchemy import select

from front.blueprint import bp
from front.due import due_from_staff
from governance.charter.checking import charter_faults
from kernel.access import staff_only
from kernel.clock import now
from kernel.database import db
from kernel.outbox import OutboxMessage
from members.event_days.queries import open_events


@bp.get("/desk")
@staff_only
def desk() -> str:
    """What staff owe the community today."""
    failed = select(OutboxMessage).where(OutboxMessage.given_up_at.is_not(None)).order_by(OutboxMessage.id.desc())
    return render_template(
        "front/desk.html",
        at=now(),
        due=due_from_staff(),
        failed=list(db.session.scalars(failed.limit(20))),
        faults=charter_faults(),
        events=open_events(),
    )
