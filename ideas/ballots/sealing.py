"""What `flask record verify` asks of stored votes: that the rows of a round that is over are those that were sealed when its
supports and its ballots closed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import select

from governance.record.entry import RecordEntry
from governance.record.sealing import Seals, broken_seals, seal
from governance.record.verifying import check
from ideas.ballots.result import Result, ResultLine
from ideas.holds.sealing import ballot_seals, support_seals
from ideas.rounds.round import Round
from kernel.database import db


def result_seals(result: Result) -> Seals:
    """The seals of a frozen result and of its lines."""
    lines = seal(ResultLine, ResultLine.result_id == result.id)
    return {"result": seal(Result, Result.id == result.id), "lines of the result": lines}


@check("votes")
def vote_faults() -> list[str]:
    """Every round whose votes or result were changed since they were sealed, and every one that is gone, by its slug."""
    rounds = {f"round:{round.slug}": round for round in db.session.scalars(select(Round))}
    return [
        fault
        for kind, now in _SEALED.items()
        for subject in _subjects(kind)
        for fault in _faults(kind, subject, rounds.get(subject), now)
    ]


def _faults(kind: str, subject: str, round: Round | None, now: Callable[[Round], Seals]) -> list[str]:
    if round is None:
        return [f"{subject} is on the record and is not there"]
    return [f"{round.slug}: {words}" for words in broken_seals(kind, subject, now(round))]


def _subjects(kind: str) -> list[str]:
    return list(
        db.session.scalars(
            select(RecordEntry.subject).where(RecordEntry.kind == kind).distinct().order_by(RecordEntry.subject)
        )
    )


def _counted_seals(round: Round) -> Seals:
    result = db.session.scalar(select(Result).where(Result.round_id == round.id))
    return {**ballot_seals(round), **(result_seals(result) if result else {})}


_SEALED: Mapping[str, Callable[[Round], Seals]] = {
    "round.finalists-frozen": support_seals,
    "round.counted": _counted_seals,
}
