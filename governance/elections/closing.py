"""Closing an election: counted once, under its lock, by the clock read after it; the seed is revealed with the result."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from governance.charter.values import value
from governance.counting.contest import BallotKind, Contest, Finalist, Vote, grouped
from governance.counting.count import count
from governance.counting.outcome import Outcome
from governance.counting.rule import Rule, RuleName
from governance.elections.ballot import ElectionBallot, ElectionChoice
from governance.elections.candidate import Candidate
from governance.elections.election import Election, ElectionRoll
from governance.elections.result import ElectionResult
from governance.elections.stages import counted, nobody_stood
from governance.elections.telling import tell
from governance.events import ElectionCounted
from governance.record.canonical import digest
from governance.record.recording import record
from governance.record.sealing import PART, Seals, seal, seal_of
from governance.seed import drawn
from kernel.database import db, lock, now_by_the_database
from kernel.events import publish
from kernel.jobs import each
from kernel.rules import RuleBroken

KIND = "election.counted"
BESIDE = ("record_seq",)  # known only once the line that seals the result is there
RULE = Rule(RuleName.SINGLE_TRANSFERABLE_VOTE)


def close(election: Election) -> ElectionResult:
    """Count the ballots and freeze the result, or answer with the one there is. Raises RuleBroken before the close."""
    lock(election)
    frozen: ElectionResult | None = db.session.get(ElectionResult, election.id)
    if frozen is not None:
        return frozen
    at = now_by_the_database()
    if at < election.closes_at:
        raise RuleBroken("Voting is still open; it is counted once it has closed.")
    contest = contest_of(election)
    outcome = count(contest, RULE) if contest.finalists else None
    result = ElectionResult(election_id=election.id, closed_at=at, ballots=contest.ballots, seed=election.seed)
    result.quota = outcome.quota if outcome else 0
    result.digest = digest_of(election, contest) if contest.ballots >= value("publication.minimum-voters") else ""
    result.counted = counted(contest, outcome) if outcome else nobody_stood()
    result.record_seq = _record(election, result, outcome)
    election.is_open = False
    db.session.add(result)
    db.session.flush()
    publish(ElectionCounted(election.id, election.office))
    tell(election.id, "closed")
    return result


def close_due() -> None:
    """Count every election whose close has come. A clock tick."""
    over = Election.closes_at <= now_by_the_database()
    due = select(Election).where(Election.is_open, over).order_by(Election.closes_at)
    each(db.session.scalars(due).all(), close)


def contest_of(election: Election) -> Contest[int]:
    """What is counted: those who stand, in the order drawn from the seed, and every ballot of the roll."""
    standing = select(Candidate.id).where(
        Candidate.election_id == election.id, Candidate.accepted_at.is_not(None), Candidate.withdrawn_at.is_(None)
    )
    order = drawn(election.seed, db.session.scalars(standing))
    finalists = tuple(Finalist(one, drawn=place) for place, one in enumerate(order))
    return Contest(finalists, grouped(_votes(election)), election.seats, BallotKind.RANKED, in_places=True)


def digest_of(election: Election, contest: Contest[int]) -> str:
    """SHA-256 of what was counted, in the record's spelling: seats, candidates and each ballot's ranking in order.

    Published of an election with enough voters only: of a few rankings one could try all until the digest fits.
    """
    ballots = sorted(list(vote.choices) for vote in contest.votes for _ in range(vote.times))
    candidates = sorted(contest.place_of)
    return digest({"seats": election.seats, "candidates": candidates, "ballots": ballots, "seed": election.seed})


def vote_seals(election_id: int) -> Seals:
    """The seals of who could vote, who stood, who voted, and how. A candidate's words may be moderated."""
    candidates = seal(Candidate, Candidate.election_id == election_id, beside=("words", "html"))
    return {
        "candidates": candidates,
        "roll": seal(ElectionRoll, ElectionRoll.election_id == election_id),
        "ballots": seal(ElectionBallot, ElectionBallot.election_id == election_id),
        "choices": seal(ElectionChoice, ElectionChoice.election_id == election_id),
    }


def _votes(election: Election) -> list[Vote[int]]:
    lines = select(ElectionChoice.member_id, ElectionChoice.candidate_id)
    lines = lines.where(ElectionChoice.election_id == election.id)
    rankings: dict[int, list[int]] = {}
    for member_id, candidate_id in db.session.execute(lines.order_by(ElectionChoice.member_id, ElectionChoice.rank)):
        rankings.setdefault(member_id, []).append(candidate_id)
    return [Vote(tuple(ranking)) for ranking in rankings.values()]


def _record(election: Election, result: ElectionResult, outcome: Outcome[Any] | None) -> int:
    won = len(outcome.winners) if outcome else 0
    seats = "1 seat" if election.seats == 1 else f"{election.seats} seats"
    line = record(
        KIND,
        f"election:{election.id}",
        private={PART: {**vote_seals(election.id), "result": seal_of(result, BESIDE)}},
        words=f"{election.title}: {result.ballots} ballots counted, {won} elected for {seats}.",
        url=election.path,
        ballots=result.ballots,
        quota=result.quota,
        elected=result.counted["elected"],
        digest=result.digest,
        seed=result.seed,
    )
    return line.seq
