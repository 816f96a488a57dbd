"""Whether the site can do its work: yes or no for a load balancer, and for staff what waits and when the worker last moved."""

from __future__ import annotations

from typing import Any

from flask import jsonify
from sqlalchemy import func, select

from front.blueprint import bp
from kernel.access import public, viewer
from kernel.clock import now
from kernel.database import db
from kernel.given_up import OPEN
from kernel.heartbeat import LATE, Heartbeat, beats
from kernel.outbox import OutboxMessage, waits
from kernel.rules import counted

PARTS = {"clock": "The clock", "errands": "Background work", "letters": "E-mail delivery"}


@bp.get("/health")
@public
def health() -> Any:
    """200, or the 503 of any outage. What it says to a guest depends on nothing that anybody did."""
    response = jsonify(_numbers() if _for_staff() else {"status": "ok"})
    response.headers["Cache-Control"] = "no-store"
    return response


def _for_staff() -> bool:
    db.session.execute(select(1))
    person = viewer()
    return bool(person and person.is_confirmed and person.is_staff)


def _numbers() -> dict[str, Any]:
    at, found = now(), beats()
    due = select(func.count(OutboxMessage.id)).where(*waits(), OutboxMessage.due_at <= at)
    return {
        "status": "ok",
        "outbox_due": db.session.scalar(due),
        "outbox_given_up": db.session.scalar(select(func.count(OutboxMessage.id)).where(*OPEN)),
        "worker": {name: _seconds(found.get(name)) for name in PARTS},
        "failed_ticks": found["clock"].trouble.splitlines() if "clock" in found else [],
        "late": late_parts(found),
    }


def _seconds(beat: Heartbeat | None) -> int | None:
    return None if beat is None else int((now() - beat.at).total_seconds())


def late_parts(found: dict[str, Heartbeat]) -> list[str]:
    """In words, which parts of the worker have not run for three minutes."""
    return [_late(words, found.get(name)) for name, words in PARTS.items() if _is_late(found.get(name))]


def _is_late(beat: Heartbeat | None) -> bool:
    return beat is None or now() - beat.at > LATE


def _late(words: str, beat: Heartbeat | None) -> str:
    if beat is None:
        return f"{words} has never run here. Is the worker running?"
    return f"{words} has not run for {counted((_seconds(beat) or 0) // 60, 'minute')}. Is the worker running?"
