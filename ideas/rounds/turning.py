"""What the clock brings to a round besides the phase itself: those who take part are told once per phase, and finalists
are frozen when balloting begins. A late tick delays only this; the phase is right without it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, select

from ideas.rounds.freezing import freeze_finalists
from ideas.rounds.phase import ORDER, Phase
from ideas.rounds.round import PhaseEntered, Round
from kernel.database import db, lock, now_by_the_database
from kernel.outbox import post

TOLD = (Phase.ANNOUNCED, Phase.PROPOSING, Phase.BALLOTING)
MOST_AT_ONCE = 100


def turn_rounds() -> None:
    """Bring every round up to its phase. A clock tick."""
    at = now_by_the_database()
    for round in db.session.scalars(_behind(at)).all():
        lock(round)
        turn(round, now_by_the_database())


def turn(round: Round, at: datetime) -> None:
    """Do what each begun phase brings, once; of several begun since the last time, only the newest is told."""
    if round.withdrawn_at is not None:
        return
    entered = set(db.session.scalars(select(PhaseEntered.phase).filter_by(round_id=round.id)))
    here = round.phase(at)
    begun = [phase for phase in ORDER[: ORDER.index(here) + 1] if phase not in entered and phase is not Phase.CLOSED]
    for phase in begun:
        if phase is Phase.BALLOTING:
            freeze_finalists(round)
        else:
            db.session.add(PhaseEntered(round_id=round.id, phase=phase))
    db.session.flush()
    if here in begun and here in TOLD and round.imported_from is None:
        key = f"round-phase:{round.id}:{here.value}:0"
        post("round.phase", key=key, round_id=round.id, phase=here.value, after=0)


def _behind(at: datetime) -> Select[Any]:
    """Rounds in which a phase has begun that nobody has acted on yet."""
    return (
        select(Round)
        .where(
            Round.withdrawn_at.is_(None),
            _begun_unseen(Round.proposing_at, Phase.PROPOSING, at)
            | _begun_unseen(Round.refining_at, Phase.REFINING, at)
            | _begun_unseen(Round.balloting_at, Phase.BALLOTING, at),
        )
        .order_by(Round.id)
        .limit(MOST_AT_ONCE)
    )


def _begun_unseen(moment: Any, phase: Phase, at: datetime) -> Any:
    seen = exists().where(PhaseEntered.round_id == Round.id, PhaseEntered.phase == phase)
    return (moment <= at) & ~seen
