"""Whether the site can do its work: for a load balancer and for the operator, without a person's data."""

from __future__ import annotations

from typing import Any

from flask import jsonify
from sqlalchemy import func, select

from front.blueprint import bp
from kernel.access import public
from kernel.clock import now
from kernel.database import db
from kernel.outbox import OutboxMessage


@bp.get("/health")
@public
def health() -> Any:
    """200 with what waits in the outbox; a database that does not answer is a 503 by the common handler."""
    waiting = select(func.count(OutboxMessage.id)).where(
        OutboxMessage.delivered_at.is_(None), OutboxMessage.given_up_at.is_(None), OutboxMessage.due_at <= now()
    )
    given_up = select(func.count(OutboxMessage.id)).where(OutboxMessage.given_up_at.is_not(None))
    body = {"status": "ok", "outbox_due": db.session.scalar(waiting), "outbox_given_up": db.session.scalar(given_up)}
    response = jsonify(body)
    response.headers["Cache-Control"] = "no-store"
    return response
