"""Counting a closed round again from the ballots that are stored now: the frozen result must come out, to the last vote,
and it must be the one on the public record.
"""

from __future__ import annotations

from sqlalchemy import select

from governance.record.entry import RecordEntry
from ideas.ballots.inputs import inputs_of
from ideas.ballots.result import Result
from ideas.rounds.round import Round
from kernel.database import db


def recount(round: Round, result: Result) -> list[str]:
    """What does not agree, in words; nothing when all does. The result's lines must be loaded."""
    inputs = inputs_of(round, [line.concept_id for line in result.lines if not line.standing])
    faults = []
    if inputs.digest != result.digest:
        faults.append("the ballots are not those that were counted")
    again = [(line.candidate, line.votes, line.won) for line in inputs.standings()]
    if again != [(line.concept_id, line.votes, line.won) for line in result.lines]:
        faults.append("counting the ballots again gives another result")
    if _recorded(round) != [result.digest]:
        faults.append("the public record tells of another count")
    return faults


def _recorded(round: Round) -> list[str]:
    told = select(RecordEntry).where(RecordEntry.kind == "round.counted", RecordEntry.subject == f"round:{round.slug}")
    return [str(entry.payload.get("digest")) for entry in db.session.scalars(told)]
