"""Closing a round: its ballots are counted once, under the round's lock, and the result is frozen with a digest of
every input. A second close finds the result and changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from governance.counting.most_votes import most_votes
from governance.counting.telling import counted
from governance.record.canonical import digest
from governance.record.recording import record
from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.ballots.result import Result, ResultLine
from ideas.concepts.concept import Concept
from ideas.events import RoundCounted
from ideas.rounds.finalist import Finalist
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
    """Count every round whose close has come. A clock tick."""
    counted = select(Result.round_id)
    due = select(Round).where(Round.closes_at <= now(), Round.id.not_in(counted)).order_by(Round.closes_at)
    for round in db.session.scalars(due).all():
        close(round)


def _count(round: Round) -> Result:
    freeze_finalists(round)  # a clock that stood still through all of balloting has not done it yet
    finalists = _finalists(round)
    ballots = _ballots(round)
    taken_out = [concept.id for concept, _ in finalists if not concept.is_listed]
    candidates = [concept.id for concept, _ in finalists]
    standings = most_votes(candidates, ballots.values(), round.slots, taken_out)
    result = Result(
        round_id=round.id,
        counted_at=now(),
        rule=round.counting_rule.value,
        slots=round.slots,
        ballots=len(ballots),
        digest=inputs_digest(round, finalists, taken_out, ballots),
    )
    result.lines = [
        ResultLine(
            concept_id=line.candidate,
            position=line.position,
            votes=line.votes,
            won=line.won,
            by_tie_rule=line.by_tie_rule,
            standing=line.standing,
        )
        for line in standings
    ]
    db.session.add(result)
    db.session.flush()
    publish(RoundCounted(round.id))
    post("round.counted", key=f"round-counted:{round.id}:0", round_id=round.id, after=0)
    _record(round, result)
    return result


def inputs_digest(
    round: Round,
    finalists: Sequence[tuple[Concept, int]],
    taken_out: Sequence[int],
    ballots: Mapping[str, Sequence[int]],
) -> str:
    """SHA-256 over everything that decided the result: rule, slots, finalists with their versions, ballots by receipt."""
    return digest(
        {
            "round": round.slug,
            "rule": round.counting_rule.value,
            "slots": round.slots,
            "finalists": [[concept.id, version_id] for concept, version_id in finalists],
            "taken_out": sorted(taken_out),
            "ballots": {receipt: sorted(choices) for receipt, choices in ballots.items()},
        }
    )


def _finalists(round: Round) -> list[tuple[Concept, int]]:
    """The finalists with their frozen versions, in the order they were proposed: that order settles ties."""
    rows = (
        select(Concept, Finalist.version_id)
        .join(Finalist, Finalist.concept_id == Concept.id)
        .where(Finalist.round_id == round.id)
        .order_by(Concept.proposed_at, Concept.id)
        .execution_options(populate_existing=True)
    )
    return [(concept, version_id) for concept, version_id in db.session.execute(rows)]


def _ballots(round: Round) -> dict[str, list[int]]:
    """Each ballot's choices by its receipt."""
    rows = (
        select(Ballot.receipt, BallotChoice.concept_id)
        .join(BallotChoice, BallotChoice.ballot_id == Ballot.id)
        .where(Ballot.round_id == round.id)
    )
    ballots: defaultdict[str, list[int]] = defaultdict(list)
    for receipt, concept_id in db.session.execute(rows):
        ballots[receipt].append(concept_id)
    return dict(ballots)


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
