"""A result as it is told to one reader: sentences, winners and the others with their reasons, who paid for what, the plain
count beside it, and what became of each of the reader's own choices.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from governance.counting.contest import BallotKind, Vote
from governance.counting.outcome import Outcome, Reason
from governance.counting.reasoning import reasons
from governance.counting.rule import RuleName
from governance.counting.single_transferable import ONE
from governance.counting.stages import Drawn, drawn, happened
from governance.counting.telling import told
from ideas.ballots.ballot import Ballot
from ideas.ballots.contest import rank_points
from ideas.ballots.frozen import outcome_from
from ideas.ballots.result import Result, ResultLine
from ideas.rounds.round import Round
from kernel.figures import money_words
from kernel.share_charts import PaidBar, people_a_block


@dataclass(frozen=True, slots=True)
class Told:
    """One finalist's line and why it won or missed; the bar of who paid for it, where shares did, and how much of its cost
    (in per cent) the supporters of one that missed could still pay.
    """

    line: ResultLine
    reason: str
    bar: PaidBar | None = None
    a_block: int = 1
    reach: int = 0


@dataclass(frozen=True, slots=True)
class Gave:
    """What the reader's share gave to one winner: in per cent of the share, and in minor units where there is money."""

    line: ResultLine
    percent: int
    minor: int


def result_page(round: Round, result: Result, mine: Ballot | None, counts: bool = True) -> dict[str, Any]:
    """What the result's page shows. The result's lines with their concepts, and the ballot's choices, must be loaded.

    `counts` says whether the reader's ballot was among the counted ones.
    """
    outcome = outcome_from(round, result)
    lines = _told(outcome, result)
    chosen = [one for one in lines if mine and one.line.concept_id in mine.approved]
    return {
        "sentences": told(outcome, result.names, result.currency),
        "winners": [one for one in lines if one.line.won],
        "others": [one for one in lines if not one.line.won],
        "most": max((one.line.score for one in lines), default=0),
        "by_shares": round.counting_rule is RuleName.EQUAL_SHARES,
        "plainly": plainly(round, result),
        "whole": _parts(outcome),
        "stages": _stages(outcome, result),
        "quota": outcome.quota / ONE,
        "left": float(1 - Fraction(outcome.spent, outcome.budget)),
        "share": amount_words(Fraction(result.share), result),
        "mine": mine,
        "mine_counts": counts,
        "chosen": chosen,
        "chosen_won": sum(one.line.won for one in chosen),
        "gave": gave(round, result, outcome, mine) if mine and counts else [],
    }


def amount_words(amount: Fraction, result: Result) -> str:
    """An amount of this result in words: money, or so many per cent of a place."""
    if result.currency is not None:
        return money_words(int(amount), result.currency)
    return f"{float(100 * amount):.3g} % of a place" if amount < 1 else f"{float(amount):.3g} places"


def plainly(round: Round, result: Result) -> dict[str, Any] | None:
    """The plain count beside this one: who would have won instead of whom. None where votes alone decided."""
    if round.counting_rule in (RuleName.MOST_VOTES, RuleName.MOST_VOTES_STOP):
        return None
    return {
        "in": [line for line in result.lines if line.most_votes and not line.won],
        "out": [line for line in result.lines if line.won and not line.most_votes],
    }


def gave(round: Round, result: Result, outcome: Outcome[int], ballot: Ballot) -> list[Gave]:
    """Which winners this ballot's share paid for, and how much of it; empty where no shares are."""
    share = outcome.share
    if not share:
        return []
    paid = outcome.paid_by(vote_of(round, ballot, len(result.lines)))
    return [
        Gave(line, int(100 * paid[line.concept_id] / share + Fraction(1, 2)), int(paid[line.concept_id]))
        for line in result.lines
        if line.concept_id in paid
    ]


def vote_of(round: Round, ballot: Ballot, finalists: int) -> Vote[int]:
    """One ballot as the count took it; its choices must be loaded."""
    marks = sorted(
        ballot.marks.items(), key=lambda mark: (mark[1] if round.ballot_kind is BallotKind.RANKED else 0, mark)
    )
    choices = tuple(concept_id for concept_id, _ in marks)
    if round.ballot_kind is BallotKind.APPROVAL:
        return Vote(choices)
    if round.ballot_kind is BallotKind.POINTS:
        return Vote(choices, tuple(points for _, points in marks))
    most = rank_points(round.rule, finalists)
    return Vote(choices, tuple(most - rank + 1 for _, rank in marks))


def _told(outcome: Outcome[int], result: Result) -> list[Told]:
    longest = max((line.cost for line in result.lines if line.won), default=1)
    whys = reasons(outcome, result.currency)
    return [
        Told(line, why, _bar(line, longest), people_a_block(line.payers_full or 0), _reach(line))
        for line, why in zip(result.lines, whys, strict=True)
    ]


def _bar(line: ResultLine, longest: int) -> PaidBar | None:
    if not line.won:
        return None
    last = Fraction(line.paid_last or 0) / line.cost
    full = 1 - last if line.payers_full is not None else Fraction(0)
    return PaidBar(100 * line.cost / longest, float(full), line.payers_full or 0, float(last), line.payers_last or 0)


def _stages(outcome: Outcome[int], result: Result) -> list[Drawn]:
    names = {line.key: result.names[line.key] for line in outcome.standings}
    before = [None, *outcome.stages[:-1]]
    words = [happened(stage, last, names) for stage, last in zip(outcome.stages, before, strict=False)]
    return drawn(outcome.stages, words, names)


def _reach(line: ResultLine) -> int:
    return int(100 * Fraction(line.money or 0) / line.cost) if line.reason == Reason.SUPPORTERS_SHORT else 0


def _parts(outcome: Outcome[int]) -> list[float]:
    return [line.cost / outcome.budget for line in outcome.standings if line.won]
