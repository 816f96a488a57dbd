"""Seats of a jury are filled in the order of the lot, and whoever gets one is told at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from governance.juries.juror import Juror
from governance.juries.jury import Jury, JuryPlace
from governance.juries.lot import order
from kernel.database import db
from members.notices.noticing import notify

KIND = "decisions"


def deadline(jury: Jury, at: datetime) -> datetime:
    """When a jury that begins at this moment gives its verdict."""
    return at + timedelta(days=jury.days)


def seat(jury: Jury, seats: int, at: datetime) -> list[Juror]:
    """Seat the next ones drawn, as many as there still are. The jury's pool must be fixed."""
    taken = db.session.scalar(select(func.count()).where(Juror.jury_id == jury.id)) or 0
    places = order(jury.seed, jury.pool_digest, jury.pool_size)[taken : taken + seats]
    rows = select(JuryPlace.place, JuryPlace.member_id).where(JuryPlace.jury_id == jury.id, JuryPlace.place.in_(places))
    members = {row.place: row.member_id for row in db.session.execute(rows)}
    seated = [
        Juror(jury_id=jury.id, position=position, place=place, member_id=members[place], summoned_at=at)
        for position, place in enumerate(places, taken + 1)
    ]
    db.session.add_all(seated)
    db.session.flush()
    for juror in seated:
        words = f"You were drawn by lot for a jury: {jury.title}. Say within {jury.answer_days} days whether you can."
        notify(juror.member_id, KIND, f"jury:{jury.id}:drawn", words, jury.path)
    return seated
