"""What `flask record verify` asks of results: each closed round counts to its frozen result, which the record tells of."""

from __future__ import annotations

from sqlalchemy import select

from governance.record.verifying import check
from ideas.ballots.queries import result_of
from ideas.ballots.recounting import recount
from ideas.ballots.result import Result
from ideas.rounds.round import Round
from kernel.database import db


@check("results")
def result_faults() -> list[str]:
    """Every result that the stored ballots do not give, or that the record tells otherwise, by its round's slug."""
    rounds = db.session.scalars(select(Round).where(Round.id.in_(select(Result.round_id))).order_by(Round.id)).all()
    return [f"{round.slug}: {words}" for round in rounds for words in _faults(round)]


def _faults(round: Round) -> list[str]:
    result = result_of(round)
    return recount(round, result) if result else ["its result cannot be read"]
