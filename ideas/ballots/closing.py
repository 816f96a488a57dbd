"""Closing a round: its ballots are sealed and counted once, under the round's lock and after its close by the database's
clock, and the result is frozen with a digest of every input. A second close finds the result and changes nothing.

A large round is counted apart: sealed in one short transaction, counted in none, frozen in another, so that nobody waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select

from governance.counting.count import Progress, count
from governance.counting.outcome import Outcome
from governance.record.checkpointing import checkpoint
from governance.record.recording import record
from governance.record.sealing import PART, Seals
from ideas.ballots.contest import contest_of, plain_winners
from ideas.ballots.frozen import lines_of, stages_of, ties_of
from ideas.ballots.inputs import Inputs, Told, ballots_in, inputs_of
from ideas.ballots.payers import Payers, payers_of
from ideas.ballots.progress import CountProgress
from ideas.ballots.result import Result
from ideas.ballots.sealing import result_seals
from ideas.events import RoundCounted
from ideas.holds.detecting import close_votes
from ideas.holds.reason import VoteKind
from ideas.holds.sealing import ballot_seals
from ideas.rounds.freezing import freeze_finalists
from ideas.rounds.round import Round
from kernel.database import db, lock, now_by_the_database
from kernel.events import publish
from kernel.outbox import post
from kernel.rules import RuleBroken


@dataclass(frozen=True)
class Tally:
    """A count that is not frozen yet: what was counted, what came of it, what the plain count would have chosen, and
    the seals of the rows that were counted."""

    inputs: Inputs
    outcome: Outcome[str]
    plain_winners: frozenset[str]
    payers: Mapping[str, Payers]
    seals: Seals


def close(round: Round) -> Result:
    """Count the round and freeze its result, or answer with the one there is. Raises RuleBroken before its close."""
    return seal(round) or freeze(round, tally(round))


def seal(round: Round) -> Result | None:
    """Hold the round and seal its ballots, once; the frozen result, if there is one. Raises RuleBroken before its close."""
    lock(round)
    frozen = _frozen(round)
    if frozen is not None:
        return frozen
    at = now_by_the_database()
    if round.withdrawn_at is not None:
        raise RuleBroken("This round was withdrawn before it began; there is nothing to count.")
    if not round.is_closed(at):
        raise RuleBroken("This round is still open; it is counted once it has closed.")
    freeze_finalists(round)  # a clock that stood still through all of balloting has not done it yet
    if db.session.get(CountProgress, round.id) is None:
        close_votes(round, VoteKind.BALLOT)
        ballots = ballots_in(round)
        db.session.add(CountProgress(round_id=round.id, sealed_at=at, ballots=ballots, moved_at=at))
        words = f"{round.title} is closed: {ballots:,} ballot{'' if ballots == 1 else 's'} sealed."
        record("ballots.sealed", f"round:{round.slug}", words=words, url=f"/rounds/{round.slug}", ballots=ballots)
    return None


def tally(round: Round, told: Told = lambda done: None, progress: Progress | None = None) -> Tally:
    """Count what is sealed; writes nothing. `told` hears how many ballots are read, `progress` how far the count is."""
    inputs = inputs_of(round, told=told)
    contest = contest_of(inputs)
    outcome = count(contest, inputs.rule.counting, progress)
    chosen = plain_winners(inputs, contest, outcome)
    return Tally(inputs, outcome, chosen, payers_of(outcome, contest.votes), ballot_seals(round))


def freeze(round: Round, tally: Tally) -> Result:
    """Store the result, unless another count was first, and tell. What was counted is sealed, so both found the same."""
    lock(round)
    frozen = _frozen(round)
    if frozen is not None:
        return frozen
    result = _result(round, tally)
    db.session.add(result)
    db.session.flush()
    publish(RoundCounted(round.id))
    post("round.counted", key=f"round-counted:{round.id}:0", round_id=round.id, after=0)
    _record(round, result, {**tally.seals, **result_seals(result)})
    checkpoint(told=True)
    return result


def _frozen(round: Round) -> Result | None:
    found: Result | None = db.session.scalar(select(Result).where(Result.round_id == round.id))
    return found


def _result(round: Round, tally: Tally) -> Result:
    inputs, outcome = tally.inputs, tally.outcome
    return Result(
        round_id=round.id,
        counted_at=now_by_the_database(),
        rule=outcome.rule.name.value,
        slots=round.slots,
        budget_minor=round.budget_minor,
        currency=round.currency,
        ballots=outcome.ballots,
        spent=outcome.spent,
        share=str(outcome.share),
        increments=outcome.increments,
        stopped=outcome.stopped.value if outcome.stopped else None,
        quota=outcome.quota,
        ties=ties_of(outcome, inputs),
        stages=stages_of(outcome, inputs),
        seed=inputs.seed,
        digest=inputs.digest,
        lines=lines_of(outcome, inputs, tally.plain_winners, tally.payers),
    )


def _record(round: Round, result: Result, seals: Seals) -> None:
    winners = [[line.concept_id, line.votes] for line in result.lines if line.won]
    many = f"{result.ballots:,} ballot{'' if result.ballots == 1 else 's'}"
    won = f"{len(winners)} of {len(result.lines)} finalists won" if round.has_budget else _filled(winners, result)
    record(
        "round.counted",
        f"round:{round.slug}",
        private={PART: seals},
        words=f"{round.title}: {many}, {won}.",
        url=f"/rounds/{round.slug}/result",
        rule=result.rule,
        ballots=result.ballots,
        spent=result.spent,
        winners=winners,
        seed=result.seed,
        digest=result.digest,
    )


def _filled(winners: list[list[int]], result: Result) -> str:
    return f"{len(winners)} of {result.slots} places filled"
