"""A round that is only announced can be taken back with a public reason: nobody could propose in it yet, so nothing is lost.

Its page stays and says why, its signals wait for the next brief again, and those who were told of it are told.
"""

from __future__ import annotations

from governance.record.recording import record
from ideas.rounds.phase import Timetable
from ideas.rounds.policy import may_withdraw_round
from ideas.rounds.rescheduling import REASON_LENGTH
from ideas.rounds.round import Round
from kernel.database import db, lock, now_by_the_database
from kernel.outbox import post
from kernel.policy import require
from kernel.rules import RuleBroken
from kernel.search import forget
from members.accounts.member import Member


def withdraw_round(actor: Member, round: Round, reason: str) -> None:
    """Take the round back; its clock stops here. The round's forum with its stewards, and its signals, must be loaded."""
    lock(round)
    at = now_by_the_database()
    require(may_withdraw_round(actor, round, at))
    reason = reason.strip()
    if not reason or len(reason) > REASON_LENGTH:
        raise RuleBroken(f"Say why, in {REASON_LENGTH:,} characters or fewer: people planned to take part.", "reason")
    moments = [moment.isoformat() for moment in round.timetable.moments]
    round.withdrawn_at, round.withdrawn_reason = at, reason
    round.timetable = Timetable(at, at, at, at)
    round.signals = []
    db.session.flush()
    forget("round", round.id)
    record(
        "round.withdrawn",
        f"round:{round.slug}",
        actor=actor,
        words=f"{round.title} was withdrawn before it began: {reason}",
        url=f"/rounds/{round.slug}",
        timetable=moments,
        reason=reason,
    )
    post("round.withdrawn", key=f"round-withdrawn:{round.id}:0", round_id=round.id, after=0)
