"""An election's ballots as rows, thousands at a time. They belong to no account: the file's voters cannot sign in, so the
rules for accounts and sessions have nothing to say; the rules for ballots were kept when the file was read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from sqlalchemy import insert, select

from governance.counting.contest import BallotKind
from governance.pabulib.election import Cast, Election
from ideas.ballots.ballot import Ballot, BallotChoice
from ideas.ballots.casting import fresh_receipt, rows_of
from ideas.rounds.round import Round
from kernel.clock import now
from kernel.database import db

AT_ONCE = 2_000
Progress = Callable[[str, int, int], None]


def store_ballots(round: Round, election: Election, concepts: dict[str, int], progress: Progress) -> None:
    """Every ballot with its choices. `concepts` are the ids by the file's."""
    at = now()
    rows = iter(election.ballots)
    done = 0
    while chunk := list(islice(rows, AT_ONCE)):
        stored = [
            {"round_id": round.id, "voter": one.voter, "cast_at": at, "changed_at": at, "receipt": fresh_receipt()}
            for one in chunk
        ]
        db.session.execute(insert(Ballot), stored)
        voters = [one.voter for one in chunk]
        found = select(Ballot.voter, Ballot.id).where(Ballot.round_id == round.id, Ballot.voter.in_(voters))
        ids = {str(voter): ballot_id for voter, ballot_id in db.session.execute(found)}
        choices = list(_choices(round.ballot_kind, chunk, ids, concepts))
        if choices:
            db.session.execute(insert(BallotChoice), choices)
        done += len(chunk)
        progress("ballots", done, len(election.ballots))


def _choices(
    kind: BallotKind, ballots: list[Cast], ids: dict[str, int], concepts: dict[str, int]
) -> Iterator[dict[str, Any]]:
    for ballot in ballots:
        yield from rows_of(ids[ballot.voter], kind, _marks(kind, ballot, concepts))


def _marks(kind: BallotKind, ballot: Cast, concepts: dict[str, int]) -> dict[int, int]:
    """Points as given, without those that are none; places by the order of the choices; ones for ticks."""
    if kind is BallotKind.POINTS:
        given = zip(ballot.choices, ballot.points, strict=True)
        return {concepts[choice]: points for choice, points in given if points}
    return {concepts[choice]: place for place, choice in enumerate(ballot.choices, 1)}
