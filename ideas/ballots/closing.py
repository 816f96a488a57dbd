"""Closing a round: its ballots are counted once, under the round's lock, and the result is frozen with a digest of
every input. A second close finds the result and changes nothing.
"""

from __future__ import annotations

from sqlalchemy import select

from governance.counting.standing import Standing
from governance.counting.telling import counted
from governance.record.checkpointing import checkpoint
from governance.record.recording import record
from ideas.ballots.inputs import inputs_of
from ideas.ballots.result import Result, ResultLine
from ideas.events import RoundCounted
from ideas.holds.detecting import close_votes, waits_until
from ideas.holds.reason import VoteKind
from ideas.rounds.freezing import freeze_finalists
from ideas.rounds.round import Round
from kernel.clock import now
from kernel.database import db, lock
from kernel.events import publish
from kernel.outbox import post
from kernel.rules import RuleBroken


def close(round: Round) -> Result:
    """Count the round and freeze its result, or answer with the one there is. Raises RuleBroken before its close."""
    lock(round)
    frozen: Result | None = db.session.scalar(select(Result).where(Result.round_id == round.id))
    if frozen is not None:
        return frozen
    if not round.is_closed(now()):
        raise RuleBroken("This round is still open; it is counted once it has closed.")
    return _count(round)


def close_due() -> None:
    """Count every round whose close has come, unless held votes may still be answered for. A clock tick."""
    counted = select(Result.round_id)
    due = select(Round).where(Round.closes_at <= now(), Round.id.not_in(counted)).order_by(Round.closes_at)
    for round in db.session.scalars(due).all():
        lock(round)
        if waits_until(round, now()) is None:
            close(round)


def _count(round: Round) -> Result:
    freeze_finalists(round)  # a clock that stood still through all of balloting has not done it yet
    close_votes(round, VoteKind.BALLOT)
    inputs = inputs_of(round)
    result = Result(
        round_id=round.id,
        counted_at=now(),
        rule=inputs.rule,
        slots=inputs.slots,
        ballots=len(inputs.ballots),
        digest=inputs.digest,
        lines=[_line(standing) for standing in inputs.standings()],
    )
    db.session.add(result)
    db.session.flush()
    publish(RoundCounted(round.id))
    post("round.counted", key=f"round-counted:{round.id}:0", round_id=round.id, after=0)
    _record(round, result)
    checkpoint(told=True)
    return result


def _line(standing: Standing[int]) -> ResultLine:
    return ResultLine(
        concept_id=standing.candidate,
        position=standing.position,
        votes=standing.votes,
        won=standing.won,
        by_tie_rule=standing.by_tie_rule,
        standing=standing.standing,
    )


def _record(round: Round, result: Result) -> None:
    winners = [[line.concept_id, line.votes] for line in result.lines if line.won]
    record(
        "round.counted",
        f"round:{round.slug}",
        words=f"{round.title}: {counted(result.ballots, 'ballot')}, {len(winners)} of {result.slots} places filled.",
        url=f"/rounds/{round.slug}/result",
        rule=result.rule,
        ballots=result.ballots,
        winners=winners,
        digest=result.digest,
    )
