"""A result as it is told to one reader: sentences, winners and the others with their reasons, and what became of each of
the reader's own choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ideas.ballots.ballot import Ballot
from ideas.ballots.result import Result, ResultLine
from ideas.ballots.sentences import reasons, told


@dataclass(frozen=True, slots=True)
class Told:
    """One finalist's line and why it won or missed."""

    line: ResultLine
    reason: str


def outcome_of(result: Result, mine: Ballot | None) -> dict[str, Any]:
    """What the result's page shows. The result's lines with their concepts, and the ballot's choices, must be loaded."""
    lines = [Told(line, why) for line, why in zip(result.lines, reasons(result.lines), strict=True)]
    chosen = [one for one in lines if mine and one.line.concept_id in mine.approved]
    return {
        "sentences": told(result.lines, result.slots, result.ballots, result.names),
        "winners": [one for one in lines if one.line.won],
        "others": [one for one in lines if not one.line.won],
        "most": max((one.line.votes for one in lines), default=0),
        "mine": mine,
        "chosen": chosen,
        "chosen_won": sum(one.line.won for one in chosen),
    }
