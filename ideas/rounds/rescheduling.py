"""A moment that has come stays; a later one may be moved, with a reason that everybody can read. Those taking part are told."""

from __future__ import annotations

from datetime import datetime

from governance.record.recording import record
from ideas.rounds.phase import Timetable
from ideas.rounds.policy import may_reschedule
from ideas.rounds.round import Rescheduling, Round
from ideas.rounds.terms import check_order
from ideas.rounds.turning import turn
from kernel.database import db, lock, now_by_the_database
from kernel.outbox import post
from kernel.policy import require
from kernel.rules import RuleBroken
from members.accounts.member import Member

MOMENTS = ("proposing_at", "refining_at", "balloting_at", "closes_at")
REASON_LENGTH = 1000


def reschedule(actor: Member, round: Round, timetable: Timetable, reason: str) -> Rescheduling:
    """Move the moments still to come. The round's forum with its stewards must be loaded.

    Raises RuleBroken on the moment that cannot be moved so, or when the reason is missing.
    """
    lock(round)
    at = now_by_the_database()
    require(may_reschedule(actor, round, at))
    for name, was, becomes in zip(MOMENTS, round.timetable.moments, timetable.moments, strict=True):
        if was != becomes and was <= at:
            raise RuleBroken("This moment has passed and stays as it was.", name)
        if was != becomes and becomes < at:
            raise RuleBroken("This would lie in the past. To begin the next phase at once, use “End this phase”.", name)
    check_order(timetable, at)
    if timetable == round.timetable:
        raise RuleBroken("These are the dates it has already.")
    return _move(actor, round, timetable, reason, at)


def end_phase(actor: Member, round: Round, reason: str) -> Rescheduling:
    """Let the next phase begin now; the moments after it stay. The round's forum with its stewards must be loaded."""
    lock(round)
    at = now_by_the_database()
    require(may_reschedule(actor, round, at))
    coming = [moment for moment in round.timetable.moments if moment > at]
    moments = [at if moment == coming[0] else moment for moment in round.timetable.moments]
    return _move(actor, round, Timetable(*moments), reason, at)


def end_now(actor: Member | None, round: Round, reason: str) -> Rescheduling:
    """Bring every moment still to come to now, so that the round is closed. No actor means the site's operator did it."""
    lock(round)
    at = now_by_the_database()
    if actor is not None:
        require(may_reschedule(actor, round, at))
    moments = [min(moment, at) for moment in round.timetable.moments]
    return _move(actor, round, Timetable(*moments), reason, at)


def _move(actor: Member | None, round: Round, timetable: Timetable, reason: str, at: datetime) -> Rescheduling:
    reason = reason.strip()
    if not reason or len(reason) > REASON_LENGTH:
        raise RuleBroken(f"Say why, in {REASON_LENGTH:,} characters or fewer: people planned by these dates.", "reason")
    before, round.timetable = round.timetable, timetable
    moved = Rescheduling(round_id=round.id, moved_by=actor.id if actor else None, moved_at=at, reason=reason)
    moved.before, moved.after = _spelled(before), _spelled(timetable)
    db.session.add(moved)
    db.session.flush()
    record(
        "round.rescheduled",
        f"round:{round.slug}",
        actor=actor,
        words=f"The dates of {round.title} were moved: {reason}",
        url=f"/rounds/{round.slug}#timetable",
        before=moved.before,
        after=moved.after,
        reason=reason,
    )
    post("round.rescheduled", key=f"round-rescheduled:{moved.id}", rescheduling_id=moved.id, after=0)
    turn(round, at)
    return moved


def _spelled(timetable: Timetable) -> dict[str, str]:
    return {name: moment.isoformat() for name, moment in zip(MOMENTS, timetable.moments, strict=True)}
