"""A count put into a result's rows, and taken out of them again; nothing is lost between, so the rows tell the whole count."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import Any

from governance.counting.outcome import Outcome, Price, Reason, Stage, Standing, Stopped, Tie, ToldApart
from ideas.ballots.inputs import Inputs
from ideas.ballots.payers import Payers
from ideas.ballots.result import Result, ResultLine
from ideas.rounds.round import Round

NOBODY: Mapping[str, Payers] = {}


def lines_of(
    outcome: Outcome[str], inputs: Inputs, plain_winners: Collection[str] = (), payers: Mapping[str, Payers] = NOBODY
) -> list[ResultLine]:
    """A row for every finalist, best first. `plain_winners` are the labels the plain count would have chosen."""
    ids = ids_of(inputs)
    each = {price.key: price.each for price in outcome.prices}
    lines = [
        ResultLine(
            concept_id=ids[line.key],
            position=line.position,
            votes=line.votes,
            score=line.score,
            cost=line.cost,
            won=line.won,
            reason=line.reason.value,
            by_tie_rule=line.by_tie,
            standing=line.reason is not Reason.TAKEN_OUT,
            money=_kept(line.money),
            money_short=_kept(line.money_short),
            votes_short=line.votes_short,
            each=_kept(each.get(line.key)),
            most_votes=line.key in plain_winners,
        )
        for line in outcome.standings
    ]
    for line, standing in zip(lines, outcome.standings, strict=True):
        paid = payers.get(standing.key)
        if paid is not None:
            line.payers_full, line.payers_last, line.paid_last = paid.full, paid.last, _kept(paid.paid_last)
    return lines


def ties_of(outcome: Outcome[str], inputs: Inputs) -> list[Any]:
    """Who were equal, who went first and what decided, by concept ids."""
    ids = ids_of(inputs)
    return [
        {
            "among": [ids[key] for key in tie.among],
            "chosen": [ids[key] for key in tie.chosen],
            "by": tie.by.value,
            "decided": tie.decided,
        }
        for tie in outcome.ties
    ]


def stages_of(outcome: Outcome[str], inputs: Inputs) -> list[Any]:
    """The stages of transfers, by concept ids; pairs, since JSON has no numbers for keys."""
    ids = ids_of(inputs)
    return [
        {
            "tallies": [[ids[key], tally] for key, tally in stage.tallies.items()],
            "elected": [ids[key] for key in stage.elected],
            "excluded": None if stage.excluded is None else ids[stage.excluded],
            "transferred": None if stage.transferred is None else ids[stage.transferred],
            "not_transferable": stage.not_transferable,
        }
        for stage in outcome.stages
    ]


def ids_of(inputs: Inputs) -> dict[str, int]:
    """The concept behind each label."""
    return {entrant.label: entrant.concept_id for entrant in inputs.entrants}


def outcome_from(round: Round, result: Result) -> Outcome[int]:
    """The count as its frozen rows tell it, by concept ids. The result's lines must be loaded."""
    return Outcome(
        rule=round.rule.counting,
        tie_rule=round.tie_rule,
        ballots=result.ballots,
        budget=result.budget_minor or result.slots,
        spent=result.spent,
        standings=tuple(_standing(line) for line in result.lines),
        ties=tuple(_tie(tie) for tie in result.ties),
        increments=result.increments,
        stopped=Stopped(result.stopped) if result.stopped else None,
        share=Fraction(result.share),
        prices=tuple(Price(line.concept_id, Fraction(line.each)) for line in result.lines if line.each),
        stages=tuple(_stage(stage) for stage in result.stages),
        quota=result.quota,
        in_places=result.budget_minor is None,
        by_points=counts_points(round),
    )


def counts_points(round: Round) -> bool:
    """Whether points are what is counted; a ranked place counts as points, unless votes are transferred."""
    return round.ballot_kind != "approval" and round.counting_rule != "single-transferable-vote"


def _standing(line: ResultLine) -> Standing[int]:
    return Standing(
        key=line.concept_id,
        position=line.position,
        votes=line.votes,
        score=line.score,
        cost=line.cost,
        won=line.won,
        reason=Reason(line.reason),
        by_tie=line.by_tie_rule,
        money=_read(line.money),
        money_short=_read(line.money_short),
        votes_short=line.votes_short,
    )


def _tie(kept: dict[str, Any]) -> Tie[int]:
    return Tie(tuple(kept["among"]), tuple(kept["chosen"]), ToldApart(kept["by"]), kept["decided"])


def _stage(kept: dict[str, Any]) -> Stage[int]:
    return Stage(
        tallies=dict(kept["tallies"]),
        elected=tuple(kept["elected"]),
        excluded=kept["excluded"],
        transferred=kept["transferred"],
        not_transferable=kept["not_transferable"],
    )


def _kept(amount: Fraction | None) -> str | None:
    return None if amount is None else str(amount)


def _read(kept: str | None) -> Fraction | None:
    return None if kept is None else Fraction(kept)
