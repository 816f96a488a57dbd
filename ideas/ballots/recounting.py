"""Counting a closed round again from the ballots that are stored now: the frozen result must come out, to the last vote,
and it must be the one on the public record. By another rule, the same ballots tell what would have been.
"""

from __future__ import annotations

from sqlalchemy import select

from governance.counting.outcome import Outcome
from governance.counting.rule import Rule
from governance.record.entry import RecordEntry
from ideas.ballots.contest import counted
from ideas.ballots.frozen import lines_of
from ideas.ballots.inputs import Inputs, inputs_of
from ideas.ballots.result import Result, ResultLine
from ideas.rounds.round import Round
from kernel.database import db
from kernel.rules import RuleBroken

COMPARED = (
    "concept_id", "position", "votes", "score", "cost", "won", "reason", "by_tie_rule",
    "money", "money_short", "votes_short", "each",
)  # fmt: skip


def recount(round: Round, result: Result) -> list[str]:
    """What does not agree, in words; nothing when all does. The result's lines must be loaded."""
    inputs = sealed_inputs(round, result)
    faults = []
    if inputs.digest != result.digest:
        faults.append("the ballots are not those that were counted")
    if _again(inputs) != [_compared(line) for line in result.lines]:
        faults.append("counting the ballots again gives another result")
    if recorded(round) != [result.digest]:
        faults.append("the public record tells of another count")
    return faults


def sealed_inputs(round: Round, result: Result) -> Inputs:
    """What was counted, as it is stored now: the finalists taken out are those that were then. Lines must be loaded."""
    return inputs_of(round, [line.concept_id for line in result.lines if not line.standing])


def recounted_by(round: Round, result: Result, rule: Rule) -> tuple[Inputs, Outcome[str]]:
    """The same ballots by another rule; changes nothing. Raises RuleBroken when that rule cannot count them."""
    inputs = sealed_inputs(round, result)
    try:
        return inputs, counted(inputs, rule)
    except ValueError as cannot:
        raise RuleBroken(f"These ballots cannot be counted so: {cannot}.") from None


def _again(inputs: Inputs) -> list[tuple[object, ...]]:
    try:
        outcome = counted(inputs)
    except ValueError:  # a ballot was changed into what no ballot can be
        return []
    return [_compared(line) for line in lines_of(outcome, inputs)]


def _compared(line: ResultLine) -> tuple[object, ...]:
    return tuple(getattr(line, name) for name in COMPARED)


def recorded(round: Round) -> list[str]:
    """The digests that the public record tells of this round's counts; one, when all is well."""
    told = select(RecordEntry).where(RecordEntry.kind == "round.counted", RecordEntry.subject == f"round:{round.slug}")
    return [str(entry.payload.get("digest")) for entry in db.session.scalars(told)]
